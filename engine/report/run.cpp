#include "report/run.hpp"

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

namespace {

std::vector<std::string> parameter_words(const Run& run) {
  std::vector<std::string> words;
  for (const ParameterInfo& parameter : run.parameters)
    words.push_back(parameter.name + "=" + parameter.value);
  return words;
}

}  // namespace

std::string faults_in_words(const std::map<Fault, unsigned>& faults) {
  std::vector<std::string> words;
  for (const auto& [fault, budget] : faults) {
    if (budget > 0) words.push_back(fmt::format("{}={}", to_string(fault), budget));
  }
  return joined(words, ",");
}

std::string setting_in_words(const Run& run) {
  std::vector<std::string> words = parameter_words(run);
  if (const std::string faults = faults_in_words(run.faults); !faults.empty())
    words.push_back((run.command == "envelope" ? "upto=" : "faults=") + faults);
  if (!run.network_is_default) words.push_back(fmt::format("network={}", to_string(run.network)));
  if (!run.reduce.empty()) words.push_back("reduce=" + run.reduce);
  if (run.prefer_faults) words.emplace_back("prefer=faults");
  for (const std::string& property : run.properties) words.push_back(fmt::format("property='{}'", property));
  return joined(words, " ");
}

std::string command_of(const Run& run) {
  std::vector<std::string> words{run.program, run.command, run.spec};
  for (std::string& word : parameter_words(run)) words.push_back(std::move(word));
  if (const std::string faults = faults_in_words(run.faults); !faults.empty())
    words.push_back((run.command == "envelope" ? "--upto " : "--faults ") + faults);
  if (!run.network_is_default) words.push_back(fmt::format("--network {}", to_string(run.network)));
  if (!run.reduce.empty()) words.push_back("--reduce " + run.reduce);
  for (const std::string& property : run.properties)
    words.push_back(fmt::format("--property '{}'", property));
  if (run.keep_going) words.emplace_back("--keep-going");
  if (run.prefer_faults) words.emplace_back("--prefer faults");
  if (run.audit) words.emplace_back("--audit");
  return joined(words, " ");
}

}  // namespace pessimist
