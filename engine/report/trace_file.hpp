#pragma once

#include <filesystem>
#include <string_view>

#include "report/json_place.hpp"
#include "report/trace_json.hpp"
#include "verdict/replay.hpp"

namespace pessimist {

/// A trace file as far as it can be read without its specification.
struct TraceFile {  // NOLINT(bugprone-exception-escape): moving one does not throw
  nlohmann::ordered_json document;
  std::string spec;
  Assignments parameters;
  std::map<Fault, unsigned> faults;
  Network network = Network::unreliable;
  std::string property;
};

/// Throws TraceFileError for what is not JSON (with the offset) or not a trace (with the place).
TraceFile parse_trace(std::string_view text);
/// The same of a file; the error names it.
TraceFile load_trace(const std::filesystem::path& path);

/// What is to be replayed, in terms of the model. Throws TraceFileError, which names the place, for a node, message,
/// timer or property that the model does not have.
RecordedTrace recorded_trace(const TraceFile& file, const Model& model);

/// Compares all that the file says with the document made of the replayed trace; throws TraceFileError, which names the
/// first place where they differ. What replay does not read (states, changes, messages in print) is so held to be true.
void verify(const TraceFile& file, const nlohmann::ordered_json& replayed);
/// The same, from the result of replay.
void verify(const TraceFile& file, const Model& model, const Run& run, const PropertyResult& replayed);

}  // namespace pessimist
