#pragma once

#include "reductions/signature.hpp"
#include "world/parts.hpp"

namespace pessimist::reductions {

/// Signatures of classes of local states and packets. A class is not always symmetric to another as its representative
/// is, so what tells names apart must be taken from all members: their sum.
class ClassSignatures {
 public:
  ClassSignatures() = default;
  ClassSignatures(const ClassSignatures&) = delete;
  ClassSignatures& operator=(const ClassSignatures&) = delete;
  virtual ~ClassSignatures() = default;

  /// By representative. Null: the class has no other member.
  virtual const Signature* of_local(NodeIndex node, world::PartId local) const = 0;
  virtual const Signature* of_packet(world::PartId packet) const = 0;
};

/// Of a local state; of a packet, as its receiver sees it or, in a history, with its receiver.
Signature signature_of(const Model& model, NodeIndex node, const Local& local, Signer& signer);
Signature signature_of(const Model& model, const Packet& packet, bool with_receiver, Signer& signer);

}  // namespace pessimist::reductions
