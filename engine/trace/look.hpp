#pragma once

#include <optional>

#include "trace/explain.hpp"
#include "trace/walk.hpp"

namespace pessimist {

/// What a property says of the one world that a walk has come to.
struct Look {
  enum class Verdict : std::uint8_t {
    holds,
    vacuous,  ///< holds, because what it is about is not the case
    violated,
    reached,      ///< of a `sometimes`
    not_reached,  ///< of a `sometimes`, here
  };
  Verdict verdict = Verdict::holds;
  std::optional<Explanation> explanation;  ///< why it is violated, or reached
};

Look look_at(const Model& model, const PropertyInfo& property, const Walk& walk);

/// What a handler that is called in this world does that none may, of the first that does; empty: none does.
std::string broken_at(const Walk& walk);

std::string_view to_string(Look::Verdict verdict);

}  // namespace pessimist
