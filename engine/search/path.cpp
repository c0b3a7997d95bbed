// A way back from a world that was found. No world remembers its predecessor: layers are ranges of the log, so the
// layer before is expanded again, and of the worlds that lead to the one at hand that with the least content hash is
// taken, by its least event. It costs about as much as the search, only when something was found, and depends on
// nothing but the worlds themselves.

#include <algorithm>
#include <optional>
#include <tuple>

#include "search/search.hpp"
#include "store/ensure.hpp"

namespace pessimist::search {

namespace {

/// A predecessor, and an event that leads from it.
struct Candidate {
  std::uint64_t hash = 0;
  store::Position position = 0;
  NodeIndex node = 0;
  Trigger trigger;
  std::uint32_t outcome = 0;
  world::PartId local = 0;
  world::PartId trigger_id = 0;

  auto order() const {
    return std::tie(hash, node, trigger.kind, trigger.number, trigger.timer, trigger.packets, outcome);
  }
};

void keep_least(std::optional<Candidate>& least, Candidate candidate) {
  if (!least || candidate.order() < least->order()) least = std::move(candidate);
}

/// Looks for the events that lead from one world to the target. A world outside a bound was never expanded: its steps
/// led nowhere, and the tables may have no room for them.
void look(world::Expander& expander, world::Root root, store::Position position,
          const world::Tree::Nodes& target, std::optional<Candidate>& least) {
  world::UnfoldedWorld world;
  expander.unfold(root, world);
  if (expander.judge().is_outside(expander.units(world), expander.history(world))) return;
  expander.find_steps(world, target, [&](NodeIndex node, const world::Step& step) {
    keep_least(least, {expander.hash(world), position, node, expander.system().parts().trigger(step.trigger),
                       step.outcome, world.units[node]->local, step.trigger});
  });
}

}  // namespace

Path Search::path_to(const Finding& finding) {
  Path path;
  world::Root target = worlds_[finding.world];
  for (unsigned depth = finding.depth; depth > 0; --depth) {
    world::Tree::Nodes leaves;
    system_.tree().unfold(target, leaves);
    std::vector<std::optional<Candidate>> found(team_.size());
    const Blocks blocks = divide(layers_[depth - 1]);
    team_.work(
        blocks.size(), [] { return true; },
        [&](std::size_t worker, std::size_t block) {
          for (store::Position position = blocks[block].begin; position != blocks[block].end; ++position) {
            look(team_[worker].expander(), worlds_[position], position, leaves, found[worker]);
          }
        });
    std::optional<Candidate> least;
    for (auto& candidate : found) {
      if (candidate) keep_least(least, std::move(*candidate));
    }
    store::ensure(least.has_value(), "a world that was found has a predecessor in the layer before");
    const auto& steps = system_.steps().of(least->node, least->local, least->trigger_id);
    path.steps.push_back({least->node, least->trigger, steps[least->outcome].script});
    target = worlds_[least->position];
  }
  std::reverse(path.steps.begin(), path.steps.end());
  path.start_scripts = start_scripts(target);
  return path;
}

std::vector<std::vector<std::size_t>> Search::start_scripts(world::Root target) {
  world::Folder folder(system_.tree().table(), 0);
  for (const auto& initial : system_.initial_worlds()) {
    world::Tree::Nodes nodes = initial.nodes;
    if (system_.tree().fold(nodes, folder) != target) continue;
    std::vector<std::vector<std::size_t>> scripts;
    for (std::size_t node = 0; node < system_.nodes(); ++node) {
      scripts.push_back(system_.start_steps(static_cast<NodeIndex>(node))[initial.outcomes[node]].script);
    }
    return scripts;
  }
  store::ensure(false, "the first world of a path is initial");
  return {};
}

}  // namespace pessimist::search
