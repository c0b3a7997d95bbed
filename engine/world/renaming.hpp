#pragma once

#include "pessimist/model.hpp"

namespace pessimist::world {

// Parts of worlds as they are when names are exchanged. A node's part becomes that of the node that it is renamed to.

Local renamed(const Model& model, NodeIndex node, const Local& local, const Renaming& renaming);
Packet renamed(const Model& model, const Packet& packet, const Renaming& renaming);
/// Of a node's trigger.
Trigger renamed(const Model& model, const Trigger& trigger, const Renaming& renaming);

}  // namespace pessimist::world
