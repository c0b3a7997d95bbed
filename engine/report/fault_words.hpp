#pragma once

#include <optional>
#include <string>
#include <vector>

#include "trace/recorded.hpp"

namespace pessimist {

/// Something that goes wrong in a step and might not.
struct Omission {
  std::string what;                       ///< `the crash of server 2`
  std::optional<RecordedStep> instead{};  ///< what then happens in its place; nothing: nothing
};

/// Each that there is in a step, without what only mends or goes on.
std::vector<Omission> omissions_from(const Model& model, const TraceStep& step);

}  // namespace pessimist
