#include "report/coverage_words.hpp"

#include <fmt/format.h>

#include "report/quantity_words.hpp"
#include "report/table.hpp"

namespace pessimist {

namespace {

std::string what(const Model& model, const Handler& handler) {
  switch (handler.kind) {
    case Trigger::Kind::receive:
      return "receive of " + model.message_names().at(handler.number);
    case Trigger::Kind::drop:
      return "loss of " + model.message_names().at(handler.number);
    case Trigger::Kind::duplicate:
      return "doubling of " + model.message_names().at(handler.number);
    case Trigger::Kind::act: {
      const std::string& reads = model.triggers().at(handler.role).acts.at(handler.number).shown;
      return reads.empty() ? "act" : "act on " + reads;
    }
    case Trigger::Kind::timeout:
      return "timer " + model.timer_names().at(handler.number);
    case Trigger::Kind::resume:
      return "going on with " + model.timer_names().at(handler.number);
    default:
      return std::string(to_string(handler.kind));
  }
}

std::string sends_in_words(const Model& model, const Coverage::Outcome& outcome) {
  if (outcome.sends.empty()) return "sends nothing";
  std::vector<std::string> names;
  for (const unsigned type : outcome.sends) names.push_back(model.message_names().at(type));
  return "sends " + joined(names);
}

}  // namespace

std::string handler_in_words(const Model& model, const Handler& handler) {
  if (handler.kind == Trigger::Kind::tick) return "time passes";
  if (is_for_all(handler.kind)) return std::string(to_string(handler.kind));
  return fmt::format("{}: {}", model.layout().roles().at(handler.role).name, what(model, handler));
}

std::string never_in_words(const Model& model, const CheckResult& result) {
  if (!result.complete) return {};
  std::string text;
  std::vector<std::string> handlers;
  for (const Handler& handler : result.never_called) handlers.push_back(handler_in_words(model, handler));
  if (!handlers.empty()) text += fmt::format("Never called: {}.\n", joined(handlers, "; "));
  std::vector<std::string> faults;
  for (const Fault fault : result.never_possible) faults.emplace_back(to_string(fault));
  if (!faults.empty()) text += fmt::format("Allowed, but never possible: {}.\n", joined(faults));
  return text;
}

std::string coverage_in_words(const Model& model, const CheckResult& result) {
  if (!result.coverage) return {};
  Table table({"", "times", "first at depth"});
  for (const auto& [handler, outcomes] : result.coverage->handlers) {
    for (const auto& [outcome, count] : outcomes) {
      const std::string then = runs_handler(handler.kind) ? ", " + sends_in_words(model, outcome) : "";
      table.add(
          {handler_in_words(model, handler) + then, grouped(count.times), std::to_string(count.first_depth)});
    }
  }
  for (const Handler& handler : result.never_called)
    table.add({handler_in_words(model, handler), "never", "-"});
  for (const auto& [fault, count] : result.coverage->faults)
    table.add(
        {fmt::format("fault {}", to_string(fault)), grouped(count.times), std::to_string(count.first_depth)});
  for (const Fault fault : result.never_possible)
    table.add({fmt::format("fault {}", to_string(fault)), "never", "-"});
  return fmt::format("What happened in the {} that were visited:\n{}", counted(result.states, "world"),
                     table.text());
}

}  // namespace pessimist
