#include "reductions/question.hpp"

namespace pessimist::reductions {

Question question_of(const world::System& system, const Alone& alone,
                     const std::vector<std::size_t>& properties) {
  const Model& model = system.model();
  Question question;
  for (const std::size_t number : properties) {
    const PropertyInfo& property = model.properties()[number];
    question.predicates.push_back(property.predicate.get());
    question.looks_for_deadlocks |= property.kind == PropertyInfo::Kind::no_deadlock;
  }
  for (const BoundInfo& bound : model.bounds()) question.predicates.push_back(bound.predicate.get());

  std::vector<bool> types(model.message_names().size(), false);
  for (const Predicate* predicate : question.predicates) {
    for (const Predicate::Source& source : predicate->sources()) {
      if (source.is_messages) types[source.number] = true;
    }
  }
  for (const Packet& packet : alone.contents) {
    question.kept.push_back(types[packet.type]);
    const RoleTriggers& receiver = model.triggers()[model.layout().role_number_of(packet.to)];
    question.read.push_back(receiver.reads[packet.type]);
  }
  if (!question.looks_for_deadlocks) return question;
  // A step that only sends is an event if the message does not lie in the inbox yet: that must be seen.
  for (const Alone::Node& graph : alone.nodes) {
    for (const Alone::Edge& edge : graph.edges) {
      if (edge.from != edge.to) continue;
      for (const std::uint32_t packet : edge.sends) question.kept[packet] = true;
    }
  }
  return question;
}

}  // namespace pessimist::reductions
