#pragma once

// Symmetry: of all worlds that differ only in which of several interchangeable nodes (or tokens) is which, one is stored.
//
// Idea. Names are told apart by what is known of them without naming any (the shape of a node's state and inbox), then
// by how they refer to each other, until nothing more is told apart: colour refinement. The representative puts the names
// of a block in the order of their colours. Names that are still tied are permuted, and the least of the worlds that come
// out is taken; but tied names that may be exchanged without changing the world at all need not be tried in more than one
// order, and nearly all ties are of this kind. So nine nodes that have done nothing yet cost eight exchanges, not 9! tries; and
// tokens that a world does not have cost nothing.
//
// Papers. Ip and Dill, "Better Verification Through Symmetry" (1996), for scalarsets; McKay and Piperno, "Practical graph
// isomorphism, II" (2014), for refinement, individualization and pruning by automorphisms.
//
// Why it is sound. Whatever comes out is an image of the world under a permutation of the group, so nothing is omitted.
// Why it is exact: signatures, colours, the choice of a tied cell and the order of comparison are functions of the world
// that commute with renaming, so two worlds of an orbit have the same tree of tries, and the same least leaf. An
// exchange that leaves the world as it is maps the tries of one tied name to those of the other, so one is enough, and names
// that the world does not have may be put in any order. Equal
// hashes of what differs make ties, which cost time and nothing else.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "reductions/carrier_views.hpp"
#include "store/own_lines.hpp"

namespace pessimist::reductions {

class OrbitCanonicalizer final : public world::Canonicalizer {
 public:
  /// `classes` and `shared`: see CarrierViews.
  OrbitCanonicalizer(world::System& system, const SymmetryGroup& group, const ClassSignatures* classes,
                     store::Renewable<CarrierViews::Known>& shared, unsigned worker);

  void canonicalize(world::Tree::Nodes& nodes) override;

 private:
  using Views = store::OwnLines<const CarrierView*>;  ///< of a world, by carrier
  using Colours = store::OwnLines<std::uint64_t>;
  using Names = store::OwnLines<NameIndex>;

  void begin(Colours& colours) const;
  void refine(Colours& colours);
  /// Puts the names of each block in the order of their colours, and counts the colours.
  std::size_t sort(const Colours& colours);
  /// Resolves the ties, one cell after the other, and keeps the least leaf.
  void resolve(Colours& colours);
  /// Of the names as they were sorted last.
  std::vector<NameIndex> first_tied_cell(const Colours& colours) const;
  bool is_automorphism(NameIndex one, NameIndex other);
  /// The world with each block's names in the order in which they were sorted last; kept if it is the least so far.
  void try_leaf();
  void exchange_names(Views& world, NameIndex one, NameIndex other);
  static bool is_less(const Views& one, const Views& other);

  const SymmetryGroup& group_;
  CarrierViews views_;
  std::size_t nodes_;
  std::optional<std::size_t> history_leaf_;

  std::size_t names_ = 0;  ///< of all blocks

  Views world_;  ///< the one at hand
  Views leaf_, least_;
  bool has_least_ = false;
  std::vector<Names> sorted_;  ///< of each block
  Colours colours_, told_;
  Names renaming_;
};

}  // namespace pessimist::reductions
