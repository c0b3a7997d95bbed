// The file against the replay. The replayed trace is written as a document of its own and the two are compared as a
// whole: there is no list of fields to be compared that could lack one.

#include <optional>

#include <fmt/format.h>

#include "report/trace_file.hpp"
#include "report/version.hpp"

namespace pessimist {

using nlohmann::ordered_json;

namespace {

struct Difference {
  std::string pointer;
  std::string what;
};

std::string shortened(const ordered_json& value) {
  std::string text = value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  if (text.size() > 120) text = text.substr(0, 117) + "...";
  return text;
}

/// Goes no deeper than `replayed`, which is ours: a file nested without end does no harm.
std::optional<Difference> difference(const ordered_json& recorded, const ordered_json& replayed,
                                     const std::string& pointer) {
  if (recorded.is_object() && replayed.is_object()) {
    for (const auto& [key, value] : replayed.items()) {
      const std::string place = pointer + pointer_step(key);
      if (place == "/program") continue;
      if (!recorded.contains(key))
        return Difference{place, "is missing, but replay gives " + shortened(value)};
      if (auto found = difference(recorded.at(key), value, place)) return found;
    }
    for (const auto& [key, value] : recorded.items()) {
      if (!replayed.contains(key)) return Difference{pointer + pointer_step(key), "does not belong here"};
    }
    return std::nullopt;
  }
  if (recorded.is_array() && replayed.is_array()) {
    if (recorded.size() != replayed.size()) {
      return Difference{
          pointer, fmt::format("has {} elements, but replay gives {}", recorded.size(), replayed.size())};
    }
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      if (auto found = difference(recorded[i], replayed[i], fmt::format("{}/{}", pointer, i))) return found;
    }
    return std::nullopt;
  }
  if (recorded == replayed) return std::nullopt;
  return Difference{pointer,
                    fmt::format("says {}, but replay gives {}", shortened(recorded), shortened(replayed))};
}

/// `/steps/3/changes/0` lies in step 4.
std::string step_of(const std::string& pointer) {
  constexpr std::string_view steps = "/steps/";
  if (pointer.rfind(steps, 0) != 0) return {};
  return fmt::format("step {}: ", std::stoul(pointer.substr(steps.size())) + 1);
}

}  // namespace

void verify(const TraceFile& file, const ordered_json& replayed) {
  const auto found = difference(file.document, replayed, "");
  if (!found) return;
  const std::string program = file.document.at("program").get<std::string>();
  const std::string hint =
      program == version()
          ? ""
          : fmt::format(" (the file was written by version {}, this is {})", program, version());
  throw TraceFileError(fmt::format("{}{} {}; the file was edited, or the specification has changed since{}",
                                   step_of(found->pointer), found->pointer, found->what, hint));
}

void verify(const TraceFile& file, const Model& model, const Run& run, const PropertyResult& replayed) {
  // By way of text, as the file went: what is not UTF-8 was replaced when it was written.
  const std::string text =
      trace_json(model, run, replayed).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  verify(file, ordered_json::parse(text));
}

}  // namespace pessimist
