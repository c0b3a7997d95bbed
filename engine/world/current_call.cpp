#include "world/current_call.hpp"

namespace pessimist::world {

namespace {

thread_local const std::function<std::string()>* current = nullptr;

}  // namespace

CurrentCall::CurrentCall(const std::function<std::string()>& describe) { current = &describe; }

CurrentCall::~CurrentCall() { current = nullptr; }

std::string CurrentCall::describe() { return current == nullptr ? "" : (*current)(); }

}  // namespace pessimist::world
