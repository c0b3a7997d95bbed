#pragma once

// The search: breadth-first, layer by layer. Worlds are appended to a log as they are found; a layer is a few ranges of
// it. Each worker takes blocks of the layer, first of those worlds that it found itself, judges them, makes their
// successors, and puts those into the one set of worlds, in batches whose index slots were prefetched. Between layers, and
// where a table must grow, all workers wait for each other.
//
// Breadth-first, so a world is found at its least depth, and the first layer in which a property is hit is the least.
// All worlds of that layer are judged before the search ends, so what is reported does not depend on how many workers
// there were, or on who came first.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reductions/movers.hpp"
#include "reductions/property_audit.hpp"
#include "reductions/world_audit.hpp"
#include "search/census.hpp"
#include "search/coverage.hpp"
#include "search/finding.hpp"
#include "search/limits.hpp"
#include "search/progress.hpp"
#include "search/size.hpp"
#include "search/stop.hpp"
#include "search/store_audit.hpp"
#include "search/team.hpp"
#include "search/worker.hpp"
#include "world/system.hpp"

namespace pessimist::search {

struct Options {
  unsigned workers = 1;
  std::size_t first_slots = 1024;
  Limits limits;
  bool sleep = false;                                ///< use sleep sets
  const reductions::MoverBasis* stubborn = nullptr;  ///< use stubborn sets
  reductions::PropertyAudit* audit = nullptr;        ///< looks at some worlds of each layer
  reductions::WorldAudit* world_audit = nullptr;     ///< the same, in audit mode
  bool keep_going = false;                           ///< past the layer of the first violation
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void(const Progress&)> on_progress;
  bool by_ledger =
      false;  ///< find the least ledgers that break each property; without sleep and stubborn sets
};

/// How a search ended, and what it saw.
struct Summary {
  std::uint64_t states = 0;
  std::uint64_t transitions = 0;
  std::uint64_t cut = 0;
  unsigned depth = 0;
  std::optional<unsigned>
      complete_depth;  ///< every world up to it was judged; nothing if not even the initial ones
  StopReason reason = StopReason::none;
  std::string broken;                            ///< what the specification did
  std::optional<Finding> broken_in;              ///< in which world, if in any; its hash is not known
  std::vector<std::optional<Finding>> findings;  ///< by property
  std::vector<Findings> by_ledger;  ///< by property, where ledgers are told apart: with each least one
  std::vector<bool> relevant;       ///< by property: some judgement was not vacuous
  std::uint64_t looked_up = 0;      ///< worlds that the audit looked for in the store
  struct Fault {
    std::string what;
    Finding world;
  };
  std::optional<Fault> fault;  ///< what the audit found wrong with pessimist itself, and in which world
};

/// How many positions there are.
std::uint64_t size_of(const std::vector<store::EntrySet::Range>& layer);

class Search {
 public:
  /// `properties`: which of the model's to judge, by number.
  Search(world::System& system, const std::vector<std::size_t>& properties, Options options);

  Summary run();

  /// A shortest way to a world that was found, the same for any number of workers. After run().
  Path path_to(const Finding& finding);
  /// The leaves of a world given in full, as the search has them: reduced. `sent`: every message sent on the way there.
  /// After run().
  world::Tree::Nodes leaves_of(const std::vector<Local>& locals,
                               const std::vector<std::vector<Packet>>& inboxes,
                               const std::map<Fault, unsigned>& faults, const std::set<Packet>& sent);
  /// What splits the worlds that were found, the same for any number of workers; nothing if there are none, if even the
  /// first layer is too large, or where it is interrupted. After run(). Throws std::bad_alloc.
  std::optional<Size> census(const CensusOptions& options);
  /// What happens in the worlds that were found and expanded. After run(). Throws std::bad_alloc.
  Coverage coverage();
  /// How many leaves a world has.
  std::size_t leaves() const { return system_.tree().leaves(); }
  /// What a node may answer to the choices of its `start`, one script for each outcome.
  std::vector<std::vector<std::size_t>> start_scripts(NodeIndex node);

 private:
  /// Blocks of positions, for workers to take.
  using Blocks = std::vector<store::EntrySet::Range>;
  Blocks divide(const std::vector<store::EntrySet::Range>& ranges) const;
  /// Of a layer with so many worlds.
  std::size_t block_size(std::uint64_t worlds) const;

  void find_initial_worlds();
  /// The world of the layer before that leads to this one, of several that with the least content.
  store::Position predecessor_of(const world::Tree::Nodes& target, unsigned depth);
  void process_layer(unsigned depth);
  /// By ledger: puts the worlds of a layer into their antichains.
  void note_ledgers(unsigned depth);
  /// By ledger: keeps what breaks a property with a least ledger.
  void keep_least_ledgers(const std::vector<Findings>& found);
  /// Lets the audit look at worlds spread over the layer.
  void audit_layer(const Blocks& blocks);
  /// Lets the audit mode look at the worlds that the workers sampled.
  void audit_sample(unsigned depth);
  void audit(store::Position position, std::uint64_t hash, unsigned depth);
  /// The part of a layer that can be done before a table must grow. Returns what is left to do.
  Blocks process_blocks(Blocks blocks, unsigned depth);
  /// Sorts blocks by whose they are to be.
  Shares shares_of(Blocks& blocks) const;
  bool tables_want_growth() const;
  /// False where the memory limit forbids it; then the search is to stop.
  bool grow();
  /// Keeps what the workers found in a layer. Returns whether a property is violated.
  bool gather_findings();
  void conclude();
  /// How many layers, from the first, have no more worlds together. After run().
  std::size_t layers_for(std::uint64_t most_worlds);
  /// Looks at the limits and tells of progress, between blocks.
  void check_limits(std::size_t worker, unsigned depth, std::size_t blocks_left);
  std::uint64_t transitions() const;
  std::uint64_t cut() const;  ///< between blocks only

  world::System& system_;
  Options options_;
  std::vector<PropertyInfo::Kind> kinds_;
  world::SharedUnits units_;
  store::EntrySet worlds_;
  LayerMode mode_;
  std::unique_ptr<AwakeMasks> awake_;                           ///< where sleep sets are used
  std::unique_ptr<StoreAudit> store_audit_;                     ///< in audit mode
  std::unique_ptr<reductions::StubbornSets::Common> stubborn_;  ///< where stubborn sets are used
  Team team_;
  Stop stop_;
  std::vector<std::vector<store::EntrySet::Range>> layers_;
  std::uint64_t layer_size_ = 0;  ///< worlds in the present layer
  std::vector<std::uint64_t> layer_sizes_;
  Summary summary_;
  std::chrono::steady_clock::time_point started_, looked_;
};

}  // namespace pessimist::search
