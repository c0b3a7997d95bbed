// A way back from a world that was found. No world remembers its predecessor: layers are ranges of the log, so the
// layer before is expanded again, and of the worlds that lead to the one at hand that with the least content hash is
// taken. It costs about as much as the search, only when something was found, and depends on nothing but the worlds
// themselves.

#include <algorithm>
#include <atomic>
#include <new>
#include <optional>

#include "search/search.hpp"
#include "store/ensure.hpp"

namespace pessimist::search {

namespace {

struct Predecessor {
  std::uint64_t hash = 0;
  store::Position position = 0;
};

void keep_least(std::optional<Predecessor>& least, const Predecessor& other) {
  if (!least || other.hash < least->hash) least = other;
}

/// Whether one world leads to the target. One outside a bound was never expanded: its steps led nowhere, and the tables
/// may have no room for them.
bool leads(world::Expander& expander, world::UnfoldedWorld& world, const world::Tree::Nodes& target) {
  return !expander.judge().is_outside(expander.units(world), expander.history(world)) &&
         expander.leads_to(world, target);
}

}  // namespace

// To find the way back, worlds are renamed, and steps taken, that the search had no need of: tables may have to grow.
store::Position Search::predecessor_of(const world::Tree::Nodes& target, unsigned depth) {
  const Blocks blocks = divide(layers_[depth - 1]);
  while (true) {
    std::vector<std::optional<Predecessor>> found(team_.size());
    std::atomic<bool> is_full = false;
    team_.work(
        blocks.size(), [&] { return !is_full; },
        [&](std::size_t worker, std::size_t block) {
          world::Expander& expander = team_[worker].expander();
          world::UnfoldedWorld world;
          try {
            for (store::Position position = blocks[block].begin; position != blocks[block].end; ++position) {
              expander.unfold(worlds_[position], world);
              if (leads(expander, world, target)) keep_least(found[worker], {expander.hash(world), position});
            }
          } catch (const world::OutOfRoom&) {
            is_full = true;
          }
        });
    if (is_full) {
      if (!grow()) throw std::bad_alloc();
      continue;
    }
    std::optional<Predecessor> least;
    for (const auto& predecessor : found) {
      if (predecessor) keep_least(least, *predecessor);
    }
    store::ensure(least.has_value(), "a world that was found has a predecessor in the layer before");
    return least->position;
  }
}

Path Search::path_to(const Finding& finding) {
  Path path(1);
  system_.tree().unfold(worlds_[finding.world], path.back());
  for (unsigned depth = finding.depth; depth > 0; --depth) {
    const store::Position position = predecessor_of(path.back(), depth);
    path.emplace_back();
    system_.tree().unfold(worlds_[position], path.back());
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<std::vector<std::size_t>> Search::start_scripts(NodeIndex node) {
  std::vector<std::vector<std::size_t>> scripts;
  for (const world::LocalStep& step : system_.start_steps(node)) scripts.push_back(step.script);
  return scripts;
}

world::Tree::Nodes Search::leaves_of(const std::vector<Local>& locals,
                                     const std::vector<std::vector<Packet>>& inboxes,
                                     const std::map<Fault, unsigned>& faults, const std::set<Packet>& sent) {
  while (true) {
    try {
      world::Tree::Nodes nodes = system_.leaves_of(locals, inboxes, faults, sent);
      team_[0].expander().canonicalize(nodes);
      return nodes;
    } catch (const world::OutOfRoom&) {
      if (!grow()) throw std::bad_alloc();
    }
  }
}

}  // namespace pessimist::search
