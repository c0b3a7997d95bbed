#pragma once

// The audit mode: what reductions rest on is proved on paper, for handlers that do as they should and code that does as
// the proof. Here it is tried on worlds sampled from a run, one kind of audit for each thing: that independent steps
// commute, that permuted worlds have permuted successors, that dead messages do nothing, that members of a class answer
// alike. (That the store finds what it holds is looked into by the search.)

#include <memory>

#include "reductions/audit.hpp"

namespace pessimist::reductions {

class WorldAudit {
 public:
  /// One for each kind; null where there is nothing of the kind to look at.
  struct Kinds {
    std::unique_ptr<Audit> independent_pairs;
    std::unique_ptr<Audit> permuted_worlds;
    std::unique_ptr<Audit> dead_messages;
    std::unique_ptr<Audit> class_members;
  };

  explicit WorldAudit(Kinds kinds);

  /// Looks at a world of the run, inside the bounds, whose content hash is given; at a world outside, at nothing. Throws
  /// SpecError where the specification is at fault, CheckerFault where pessimist is, and OutOfRoom: then nothing was
  /// counted.
  void look(world::Expander& expander, const world::UnfoldedWorld& world, std::uint64_t hash);

  const AuditCounts& counts() const { return counts_; }

 private:
  Kinds kinds_;
  AuditCounts counts_;
};

}  // namespace pessimist::reductions
