#pragma once

#include <string>

#include "pessimist/model.hpp"

namespace pessimist::world {

/// `rm 2 receives Commit from tm, in state ResourceManager{state: working}`
std::string call_in_words(const Model& model, NodeIndex node, const Local& local, const Trigger& trigger);

}  // namespace pessimist::world
