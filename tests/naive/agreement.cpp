#include "naive/agreement.hpp"

#include <optional>

#include "naive/follow.hpp"

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
  report.same(name + "steps", std::size_t{expected.depth}, found.trace->steps.size());
  report.add(name + "trace", follow(model, options, property, *found.trace));
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
  report.same("worlds", expected.worlds, found.states);
  report.same("transitions", expected.transitions, found.transitions);
  report.same("depth", expected.depth, found.depth);
  report.same("cut", expected.cut, found.cut);
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

}  // namespace

std::string differences(const Model& model, const NaiveOptions& options, const NaiveResult& expected) {
  CheckOptions check_options;
  check_options.network = options.network;
  check_options.budgets = options.budgets;
  check_options.keep_going = true;
  const CheckResult alone = check(model, check_options);
  std::string wrong = compare(model, options, expected, alone);
  if (!wrong.empty()) return "one worker: " + wrong;
  check_options.first_slots = 2;
  for (const unsigned workers : {1U, 2U, 4U}) {
    check_options.workers = workers;
    const CheckResult found = check(model, check_options);
    wrong += compare(model, options, expected, found);
    if (wrong.empty() && !same_traces(alone, found)) wrong = "the traces are not those of one worker";
    if (!wrong.empty()) return std::to_string(workers) + " workers, tiny tables: " + wrong;
  }
  return {};
}

}  // namespace pessimist::naive
