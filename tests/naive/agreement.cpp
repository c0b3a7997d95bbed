#include "naive/agreement.hpp"

#include <exception>
#include <optional>
#include <vector>

#include "naive/follow.hpp"
#include "naive/orders.hpp"

namespace pessimist::naive {

namespace {

/// Collects what is not as it should be.
class Report {
 public:
  template <class T>
  void same(const std::string& what, const T& expected, const T& found) {
    if (expected == found) return;
    text_ += what + ": expected " + std::to_string(expected) + ", found " + std::to_string(found) + "\n";
  }
  void add(const std::string& what, const std::string& wrong) {
    if (!wrong.empty()) text_ += what + ": " + wrong + "\n";
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void compare_property(const Model& model, const NaiveOptions& options, const PropertyInfo& property,
                      const NaiveProperty& expected, const PropertyResult& found, Report& report) {
  const bool sometimes = property.kind == PropertyInfo::Kind::sometimes;
  const bool violated = expected.violated_or_reached != sometimes;
  const auto verdict = violated ? PropertyResult::Verdict::violated : PropertyResult::Verdict::holds;
  const std::string name = "property \"" + expected.name + "\", ";
  if (found.name != expected.name) report.add(name, "in its place is \"" + found.name + "\"");
  if (found.kind != property.kind) report.add(name, "its kind is another");
  if (found.verdict != verdict)
    report.add(name + "verdict", "found " + std::string(to_string(found.verdict)));
  report.same(name + "vacuous", expected.vacuous, found.vacuous);
  report.same(name + "has a trace", expected.violated_or_reached, found.trace.has_value());
  if (!expected.violated_or_reached || !found.trace) return;
  if (found.minimal) report.same(name + "steps", std::size_t{expected.depth}, found.trace->steps.size());
  report.same(name + "fewer steps than are needed", false, found.trace->steps.size() < expected.depth);
  report.add(name + "trace", follow(model, options, property, *found.trace));
  report.add(name + "trace", differences_in_other_orders(model, options, property, *found.trace));
}

/// Reductions that leave out worlds leave the counts smaller; those of orbits alone are known. Of a class, the member that
/// stands for it may be one whose choices come to the same, so that it takes more steps than others.
void compare_counts(const NaiveResult& expected, const CheckResult& found, Report& report) {
  const ReductionSet& at_work = found.reductions;
  const bool merges = at_work.alone || at_work.classes;
  report.same("more worlds than there are", false, found.states > expected.worlds);
  if (!at_work.classes)
    report.same("more transitions than there are", false, found.transitions > expected.transitions);
  if (at_work.stubborn) return;
  if (!merges && !at_work.symmetry) {
    report.same("worlds", expected.worlds, found.states);
    if (!at_work.sleep) report.same("transitions", expected.transitions, found.transitions);
    report.same("cut", expected.cut, found.cut);
  }
  if (!merges) report.same("depth", expected.depth, found.depth);
  if (!merges && at_work.symmetry && expected.orbits) report.same("orbits", *expected.orbits, found.states);
}

std::string compare(const Model& model, const NaiveOptions& options, const NaiveResult& expected,
                    const CheckResult& found) {
  Report report;
  bool violated = false;
  if (found.verdict == Verdict::broken) return "broken: " + found.broken;
  report.same("properties", expected.properties.size(), found.properties.size());
  if (!report.text().empty()) return report.text();
  for (std::size_t i = 0; i < expected.properties.size(); ++i) {
    const PropertyInfo& property = model.properties()[i];
    const bool sometimes = property.kind == PropertyInfo::Kind::sometimes;
    if (expected.properties[i].violated_or_reached != sometimes) violated = true;
    compare_property(model, options, property, expected.properties[i], found.properties[i], report);
  }
  if (found.verdict != (violated ? Verdict::violated : Verdict::proved)) {
    report.add("verdict", std::string(to_string(found.verdict)) + " " + found.stopped_by + found.broken);
  }
  compare_counts(expected, found, report);
  return report.text();
}

bool same_traces(const CheckResult& one, const CheckResult& other) {
  for (std::size_t i = 0; i < one.properties.size(); ++i) {
    const std::optional<Trace>& first = one.properties[i].trace;
    const std::optional<Trace>& second = other.properties[i].trace;
    if (first.has_value() != second.has_value() || (first && !same(*first, *second))) return false;
    if (one.properties[i].why != other.properties[i].why) return false;
    if (one.properties[i].nodes != other.properties[i].nodes) return false;
  }
  return true;
}

bool stubborn_sets_are_refused(const Model& model, const NaiveOptions& options) {
  const FaultSet proved{Fault::crash, Fault::restart, Fault::crash_in_handler, Fault::amnesia};
  for (const auto& [fault, budget] : options.budgets) {
    if (budget > 0 && !proved.contains(fault)) return true;
  }
  for (const RoleTriggers& role : model.triggers()) {
    if (std::count(role.suspects.begin(), role.suspects.end(), true) > 0) return true;
  }
  return model.most_down() || model.clocks().horizon > 0;
}

/// Every combination that a run may use.
std::vector<ReductionSet> combinations(const Model& model, const NaiveOptions& options) {
  const bool is_refused = stubborn_sets_are_refused(model, options);
  std::vector<ReductionSet> sets;
  for (unsigned bits = 1; bits < 32; ++bits) {
    ReductionSet set;
    set.alone = (bits & 1) != 0;
    set.classes = (bits & 2) != 0;
    set.symmetry = (bits & 4) != 0;
    set.sleep = (bits & 8) != 0;
    set.stubborn = (bits & 16) != 0;
    if ((set.sleep && (set.symmetry || set.stubborn)) || (set.stubborn && is_refused)) continue;
    sets.push_back(set);
  }
  return sets;
}

std::string reductions_in_words(const ReductionSet& set) {
  std::string text;
  for (const std::string& name : names_of(set)) text += (text.empty() ? "" : ",") + name;
  return text.empty() ? "none" : text;
}

/// One combination of reductions, by one worker, and also by two with tables that are tiny at first.
std::string differences_under(const Model& model, const NaiveOptions& options, const NaiveResult& expected,
                              CheckOptions check_options, bool also_by_two) {
  const ReductionSet& reductions = check_options.reductions;
  check_options.network = options.network;
  check_options.budgets = options.budgets;
  check_options.keep_going = true;
  check_options.audit = true;
  // To shorten what stubborn sets have found is to search without them, and would hide what they miss.
  check_options.shorten = false;
  const CheckResult one = check(model, check_options);
  std::string wrong = compare(model, options, expected, one);
  if (!wrong.empty()) return "reduced by " + reductions_in_words(reductions) + ", one worker: " + wrong;
  if (!also_by_two) return {};
  check_options.audit = false;
  check_options.workers = 2;
  check_options.first_slots = 2;
  const CheckResult two = check(model, check_options);
  wrong = compare(model, options, expected, two);
  if (wrong.empty() && one.states != two.states) wrong = "two workers visit another number of worlds";
  if (wrong.empty() && one.transitions != two.transitions) wrong = "two workers take another number of steps";
  if (wrong.empty() && !same_traces(one, two)) wrong = "the traces are not those of one worker";
  if (wrong.empty() && reductions.stubborn) {
    check_options.shorten = true;
    const CheckResult shortened = check(model, check_options);
    wrong = compare(model, options, expected, shortened);
    for (const PropertyResult& property : shortened.properties) {
      if (!property.minimal) wrong += "\"" + property.name + "\" is not proved minimal\n";
    }
  }
  if (wrong.empty()) return {};
  return "reduced by " + reductions_in_words(reductions) + ", two workers, tiny tables: " + wrong;
}

std::string differences_when_reduced(const Model& model, const NaiveOptions& options,
                                     const NaiveResult& expected, std::size_t alone_budget) {
  std::uint64_t turn = expected.transitions;  // every second one, others for other protocols
  for (const ReductionSet& reductions : combinations(model, options)) {
    try {
      CheckOptions check_options;
      check_options.reductions = reductions;
      check_options.alone_budget = alone_budget;
      const std::string wrong = differences_under(model, options, expected, check_options, turn++ % 2 == 0);
      if (!wrong.empty()) return wrong;
    } catch (const std::exception& error) {
      return "reduced by " + reductions_in_words(reductions) + ", the engine throws: " + error.what();
    }
  }
  return {};
}

}  // namespace

std::string differences(const Model& model, const NaiveOptions& options, const NaiveResult& expected,
                        const Comparison& comparison) {
  CheckOptions check_options;
  check_options.network = options.network;
  check_options.budgets = options.budgets;
  check_options.keep_going = true;
  const CheckResult alone = check(model, check_options);
  std::string wrong = compare(model, options, expected, alone);
  if (!wrong.empty()) return "one worker: " + wrong;
  check_options.first_slots = 2;
  for (const unsigned count : comparison.workers) {
    check_options.workers = count;
    const CheckResult found = check(model, check_options);
    wrong += compare(model, options, expected, found);
    if (wrong.empty() && !same_traces(alone, found)) wrong = "the traces are not those of one worker";
    if (!wrong.empty()) return std::to_string(count) + " workers, tiny tables: " + wrong;
  }
  return differences_when_reduced(model, options, expected, comparison.alone_budget);
}

}  // namespace pessimist::naive
