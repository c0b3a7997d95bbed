#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "search/aspects.hpp"
#include "store/distinct_count.hpp"
#include "world/system.hpp"

namespace pessimist::search {

/// What one worker counts of the worlds that it looks at. Tallies add up to that of all worlds, however these were divided.
class Tally {
 public:
  Tally(const world::System& system, const Aspects& aspects, std::size_t most_kept);

  /// The worlds from here on are those of another depth. Values by depth are counted anew.
  void begin_layer();
  void add(world::Root root);
  void add(const Tally& other);
  /// Adds only what the present layer's worlds have.
  void add_layer(const Tally& other);

  struct OfNode {
    store::DistinctCount locals, inboxes, units;
  };
  struct OfAspect {
    store::DistinctCount worlds_without, values, values_in_layer;
    std::uint64_t sum = 0, most = 0;
  };
  const std::vector<OfNode>& nodes() const { return nodes_; }
  const std::vector<OfAspect>& of_aspects() const { return of_aspects_; }

 private:
  /// A leaf, and the last layer in which it was seen.
  struct Seen {
    LeafShares shares;
    std::uint32_t layer = 0;
  };
  const LeafShares& look_at(std::size_t leaf, world::PartId id);
  void count_values(std::size_t leaf, const LeafShares& shares);

  const world::System& system_;
  const Aspects& aspects_;
  std::vector<OfNode> nodes_;
  std::vector<OfAspect> of_aspects_;
  boost::unordered_flat_map<std::uint64_t, Seen> leaves_;
  std::size_t bytes_ = 0;  ///< of leaves_
  std::uint32_t layer_ = 0;
  std::vector<std::uint64_t> changes_, packets_;  ///< of the present world, by aspect
};

}  // namespace pessimist::search
