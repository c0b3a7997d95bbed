#pragma once

#include <string>

#include "report/run.hpp"
#include "verdict/envelope.hpp"

namespace pessimist {

/// What was found, for a terminal: of each property the budgets under which it holds, and those that break it; then how far
/// that reaches. `run.faults` is what was explored up to.
std::string envelope_in_words(const Model& model, const Run& run, const Envelope& envelope);
/// The same as a table in Markdown, with a heading.
std::string envelope_in_markdown(const Model& model, const Run& run, const Envelope& envelope);

}  // namespace pessimist
