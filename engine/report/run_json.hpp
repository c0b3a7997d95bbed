#pragma once

#include <nlohmann/json.hpp>

#include "report/run.hpp"

namespace pessimist {

/// An object: integers and bools as such, an enum's value as text.
nlohmann::ordered_json parameters_json(const std::vector<ParameterInfo>& parameters);
/// An object of the budgets above zero.
nlohmann::ordered_json faults_json(const std::map<Fault, unsigned>& faults);
/// A document as it is written to a file. What is not UTF-8 in a text is replaced.
std::string file_text(const nlohmann::ordered_json& document);

}  // namespace pessimist
