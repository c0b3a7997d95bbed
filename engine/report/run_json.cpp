#include "report/run_json.hpp"

namespace pessimist {

using nlohmann::ordered_json;

ordered_json parameters_json(const std::vector<ParameterInfo>& parameters) {
  ordered_json object = ordered_json::object();
  for (const ParameterInfo& parameter : parameters) {
    const bool is_bool = parameter.options == std::vector<std::string>{"false", "true"};
    if (is_bool) {
      object[parameter.name] = parameter.value == "true";
    } else if (parameter.options.empty()) {
      object[parameter.name] = std::stoll(parameter.value);
    } else {
      object[parameter.name] = parameter.value;
    }
  }
  return object;
}

ordered_json faults_json(const std::map<Fault, unsigned>& faults) {
  ordered_json object = ordered_json::object();
  for (const auto& [fault, budget] : faults) {
    if (budget > 0) object[std::string(to_string(fault))] = budget;
  }
  return object;
}

std::string file_text(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace pessimist
