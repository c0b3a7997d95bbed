#include "report/itf.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "report/node_words.hpp"
#include "report/step_words.hpp"
#include "report/version.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

/// Integers of any size are written as such; a reader need not take them for doubles.
ordered_json integer(const std::string& digits) { return {{"#bigint", digits}}; }

bool is_integer(const std::string& text) {
  long long value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end;
}

ordered_json itf(const Value& value);

ordered_json elements(const Value& value) {
  ordered_json list = ordered_json::array();
  for (const auto& [name, child] : value.children) list.push_back(itf(child));
  return list;
}

ordered_json itf(const Value& value) {
  switch (value.kind) {
    case Value::Kind::leaf:
      if (value.text == "true" || value.text == "false") return value.text == "true";
      return is_integer(value.text) ? integer(value.text) : ordered_json(value.text);
    case Value::Kind::string:
      return value.text;
    case Value::Kind::record: {
      ordered_json record = ordered_json::object();
      for (const auto& [name, child] : value.children) record[name] = itf(child);
      return record;
    }
    case Value::Kind::sequence:
      return elements(value);
    case Value::Kind::set:
      return {{"#set", elements(value)}};
    case Value::Kind::map: {
      ordered_json pairs = ordered_json::array();
      for (std::size_t i = 0; i + 1 < value.children.size(); i += 2)
        pairs.push_back(
            ordered_json::array({itf(value.children[i].second), itf(value.children[i + 1].second)}));
      return {{"#map", pairs}};
    }
  }
  return {};
}

class Writer {
 public:
  Writer(const Model& model, Network network) : model_(model), network_(network) {}

  ordered_json state(std::size_t index, const WorldView& world, const std::string& event) const {
    return {{"#meta", {{"index", index}}},
            {"event", event},
            {"nodes", nodes(world)},
            {"messages", messages(world)}};
  }

 private:
  ordered_json nodes(const WorldView& world) const {
    ordered_json pairs = ordered_json::array();
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      const Local& local = world.locals[node];
      ordered_json record = itf(model_.describe_fields(node, local.fields));
      ordered_json timers = ordered_json::array();
      for (const ArmedTimer& timer : local.armed) timers.push_back(timer_in_words(model_, timer));
      pairs.push_back(ordered_json::array(
          {model_.layout().name(node),
           {{"up", local.up}, {"fields", std::move(record)}, {"timers", {{"#set", std::move(timers)}}}}}));
    }
    return {{"#map", std::move(pairs)}};
  }

  ordered_json messages(const WorldView& world) const {
    std::map<Packet, std::size_t> lying;
    for (const auto& inbox : world.inboxes) {
      for (const Packet& packet : inbox) ++lying[packet];
    }
    ordered_json set = ordered_json::array();
    for (const auto& [packet, times] : lying) {
      ordered_json one{{"from", model_.layout().name(packet.from)},
                       {"to", model_.layout().name(packet.to)},
                       {"type", model_.message_names().at(packet.type)},
                       {"value", itf(model_.describe_message(packet.type, packet.body))}};
      if (network_ != Network::unreliable) one["times"] = integer(std::to_string(times));
      set.push_back(std::move(one));
    }
    return {{"#set", std::move(set)}};
  }

  const Model& model_;
  Network network_;
};

}  // namespace

ordered_json itf_json(const Model& model, const Run& run, const PropertyResult& property) {
  const Trace& trace = property.trace.value();
  const Writer writer(model, run.network);
  ordered_json states = ordered_json::array({writer.state(0, trace.initial, "at first")});
  for (const TraceStep& step : trace.steps)
    states.push_back(writer.state(states.size(), step.after, headline_of(model, step)));
  return {{"#meta",
           {{"format", "ITF"},
            {"format-description", "https://apalache.informal.systems/docs/adr/015adr-trace.html"},
            {"source", run.spec},
            {"description", "written by pessimist " + std::string(version())},
            {"property", property.name}}},
          {"vars", {"event", "nodes", "messages"}},
          {"states", std::move(states)}};
}

}  // namespace pessimist
