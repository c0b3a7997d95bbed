#include "report/trace_file.hpp"

#include <fstream>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "report/cannot_read.hpp"
#include "report/hex.hpp"
#include "report/named.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

/// Larger than any trace; smaller than what would exhaust the memory.
constexpr std::size_t most_bytes = std::size_t{256} << 20;

std::string parameter_text(const JsonPlace& place) {
  if (place.value().is_boolean() || place.value().is_number_integer()) return place.value().dump();
  return place.text();
}

void read_header(const JsonPlace& root, TraceFile& file) {
  if (root.at("format").text() != trace_format) {
    root.at("format").reject(fmt::format("this is no trace: \"{}\" is expected", trace_format));
  }
  const JsonPlace version = root.at("version");
  if (version.number(std::numeric_limits<std::uint32_t>::max()) != trace_version) {
    version.reject(fmt::format("this program reads version {} of the format only", trace_version));
  }
  root.at("program").text();
  file.spec = root.at("spec").text();
  const JsonPlace parameters = root.at("parameters");
  for (const auto& [name, value] : parameters.object())
    file.parameters[name] = parameter_text(parameters.at(name));
  const JsonPlace faults = root.at("faults");
  for (const auto& [name, value] : faults.object()) {
    const auto fault = named(all_faults, name);
    if (!fault) faults.at(name).reject("there is no such fault");
    file.faults[*fault] = static_cast<unsigned>(faults.at(name).number(std::numeric_limits<unsigned>::max()));
  }
  const JsonPlace network = root.at("network");
  const auto kind = named(all_networks, network.text());
  if (!kind) network.reject("there is no such network");
  file.network = *kind;
  file.property = root.at("property").at("name").text();
}

/// Reads steps in terms of a model.
class StepReader {
 public:
  StepReader(const Model& model, Network network) : model_(model), network_(network) {}

  std::vector<RecordedStep> steps(const JsonPlace& list, bool starts) const {
    std::vector<RecordedStep> steps;
    for (std::size_t i = 0; i < list.size(); ++i) {
      steps.push_back(step(list.at(i)));
      if ((steps.back().trigger.kind == Trigger::Kind::start) != starts) {
        list.at(i).at("event").reject(starts ? "only `start` belongs here" : "a `start` belongs to /starts");
      }
    }
    return steps;
  }

 private:
  RecordedStep step(const JsonPlace& place) const {
    RecordedStep step;
    step.node = node(place, "node", "index");
    const auto kind = named(all_trigger_kinds, place.at("event").text());
    if (!kind) place.at("event").reject("there is no such event");
    step.trigger.kind = *kind;
    const auto is_said = [&](std::string_view key) { return place.has(key) && place.at(key).truth(); };
    step.trigger.interrupted = is_said("interrupted");
    step.trigger.takes = step.trigger.interrupted && takes_messages(*kind, network_);
    step.trigger.loses_writes = is_said("loses_writes");
    step.trigger.paused = is_said("paused");
    step.trigger.turns = is_said("turns");
    if (place.has("node_indices")) step.trigger.nodes = nodes(place.at("node_indices"));
    if (place.has("ticks")) step.trigger.ticks = ticks(place.at("ticks"));
    if (has_message(*kind)) step.trigger.packets = {packet(place.at("message"), step.node)};
    if (has_timer(*kind)) {
      const JsonPlace timer = place.at("timer");
      step.trigger.number = number_of(model_.timer_names(), timer.at("type"), "timer");
      step.trigger.timer = bytes(timer.at("bytes"));
    }
    if (*kind == Trigger::Kind::act) {
      const std::size_t acts = model_.triggers().at(model_.layout().role_number_of(step.node)).acts.size();
      if (acts == 0) place.at("event").reject("this node does not act");
      step.trigger.number = static_cast<unsigned>(place.at("act").number(acts - 1));
    }
    if (has_messages(*kind)) {
      const JsonPlace messages = place.at("messages");
      for (std::size_t i = 0; i < messages.size(); ++i) {
        step.trigger.packets.push_back(packet(messages.at(i), step.node));
      }
    }
    const JsonPlace choices = place.at("choices");
    for (std::size_t i = 0; i < choices.size(); ++i) {
      const std::uint64_t options =
          choices.at(i).at("options").number(std::numeric_limits<std::uint32_t>::max());
      if (options == 0) choices.at(i).at("options").reject("a choice has an option at least");
      step.choices.push_back(choices.at(i).at("taken").number(options - 1));
    }
    return step;
  }

  Packet packet(const JsonPlace& place, NodeIndex to) const {
    return {node(place, "from", "from_index"), to,
            number_of(model_.message_names(), place.at("type"), "message"), bytes(place.at("bytes"))};
  }

  std::vector<NodeIndex> nodes(const JsonPlace& list) const {
    std::vector<NodeIndex> nodes;
    for (std::size_t i = 0; i < list.size(); ++i)
      nodes.push_back(static_cast<NodeIndex>(list.at(i).number(model_.layout().node_count() - 1U)));
    return nodes;
  }

  /// By how much a clock moves: also backwards.
  static Ticks ticks(const JsonPlace& place) {
    if (!place.value().is_number_integer()) place.reject("a whole number of ticks is expected");
    return place.value().get<Ticks>();
  }

  /// Named twice, since names are for the reader and need not be unique.
  NodeIndex node(const JsonPlace& place, std::string_view name_key, std::string_view index_key) const {
    const std::string name = place.at(name_key).text();
    const auto node =
        static_cast<NodeIndex>(place.at(index_key).number(std::numeric_limits<NodeIndex>::max()));
    if (node >= model_.layout().node_count()) {
      place.at(index_key).reject(fmt::format("there are {} nodes only", model_.layout().node_count()));
    }
    if (model_.layout().name(node) != name) {
      place.at(name_key).reject(
          fmt::format("node {} is \"{}\", not \"{}\"", node, model_.layout().name(node), name));
    }
    return node;
  }

  static unsigned number_of(const std::vector<std::string>& names, const JsonPlace& place,
                            std::string_view what) {
    const std::string name = place.text();
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == name) return static_cast<unsigned>(i);
    }
    place.reject(fmt::format("there is no {} \"{}\"", what, name));
  }

  static std::string bytes(const JsonPlace& place) {
    const auto bytes = from_hex(place.text());
    if (!bytes) place.reject("hexadecimal digits are expected, two for each byte");
    return *bytes;
  }

  const Model& model_;
  Network network_;
};

constexpr std::size_t most_depth = 32;   // of what we write, there is less
constexpr std::size_t most_keys = 1000;  // in one object, whose keys are looked up one by one

/// An object that names a key twice could say one thing to a reader and another to replay.
ordered_json parse_with_unique_keys(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  const auto callback = [&](int depth, ordered_json::parse_event_t event, ordered_json& parsed) {
    if (static_cast<std::size_t>(depth) > most_depth || (!keys.empty() && keys.back().size() > most_keys))
      throw TraceFileError("this is no trace: it is nested too deep, or an object has too many keys");
    if (event == ordered_json::parse_event_t::object_start) keys.emplace_back();
    if (event == ordered_json::parse_event_t::object_end) keys.pop_back();
    if (event == ordered_json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second) {
      throw TraceFileError(
          fmt::format("the key \"{}\" stands twice in one object", parsed.get<std::string>()));
    }
    return true;
  };
  return ordered_json::parse(text, callback);
}

}  // namespace

TraceFile parse_trace(std::string_view text) {
  TraceFile file;
  try {
    file.document = parse_with_unique_keys(text);
  } catch (const ordered_json::parse_error& error) {
    throw TraceFileError(error.byte > text.size()
                             ? fmt::format("not JSON, or cut off after {} bytes", text.size())
                             : fmt::format("not JSON at byte {} of {}", error.byte, text.size()));
  } catch (const ordered_json::exception& error) {  // a number out of range, for instance
    throw TraceFileError(fmt::format("not JSON: {}", error.what()));
  }
  read_header(JsonPlace(file.document), file);
  return file;
}

TraceFile load_trace(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);
  if (!in || is_folder) throw TraceFileError(cannot_read(path));
  std::string text;
  std::vector<char> block(1 << 16);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > most_bytes)
      throw TraceFileError(fmt::format("{} is too large for a trace", path.string()));
  }
  try {
    return parse_trace(text);
  } catch (const TraceFileError& error) {
    throw TraceFileError(fmt::format("{}: {}", path.string(), error.what()));
  }
}

RecordedTrace recorded_trace(const TraceFile& file, const Model& model) {
  const JsonPlace root(file.document);
  bool known = file.property.empty();  // it claims nothing
  for (const PropertyInfo& property : model.properties()) known |= property.name == file.property;
  if (!known) root.at("property").at("name").reject(fmt::format("{} has no such property", file.spec));
  const StepReader reader(model, file.network);
  return {reader.steps(root.at("starts"), true), reader.steps(root.at("steps"), false), file.property};
}

}  // namespace pessimist
