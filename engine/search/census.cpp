// A walk over the worlds that were found, after the search and apart from it: layer by layer, so that what is counted by
// layer need be kept for one layer only. A limit may have ended the search in the middle of a layer; what is there of it
// counts as one.

#include "search/census.hpp"

#include <algorithm>
#include <optional>

#include "search/search.hpp"
#include "search/tally.hpp"

namespace pessimist::search {

namespace {

/// The figures of all worlds; values by depth are there already. An estimate may err beyond what is possible.
void take_figures(const Tally& tally, const Aspects& aspects, Size& size) {
  for (const Tally::OfNode& node : tally.nodes())
    size.nodes.push_back({node.locals.count(), node.inboxes.count(), node.units.count()});
  for (std::size_t aspect = 0; aspect < aspects.list().size(); ++aspect) {
    const Tally::OfAspect& counted = tally.of_aspects()[aspect];
    Size::OfAspect& result = size.aspects[aspect];
    result.aspect = aspects.list()[aspect];
    result.worlds_without = std::min(counted.worlds_without.count(), size.worlds);
    result.values = counted.values.count();
    result.sum = counted.sum;
    result.most = counted.most;
  }
  std::stable_sort(size.aspects.begin(), size.aspects.end(), [](const auto& one, const auto& other) {
    return one.worlds_without < other.worlds_without;
  });
}

}  // namespace

std::size_t Search::layers_for(std::uint64_t most_worlds) {
  std::uint64_t known = 0;
  for (const auto& layer : layers_) known += size_of(layer);
  if (known < summary_.states) layers_.push_back(worlds_.take_new_ranges());
  std::uint64_t worlds = 0;
  std::size_t count = 0;
  while (count < layers_.size() && !layers_[count].empty() && worlds + size_of(layers_[count]) <= most_worlds)
    worlds += size_of(layers_[count++]);
  return count;
}

std::optional<Size> Search::census(const CensusOptions& options) {
  const auto goes_on = [&] { return options_.interrupted == nullptr || !*options_.interrupted; };
  const std::size_t layers = layers_for(options.most_worlds);
  const Aspects aspects(system_);
  std::vector<Tally> tallies(options.alone ? 1 : team_.size(), Tally(system_, aspects, options.most_kept));
  Size size;
  size.aspects.resize(aspects.list().size());
  for (std::size_t depth = 0; depth < layers; ++depth) {
    for (Tally& tally : tallies) tally.begin_layer();
    const Blocks blocks = divide(layers_[depth]);
    const auto look_at = [&](std::size_t worker, std::size_t block) {
      for (store::Position position = blocks[block].begin; position != blocks[block].end; ++position)
        tallies[worker].add(worlds_[position]);
    };
    if (options.alone) {
      for (std::size_t block = 0; block < blocks.size() && goes_on(); ++block) look_at(0, block);
    } else {
      team_.work(blocks.size(), goes_on, look_at);
    }
    if (!goes_on()) return std::nullopt;
    for (std::size_t other = 1; other < tallies.size(); ++other) tallies[0].add_layer(tallies[other]);
    for (std::size_t aspect = 0; aspect < size.aspects.size(); ++aspect) {
      size.aspects[aspect].values_by_depth.push_back(tallies[0].of_aspects()[aspect].values_in_layer.count());
    }
    size.worlds_by_depth.push_back(size_of(layers_[depth]));
    size.worlds += size.worlds_by_depth.back();
  }
  if (size.worlds == 0) return std::nullopt;
  for (std::size_t other = 1; other < tallies.size(); ++other) tallies[0].add(tallies[other]);
  size.complete = size.worlds == summary_.states;
  size.exact_up_to = options.most_kept;
  size.error = store::DistinctCount::error(options.most_kept);
  take_figures(tallies[0], aspects, size);
  return size;
}

}  // namespace pessimist::search

namespace pessimist {

std::string_view to_string(Aspect::Kind kind) {
  switch (kind) {
    case Aspect::Kind::field:
      return "field";
    case Aspect::Kind::timer:
      return "timer";
    case Aspect::Kind::up:
      return "up";
    case Aspect::Kind::clock:
      return "clock";
    case Aspect::Kind::pause:
      return "pause";
    case Aspect::Kind::links:
      return "links";
    case Aspect::Kind::lies:
      return "lies";
    case Aspect::Kind::message:
      return "message";
    case Aspect::Kind::history:
      return "history";
    case Aspect::Kind::fault:
      return "fault";
  }
  return {};
}

}  // namespace pessimist
