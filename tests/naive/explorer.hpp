#pragma once

// The engine's judge: explores a model in the plainest way, from the definition alone. One thread, no interning, no
// memory of what handlers did, a std::set of printed worlds. It shares no code with the engine behind the Model
// interface, so that the two are not wrong together.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "naive/world.hpp"
#include "pessimist/model.hpp"

namespace pessimist::naive {

struct NaiveOptions {
  Network network = Network::unreliable;
  std::map<Fault, unsigned> budgets;
  std::uint64_t most_worlds = 200'000;
  bool count_orbits =
      false;  ///< under all permutations of the nodes of each role that is not ordered, and of tokens
  std::function<void(const World&, unsigned depth)> on_world{};  ///< called with each
};

struct NaiveProperty {
  std::string name;
  bool violated_or_reached = false;
  unsigned depth = 0;    ///< the least at which it is violated, or a `sometimes` reached
  bool vacuous = false;  ///< the search was complete, and no judgement in it was about anything
};

struct NaiveResult {
  std::uint64_t worlds = 0;
  std::uint64_t transitions = 0;
  std::uint64_t cut = 0;                ///< worlds outside a bound
  std::optional<std::uint64_t> orbits;  ///< worlds, of those that differ in who is who one; where asked for
  unsigned depth = 0;                   ///< of the deepest layer that has a new world
  bool complete = false;                ///< else `most_worlds` was met
  std::vector<NaiveProperty> properties;
};

/// Visits every world. Throws what handlers and predicates throw; SpecError for a message that its receiver can neither
/// receive nor read; std::invalid_argument for a model with acts that read messages on fifo links.
NaiveResult explore(const Model& model, const NaiveOptions& options);

}  // namespace pessimist::naive
