#include "pessimist/parameter.hpp"

#include <charconv>
#include <string>

namespace pessimist::detail {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
  return result;
}

}  // namespace

void reject_parameter(const ParameterInfo& parameter, const std::string& given) {
  std::string allowed = parameter.options.empty() ? "an integer" : "one of " + joined(parameter.options);
  if (!parameter.range.empty()) allowed += ", " + parameter.range;
  throw UsageError("parameter '" + parameter.name + "' cannot be '" + given + "': it is " + allowed + " (" +
                   parameter.help + ")");
}

void reject_unknown_parameter(const std::string& given, const std::vector<ParameterInfo>& known) {
  std::vector<std::string> names;
  for (const ParameterInfo& parameter : known) names.push_back(parameter.name);
  throw UsageError("unknown parameter '" + given + "'; " +
                   (names.empty() ? "this specification has none" : "known are: " + joined(names)));
}

std::int64_t parse_integer(const ParameterInfo& parameter, const std::string& given, std::int64_t least,
                           std::int64_t most) {
  std::int64_t number = 0;
  const char* end = given.data() + given.size();
  const auto [rest, error] = std::from_chars(given.data(), end, number);
  if (error != std::errc{} || rest != end || number < least || number > most)
    reject_parameter(parameter, given);
  return number;
}

bool parse_bool(const ParameterInfo& parameter, const std::string& given) {
  if (given == "true" || given == "yes" || given == "1") return true;
  if (given == "false" || given == "no" || given == "0") return false;
  reject_parameter(parameter, given);
}

}  // namespace pessimist::detail
