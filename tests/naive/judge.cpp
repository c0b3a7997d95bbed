#include "naive/judge.hpp"

#include <algorithm>

namespace pessimist::naive {

namespace {

std::vector<Reading> readings_of_nodes(const Model& model, const Predicate& predicate, std::size_t source,
                                       const World& world) {
  std::vector<Reading> readings;
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    if (model.layout().role_number_of(node) != predicate.sources()[source].number) continue;
    readings.push_back({node, 0, predicate.observe(source, world.locals[node].fields)});
  }
  return readings;
}

std::vector<Reading> readings_of_messages(Network network, unsigned type, const World& world) {
  std::set<Packet> ever_sent = world.history;
  if (network == Network::unreliable) {  // nothing ever leaves an inbox
    for (const auto& inbox : world.inboxes) ever_sent.insert(inbox.begin(), inbox.end());
  }
  std::vector<Reading> readings;
  for (const Packet& packet : ever_sent) {
    if (packet.type == type) readings.push_back({packet.from, packet.to, packet.body});
  }
  return readings;
}

}  // namespace

std::vector<Judgement> judgements(const Model& model, Network network, const Predicate& predicate,
                                  const World& world) {
  std::vector<std::vector<Reading>> readings;
  for (std::size_t source = 0; source < predicate.sources().size(); ++source) {
    const auto [is_messages, number] = predicate.sources()[source];
    readings.push_back(is_messages ? readings_of_messages(network, number, world)
                                   : readings_of_nodes(model, predicate, source, world));
  }
  if (predicate.form() == Predicate::Form::together) return {predicate.judge(readings)};
  std::vector<Judgement> result;
  for (const Reading& first : readings.front()) {
    if (predicate.form() == Predicate::Form::each) {
      result.push_back(predicate.judge({{first}}));
      continue;
    }
    for (const Reading& second : readings.back()) {
      if (first.node != second.node) result.push_back(predicate.judge({{first}, {second}}));
    }
  }
  return result;
}

bool some(const std::vector<Judgement>& judgements, Judgement::Verdict verdict) {
  return std::any_of(judgements.begin(), judgements.end(),
                     [&](const Judgement& judgement) { return judgement.verdict == verdict; });
}

std::set<unsigned> types_read(const Model& model) {
  std::set<unsigned> types;
  const auto add = [&](const Predicate& predicate) {
    for (const Predicate::Source& source : predicate.sources()) {
      if (source.is_messages) types.insert(source.number);
    }
  };
  for (const PropertyInfo& property : model.properties()) add(*property.predicate);
  for (const BoundInfo& bound : model.bounds()) add(*bound.predicate);
  return types;
}

}  // namespace pessimist::naive
