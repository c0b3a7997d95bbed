#include "trace/explain.hpp"

#include <algorithm>

namespace pessimist {

namespace {

std::vector<Reading> read(const Model& model, const Predicate& predicate, std::size_t source,
                          const WorldView& world, const std::set<Packet>& sent) {
  const Predicate::Source& from = predicate.sources()[source];
  std::vector<Reading> readings;
  if (from.is_messages) {
    for (const Packet& packet : sent) {
      if (packet.type == from.number) readings.push_back({packet.from, packet.to, packet.body});
    }
    std::sort(readings.begin(), readings.end());
    return readings;
  }
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    if (model.layout().role_number_of(node) != from.number) continue;
    readings.push_back({node, 0, predicate.observe(source, world.locals[node].fields)});
  }
  return readings;
}

std::vector<ValueRead> values(const Predicate& predicate, const std::vector<std::vector<Reading>>& readings,
                              const std::vector<NodeIndex>& nodes) {
  std::vector<ValueRead> values;
  for (std::size_t source = 0; source < readings.size(); ++source) {
    const bool is_messages = predicate.sources()[source].is_messages;
    for (const Reading& reading : readings[source]) {
      if (!nodes.empty() && std::find(nodes.begin(), nodes.end(), reading.node) == nodes.end()) continue;
      values.push_back({reading.node, is_messages ? std::optional(reading.to) : std::nullopt,
                        predicate.describe(source, reading.bytes)});
    }
  }
  return values;
}

}  // namespace

std::optional<Explanation> explain(const Model& model, const Predicate& predicate, Judgement::Verdict target,
                                   const WorldView& world, const std::set<Packet>& sent) {
  std::vector<std::vector<Reading>> all;
  for (std::size_t source = 0; source < predicate.sources().size(); ++source) {
    all.push_back(read(model, predicate, source, world, sent));
  }
  const auto judge = [&](const std::vector<std::vector<Reading>>& readings,
                         std::vector<NodeIndex> nodes) -> std::optional<Explanation> {
    Judgement judgement = predicate.judge(readings);
    if (judgement.verdict != target) return std::nullopt;
    for (const AnyId& node : judgement.nodes) {
      const NodeIndex index = model.layout().index(node);
      if (std::find(nodes.begin(), nodes.end(), index) == nodes.end()) nodes.push_back(index);
    }
    std::vector<ValueRead> read = values(predicate, readings, nodes);
    return Explanation{std::move(judgement.why), std::move(nodes), std::move(read)};
  };
  if (predicate.form() == Predicate::Form::together) return judge(all, {});
  for (const Reading& first : all[0]) {
    if (predicate.form() == Predicate::Form::each) {
      if (auto found = judge({{first}}, {first.node})) return found;
      continue;
    }
    for (const Reading& second : all[1]) {
      if (first.node == second.node) continue;
      if (auto found = judge({{first}, {second}}, {first.node, second.node})) return found;
    }
  }
  return std::nullopt;
}

}  // namespace pessimist
