#include "suite/judge.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist::suite {

namespace {

std::string in_steps(const std::optional<unsigned>& steps) {
  return steps ? " in " + counted(*steps, "step") : "";
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

bool may_be_vacuous(const Expected& expected, const std::string& property) {
  return std::ranges::find(expected.vacuous, property) != expected.vacuous.end();
}

/// A property whose violation is pinned.
std::optional<Drift> judge_pinned(const PropertyOutcome& property, const std::optional<unsigned>& steps) {
  using Verdict = PropertyResult::Verdict;
  const std::string expected = fmt::format("expected to be violated{}", in_steps(steps));
  switch (property.verdict) {
    case Verdict::violated:
      if (!steps || property.steps == steps) return std::nullopt;
      return Drift{Drift::Kind::steps, property.name,
                   fmt::format("`{}` is violated{}, expected{}", property.name, in_steps(property.steps),
                               in_steps(steps))};
    case Verdict::holds:
      return Drift{Drift::Kind::holds, property.name, fmt::format("`{}` holds, {}", property.name, expected)};
    case Verdict::undecided:
      return Drift{Drift::Kind::undecided, property.name,
                   fmt::format("`{}` is not decided, {}", property.name, expected)};
  }
  return std::nullopt;
}

std::optional<Drift> judge_property(const Expected& expected, const PropertyOutcome& property) {
  if (expected.violated) {
    const auto pinned = expected.violated->find(property.name);
    if (pinned != expected.violated->end()) return judge_pinned(property, pinned->second);
  }
  const bool is_any_violation_expected = !expected.violated && verdict_of(expected) == Verdict::violated;
  if (property.verdict == PropertyResult::Verdict::violated && !is_any_violation_expected)
    return Drift{
        Drift::Kind::violated, property.name,
        fmt::format("`{}` is violated{}, expected to hold{}", property.name, in_steps(property.steps),
                    property.why.empty() ? "" : ": " + one_line(property.why))};
  if (property.vacuous && !may_be_vacuous(expected, property.name))
    return Drift{Drift::Kind::vacuous, property.name,
                 fmt::format("`{}` holds vacuously: what it is about was never the case", property.name)};
  return std::nullopt;
}

}  // namespace

std::vector<Drift> judge(const Expected& expected, const Outcome& outcome) {
  if (outcome.verdict == Verdict::broken)
    return {{Drift::Kind::broken, "", "the specification is broken: " + one_line(outcome.broken)}};
  const Verdict wanted = verdict_of(expected);
  if (outcome.verdict == Verdict::unfinished) {
    if (wanted == Verdict::unfinished) return {};
    return {{Drift::Kind::unfinished, "",
             fmt::format("unfinished: stopped by {} after {}, expected: {}", outcome.stopped_by,
                         counted(outcome.states, "world"), to_string(wanted))}};
  }
  std::vector<Drift> drifts;
  if (wanted == Verdict::unfinished)
    drifts.push_back(
        {Drift::Kind::finished, "", fmt::format("{}, expected: unfinished", to_string(outcome.verdict))});
  for (const PropertyOutcome& property : outcome.properties) {
    if (auto drift = judge_property(expected, property)) drifts.push_back(std::move(*drift));
  }
  if (wanted == Verdict::violated && outcome.verdict == Verdict::proved && drifts.empty())
    drifts.push_back({Drift::Kind::holds, "", "proved, expected: violated"});
  if (expected.states && *expected.states != outcome.states)
    drifts.push_back(
        {Drift::Kind::states, "",
         fmt::format("{}, expected {}", counted(outcome.states, "world"), grouped(*expected.states))});
  return drifts;
}

std::string_view to_string(Drift::Kind kind) {
  switch (kind) {
    case Drift::Kind::violated:
      return "violated";
    case Drift::Kind::holds:
      return "holds";
    case Drift::Kind::undecided:
      return "undecided";
    case Drift::Kind::steps:
      return "steps";
    case Drift::Kind::vacuous:
      return "vacuous";
    case Drift::Kind::states:
      return "states";
    case Drift::Kind::unfinished:
      return "unfinished";
    case Drift::Kind::finished:
      return "finished";
    case Drift::Kind::broken:
      return "broken";
  }
  return {};
}

}  // namespace pessimist::suite
