#include "reductions/class_signatures.hpp"

namespace pessimist::reductions {

Signature signature_of(const Model& model, NodeIndex node, const Local& local, Signer& signer) {
  signer.number((local.up ? 1U : 0U) | (local.lies ? 2U : 0U) | (local.pending ? 4U : 0U));
  signer.number(static_cast<std::uint64_t>(local.clock));
  const auto sign_timer = [&](const ArmedTimer& timer) {
    signer.open(true);
    signer.number(timer.type);
    model.walk({ValueType::Kind::timer, timer.type}, timer.body, signer);
    signer.close();
  };
  if (local.pending) sign_timer(*local.pending);
  signer.open(false);
  for (const NodeIndex other : local.deaf_to) signer.name(other);
  signer.close();
  signer.open(false);
  for (const ArmedTimer& timer : local.armed) sign_timer(timer);
  signer.close();
  model.walk({ValueType::Kind::fields, model.layout().role_number_of(node)}, local.fields, signer);
  return signer.take();
}

Signature signature_of(const Model& model, const Packet& packet, bool with_receiver, Signer& signer) {
  signer.number(packet.type);
  signer.name(packet.from);
  if (with_receiver) signer.name(packet.to);
  model.walk({ValueType::Kind::message, packet.type}, packet.body, signer);
  return signer.take();
}

}  // namespace pessimist::reductions
