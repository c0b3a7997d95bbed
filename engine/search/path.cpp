// A way back from a world that was found. No world remembers its predecessor: layers are ranges of the log, so the
// layer before is expanded again, and of the worlds that lead to the one at hand that with the least content hash is
// taken. It costs about as much as the search, only when something was found, and depends on nothing but the worlds
// themselves.

#include <algorithm>
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

Path Search::path_to(const Finding& finding) {
  Path path(1);
  world::Root target = worlds_[finding.world];
  system_.tree().unfold(target, path.back());
  for (unsigned depth = finding.depth; depth > 0; --depth) {
    std::vector<std::optional<Predecessor>> found(team_.size());
    const Blocks blocks = divide(layers_[depth - 1]);
    team_.work(
        blocks.size(), [] { return true; },
        [&](std::size_t worker, std::size_t block) {
          world::Expander& expander = team_[worker].expander();
          world::UnfoldedWorld world;
          for (store::Position position = blocks[block].begin; position != blocks[block].end; ++position) {
            expander.unfold(worlds_[position], world);
            if (leads(expander, world, path.back()))
              keep_least(found[worker], {expander.hash(world), position});
          }
        });
    std::optional<Predecessor> least;
    for (const auto& predecessor : found) {
      if (predecessor) keep_least(least, *predecessor);
    }
    store::ensure(least.has_value(), "a world that was found has a predecessor in the layer before");
    path.emplace_back();
    system_.tree().unfold(worlds_[least->position], path.back());
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
      grow();
      if (stop_.reason() == StopReason::memory) throw std::bad_alloc();
    }
  }
}

}  // namespace pessimist::search
