#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pessimist/model.hpp"
#include "store/interner.hpp"
#include "world/parts.hpp"

namespace pessimist::world {

/// What one predicate sees of the nodes and messages, by name. A value seen at two nodes has two names, so that a name
/// tells the node as well. Safe for any number of threads; names differ from run to run.
class Observations {
 public:
  static constexpr std::uint32_t nothing = 0xffffffff;

  Observations(const Model& model, Parts& parts, const Predicate& predicate)
      : model_(model), parts_(parts), predicate_(predicate), names_(predicate.sources().size()) {}

  /// What a source sees of a node; `nothing` if it is not about the node's role. Of a source of messages: the packets
  /// of its type in the inbox, or in a history given as one.
  std::uint32_t observe(std::size_t source, NodeIndex node, PartId local, PartId inbox);
  std::uint32_t observe_messages(std::size_t source, PartId packets);

  /// How many names a source of nodes has given out.
  std::size_t count(std::size_t source) const { return names_[source].size(); }

  /// Appends what stands behind a name: one reading of a node, or one for each message.
  void read(std::size_t source, std::uint32_t name, std::vector<Reading>& readings) const;

 private:
  const Model& model_;
  Parts& parts_;
  const Predicate& predicate_;
  std::vector<store::Interner> names_;  ///< by source: the node and the observed value, encoded
};

}  // namespace pessimist::world
