#pragma once

#include <string>
#include <vector>

#include "report/chart_layout.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// What a row of a chart shows of messages, as elements of SVG.
struct RowMessages {
  std::string ways;    ///< the arrows that end here, or begin here and end nowhere
  std::string labels;  ///< on top of all arrows
};

/// [row]: each message from the row in which it was sent to each in which it is received, or else lost. What an act reads
/// arrives with the first that reads it; from then on it lies in the inbox.
std::vector<RowMessages> chart_messages(const Model& model, Network network, const Trace& trace,
                                        const ChartLayout& layout);

}  // namespace pessimist
