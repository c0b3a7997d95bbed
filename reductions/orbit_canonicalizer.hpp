#pragma once

// Symmetry: of all worlds that differ only in which of several interchangeable nodes (or tokens) is which, one is stored.
//
// Idea. Names are told apart by what is known of them without naming any (the shape of a node's state and inbox), then
// by how they refer to each other, until nothing more is told apart: colour refinement. The representative puts the names
// of a block in the order of their colours. Names that are still tied are permuted, and the least of the worlds that come
// out is taken; but tied names that may be exchanged without changing the world at all need not be tried in more than one
// order, and nearly all ties are of this kind. So nine nodes that have done nothing yet cost eight look-ups, not 9! tries.
//
// Papers. Ip and Dill, "Better Verification Through Symmetry" (1996), for scalarsets; McKay and Piperno, "Practical graph
// isomorphism, II" (2014), for refinement, individualization and pruning by automorphisms.
//
// Why it is sound. Whatever comes out is an image of the world under a permutation of the group, so nothing is omitted.
// Why it is exact: signatures, colours, the choice of a tied cell and the order of comparison are functions of the world
// that commute with renaming, so two worlds of an orbit have the same tree of tries, and the same least leaf. An
// exchange that leaves the world as it is maps the tries of one tied name to those of the other, so one is enough. Equal
// hashes of what differs make ties, which cost time and nothing else.

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "reductions/class_signatures.hpp"
#include "reductions/signature.hpp"
#include "reductions/symmetry_group.hpp"
#include "store/hash.hpp"
#include "store/recent.hpp"
#include "store/renewable.hpp"
#include "store/shared_memo.hpp"
#include "world/system.hpp"

namespace pessimist::reductions {

class OrbitCanonicalizer final : public world::Canonicalizer {
  struct Facts {
    Signature signature;
    std::uint64_t hash = 0;  ///< of the content: the same on every run
    const Signature::Use* use_of(NameIndex name) const;
  };

 public:
  /// What is known of the parts of worlds, among the canonicalizers of all workers.
  class Known {
   public:
    bool is_full() const { return bytes.load(std::memory_order_relaxed) > most_bytes; }

   private:
    friend class OrbitCanonicalizer;
    static constexpr std::size_t most_bytes = std::size_t{128} << 20;

    store::SharedMemo<std::uint64_t, std::unique_ptr<const Facts>, store::WordHash> facts;
    store::SharedMemo<std::uint64_t, world::PartId, store::WordHash> renamed;
    std::atomic<std::size_t> bytes = 0;
  };

  /// `classes`: where units are in a normal form that merges local states, else null. `shared` lives as long as this.
  OrbitCanonicalizer(world::System& system, const SymmetryGroup& group, const ClassSignatures* classes,
                     store::Renewable<Known>& shared, unsigned worker);

  void canonicalize(world::Tree::Nodes& nodes) override;

 private:
  /// What names refer to other names: a node, or the history of messages.
  using Carrier = std::size_t;
  using Colours = std::vector<std::uint64_t>;

  bool is_history(Carrier carrier) const { return carrier == nodes_; }
  const Facts& facts(Carrier carrier, world::PartId part);
  const Facts& find_facts(Carrier carrier, world::PartId part, std::uint64_t key);
  Facts make_facts(Carrier carrier, world::PartId part);
  world::Packets packets(Carrier carrier, world::PartId part) const;
  /// A carrier's part with two names exchanged.
  world::PartId renamed(Carrier carrier, world::PartId part, NameIndex one, NameIndex other);
  world::PartId rename_first_time(Carrier carrier, world::PartId part, NameIndex one, NameIndex other);

  Colours first_colours();
  void refine(Colours& colours);
  std::size_t count_cells(const Colours& colours);
  /// A block's names in the order of their colours.
  const std::vector<NameIndex>& sorted(const std::vector<NameIndex>& block, const Colours& colours);
  /// Resolves the ties, one cell after the other, and keeps the least leaf.
  void resolve(Colours colours);
  std::vector<NameIndex> first_tied_cell(const Colours& colours);
  bool is_automorphism(NameIndex one, NameIndex other);
  void try_leaf(const Colours& colours);
  void exchange_names(std::vector<world::PartId>& parts, NameIndex one, NameIndex other);
  bool is_less(const std::vector<world::PartId>& one, const std::vector<world::PartId>& other);

  world::System& system_;
  const SymmetryGroup& group_;
  const ClassSignatures* classes_;
  store::Renewable<Known>& shared_;
  store::Renewable<Known>::Hold known_;
  store::EntrySet::Writer& writer_;
  std::size_t nodes_;
  std::size_t carriers_;  ///< the nodes, and the history where one is kept
  std::vector<bool> movable_;
  Signer signer_;

  std::vector<world::PartId> world_;  ///< by carrier: the world at hand
  std::vector<const Facts*> facts_of_;
  std::vector<world::PartId> least_;
  bool has_least_ = false;
  std::vector<NameIndex> sorted_;
  Colours told_;

  store::Recent<const Facts*> recent_facts_;
  store::Recent<world::PartId> recently_renamed_;
};

}  // namespace pessimist::reductions
