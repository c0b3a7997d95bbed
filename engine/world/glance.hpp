#pragma once

// What there is to see in a world, told from its root alone.
//
// Idea. Of each unit the predicates see little, so there are far fewer views of a half of a world (the leaves under the left or
// under the right of its root) than there are halves. Each half is given the name of its view, and what was found out about
// a world is remembered for the two views. Three look-ups then take the place of unfolding a world and judging it by each
// property.
//
// Why it is sound. A view is all that judging, and asking whether something stirs, may depend on: what each predicate sees of
// each unit, whether the unit is up and stirs, and the history of messages; views are compared in full. A half with a unit
// whose steps are broken has no view. Where there are too many views, or halves, worlds are simply looked at.

#include <array>
#include <cstdint>
#include <vector>

#include "store/interner.hpp"
#include "world/expander.hpp"

namespace pessimist::world {

/// Private to a worker.
class Glance {
 public:
  enum class Sight : std::uint8_t {
    unknown,
    outside,   ///< of a bound; no property is hit
    quiet,     ///< no property is hit, and nothing can happen but faults
    stirring,  ///< no property is hit, and something can happen
  };

  explicit Glance(const System& system);

  void prefetch(Root root) const {
    const Pair names = pair_of(root);
    left_.prefetch(names.left);
    right_.prefetch(names.right);
  }
  Sight at(Root root) const {
    const Pair names = pair_of(root);
    const auto& row = sights_[left_.view(names.left)];
    const View right = right_.view(names.right);
    return right < row.size() ? row[right] : Sight::unknown;
  }
  /// The same, with a look at the halves that were not looked at before.
  Sight at(Root root, const UnfoldedWorld& world);
  /// Of a world at which it looked.
  void remember(Root root, Sight sight);
  /// Where other properties are to be judged from now on.
  void forget_sights();

 private:
  using View = std::uint16_t;
  static constexpr View no_view = 0;

  /// The left or the right half of worlds.
  class Halves {
   public:
    Halves(const System& system, std::size_t first_leaf, std::size_t leaves)
        : system_(system), first_leaf_(first_leaf), leaves_(leaves) {}

    void prefetch(PartId name) const {
      if (name < views_.size()) __builtin_prefetch(views_.data() + name);
    }
    View view(PartId name) const { return name < views_.size() ? views_[name] : no_view; }
    /// Gives it a view, if it has none and can have one.
    void look(PartId name, const UnfoldedWorld& world);
    /// With the one that is none.
    std::size_t views() const { return views_by_content_.size() + 1; }

   private:
    /// Whether it has a view. Leaves that in seen_.
    bool see(const UnfoldedWorld& world);

    const System& system_;
    std::size_t first_leaf_, leaves_;
    std::vector<View> views_;  ///< by name
    store::Interner views_by_content_;
    std::vector<std::uint32_t> seen_;
  };

  Halves left_, right_;
  std::vector<std::vector<Sight>>
      sights_;                  ///< by view of the left half, each that there is, then of the right
  std::size_t remembered_ = 0;  ///< places in sights_
};

}  // namespace pessimist::world
