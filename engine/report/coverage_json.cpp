#include "report/coverage_json.hpp"

#include "report/coverage_words.hpp"

namespace pessimist {

using nlohmann::ordered_json;

ordered_json coverage_json(const Model& model, const CheckResult& result) {
  ordered_json document{{"never_called", ordered_json::array()}, {"never_possible", ordered_json::array()}};
  for (const Handler& handler : result.never_called)
    document["never_called"].push_back(handler_in_words(model, handler));
  for (const Fault fault : result.never_possible) document["never_possible"].push_back(to_string(fault));
  if (!result.coverage) return document;
  const auto count_json = [](const Coverage::Count& count) {
    return ordered_json{{"times", count.times}, {"first_depth", count.first_depth}};
  };
  document["handlers"] = ordered_json::array();
  for (const auto& [handler, outcomes] : result.coverage->handlers) {
    for (const auto& [outcome, count] : outcomes) {
      ordered_json one{{"handler", handler_in_words(model, handler)}, {"sends", ordered_json::array()}};
      for (const unsigned type : outcome.sends) one["sends"].push_back(model.message_names().at(type));
      one.update(count_json(count));
      document["handlers"].push_back(std::move(one));
    }
  }
  document["faults"] = ordered_json::object();
  for (const auto& [fault, count] : result.coverage->faults)
    document["faults"][std::string(to_string(fault))] = count_json(count);
  return document;
}

}  // namespace pessimist
