#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/run.hpp"
#include "suite/handler_name.hpp"
#include "verdict/check.hpp"

namespace pessimist::suite {

/// What came of one property, as reports tell it. It needs no model, so it can be kept.
struct PropertyOutcome {
  std::string name;
  PropertyResult::Verdict verdict = PropertyResult::Verdict::undecided;
  bool vacuous = false;
  std::optional<unsigned> steps{};  ///< to the violation
  std::string why;
  std::string file;  ///< where the property is declared
  unsigned line = 0;
  std::optional<HandlerName> handler{};  ///< the last that ran before the violation
  std::string story;                     ///< of the violation
  std::string mermaid;                   ///< the same as a diagram
};

/// What came of a check.
struct Outcome {
  Verdict verdict = Verdict::unfinished;
  std::uint64_t states = 0;
  double seconds = 0;
  std::string stopped_by;
  std::string broken;
  std::vector<PropertyOutcome> properties{};
};

Outcome outcome_of(const Model& model, const Run& run, const CheckResult& result);

// Of a check that told nothing itself.

Outcome broken_outcome(std::string what);
Outcome unfinished_outcome(std::string stopped_by);

/// As text, to be kept or sent to another process.
std::string to_text(const Outcome& outcome);
/// Nothing where the text is not what to_text gives.
std::optional<Outcome> outcome_from_text(const std::string& text);

}  // namespace pessimist::suite
