#include "report/what_if.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "report/end_facts.hpp"
#include "report/fault_words.hpp"
#include "report/quantity_words.hpp"
#include "report/step_facts.hpp"
#include "report/step_words.hpp"
#include "trace/dependence.hpp"
#include "trace/rerun.hpp"

namespace pessimist {

namespace {

using Place = std::size_t;

/// What mends, goes on, or lies again: where what it follows did not happen, that it does not either goes without saying.
bool is_sequel(const Trigger& trigger) {
  return trigger.kind == Trigger::Kind::restart || trigger.kind == Trigger::Kind::heal ||
         trigger.kind == Trigger::Kind::resume || (trigger.kind == Trigger::Kind::forge && !trigger.turns);
}

class Inquiry {
 public:
  Inquiry(const Model& model, const Run& run, const PropertyResult& property)
      : model_(model),
        run_(run),
        property_(info_of(model, property)),
        trace_(property.trace.value()),
        dependences_(dependences(model, run.network, trace_)),
        leads_(leads_to_end(model, run.network, property)) {}

  std::vector<WhatIf> inquire() {
    for (Place step = 0; step < trace_.steps.size(); ++step) {
      for (const Omission& omission : omissions_from(model_, trace_.steps[step]))
        without(step, {fmt::format("{} at step {}", omission.what, step + 1), omission.instead});
    }
    for (Place later = 0; later < trace_.steps.size(); ++later) {
      if (const auto earlier = rival_of(later)) reversed(*earlier, later);
    }
    for (Place step = 0; step < trace_.steps.size(); ++step) {
      const bool is_fault = !faults_of(trace_.steps[step].trigger).empty();
      if (!leads_[step] && !is_fault)
        without(step, {fmt::format("step {}", step + 1), {}}, WhatIf::Kind::absent);
    }
    return std::move(found_);
  }

 private:
  const WorldView& before(Place step) const {
    return step == 0 ? trace_.initial : trace_.steps[step - 1].after;
  }
  Attempt again(Place step) const { return {step, recorded(trace_.steps[step])}; }

  void without(Place step, const Omission& omission, WhatIf::Kind kind = WhatIf::Kind::fault) {
    std::vector<Attempt> attempts;
    for (Place place = 0; place < trace_.steps.size(); ++place) {
      if (place != step)
        attempts.push_back(again(place));
      else if (omission.instead)
        attempts.push_back({place, *omission.instead});
    }
    const Rerun result = rerun(model_, run_.network, run_.faults, trace_, attempts, property_);
    add({kind, {step}, {}, {}}, result, fmt::format("Without {}", omission.what));
  }

  /// The step before it at its node, if the later one could have come first: if both run handlers, nothing goes wrong in them,
  /// and the later does not follow from the earlier but by coming behind it.
  std::optional<Place> rival_of(Place later) const {
    const auto is_plain = [&](Place step) {
      const Trigger& trigger = trace_.steps[step].trigger;
      return runs_handler(trigger.kind) && faults_of(trigger).empty();
    };
    if (!is_plain(later)) return {};
    std::optional<Place> earlier;
    for (Place step = 0; step < later; ++step) {
      if (lane_of(model_, trace_.steps[step]) == lane_of(model_, trace_.steps[later])) earlier = step;
    }
    if (!earlier || !is_plain(*earlier) || past_of(later, *earlier)[*earlier]) return {};
    return earlier;
  }

  /// The causal past of a step, but for what comes before it only at its node.
  std::vector<bool> past_of(Place later, Place earlier) const {
    std::vector<Place> others = dependences_.causes[later];
    std::erase(others, earlier);
    return causal_past(dependences_, others);
  }

  void reversed(Place earlier, Place later) {
    const std::vector<bool> past = past_of(later, earlier);
    std::vector<Attempt> attempts;
    std::vector<Attempt> behind;
    for (Place step = 0; step < trace_.steps.size(); ++step) {
      const bool is_late = step == earlier || (step > earlier && step != later && !past[step]);
      if (step < later && is_late)
        behind.push_back(again(step));
      else
        attempts.push_back(again(step));
      if (step == later) attempts.insert(attempts.end(), behind.begin(), behind.end());
    }
    const Rerun result = rerun(model_, run_.network, run_.faults, trace_, attempts, property_);
    const auto first = std::find_if(result.steps.begin(), result.steps.end(),
                                    [&](const Rerun::Step& step) { return step.attempt.original == later; });
    const bool is_ready = first == result.steps.end() ? !result.broken.empty() : first->taken.has_value();
    if (!is_ready) return;  // no race
    add({WhatIf::Kind::race, {earlier, later}, {}, {}}, result,
        fmt::format("With step {} before step {}", later + 1, earlier + 1));
  }

  void add(WhatIf what_if, const Rerun& result, const std::string& condition) {
    what_if.violates = result.violated.has_value();
    if (!what_if.violates && !result.broken.empty()) {
      what_if.told = fmt::format("{}, the specification breaks: {}", condition, result.broken);
      found_.push_back(std::move(what_if));
      return;
    }
    what_if.told = fmt::format("{}, {}", condition, otherwise(result));
    what_if.told += what_if.violates ? fmt::format("; `{}` is violated all the same.", property_.name)
                                     : fmt::format("; `{}` is not violated.", property_.name);
    found_.push_back(std::move(what_if));
  }

  /// The first of the steps that does not go as before, and what is different.
  std::string otherwise(const Rerun& result) const {
    auto first =
        std::find_if(result.steps.begin(), result.steps.end(), [&](const auto& step) { return tells(step); });
    // What mended something may itself be what the violation hangs on: to recover is to do something.
    if (first == result.steps.end() && !result.violated)
      first = std::find_if(result.steps.begin(), result.steps.end(),
                           [](const auto& step) { return !step.taken; });
    if (first == result.steps.end()) return "all else goes as before";
    const Place place = first->attempt.original;
    const std::string headline = headline_of(model_, first->taken ? *first->taken : trace_.steps[place]);
    if (!first->taken) {
      return fmt::format("step {} {} ({})", place + 1,
                         first->is_possible ? "changes nothing" : "cannot happen", headline);
    }
    const auto then = consequences_of(model_, run_.network, before(place), trace_.steps[place]);
    const auto now = consequences_of(model_, run_.network, first->before, *first->taken);
    std::vector<std::string> differences = beside(now, then);
    for (const std::string& line : beside(then, now)) differences.push_back("not " + line);
    return fmt::format("step {} goes otherwise ({}: {})", place + 1, headline, joined(differences, "; "));
  }

  /// The lines that are not among the others.
  static std::vector<std::string> beside(std::vector<std::string> lines,
                                         const std::vector<std::string>& others) {
    std::erase_if(lines, [&](const std::string& line) {
      return std::find(others.begin(), others.end(), line) != others.end();
    });
    return lines;
  }

  /// Whether what a step does otherwise is worth telling. That it lacks what was taken out of it is not, unless it sends
  /// something else for it; nor that what only follows up what did not happen does not happen either.
  bool tells(const Rerun::Step& step) const {
    if (!goes_otherwise(step)) return false;
    if (!step.taken) return !is_sequel(step.attempt.step.trigger);
    const TraceStep& original = trace_.steps[step.attempt.original];
    const bool is_changed = !(step.attempt.step.trigger == original.trigger);
    return !is_changed || step.taken->outcome.sends != original.outcome.sends;
  }

  bool goes_otherwise(const Rerun::Step& step) const {
    if (!step.taken) return true;
    const TraceStep& original = trace_.steps[step.attempt.original];
    return effects(before(step.attempt.original), original) != effects(step.before, *step.taken);
  }

  using Effects = std::pair<std::vector<std::pair<std::string, Value>>, std::vector<Packet>>;
  /// What a step sets and sends.
  Effects effects(const WorldView& before, const TraceStep& step) const {
    Effects effects;
    for (const Change& change : facts_of(model_, run_.network, before, step).changes)
      effects.first.emplace_back(change.field, change.after);
    effects.second = step.outcome.sends;
    return effects;
  }

  const Model& model_;
  const Run& run_;
  const PropertyInfo& property_;
  const Trace& trace_;
  const Dependences dependences_;
  const std::vector<bool> leads_;
  std::vector<WhatIf> found_;
};

}  // namespace

std::vector<WhatIf> what_ifs(const Model& model, const Run& run, const PropertyResult& property) {
  return Inquiry(model, run, property).inquire();
}

}  // namespace pessimist
