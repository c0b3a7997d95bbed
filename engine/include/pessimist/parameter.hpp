#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pessimist/reflect.hpp"

namespace pessimist {

/// A parameter of a protocol: `Parameter<int> servers{3, "how many servers", 1, 9};`. Integers, bool and enums; a
/// value of an enum is written as its name with dashes (`bug=commit-early`). Reads like the value it holds.
template <class T>
class Parameter {
  static_assert(std::is_integral_v<T> || std::is_enum_v<T>,
                "pessimist: a parameter is an integer, a bool or an enum");

 public:
  constexpr Parameter(T standard, std::string_view help) : value_(standard), help_(help) {}
  /// With the least and the greatest value that a user may give.
  constexpr Parameter(T standard, std::string_view help, T least, T most)
      : value_(standard), help_(help), least_(least), most_(most) {}

  constexpr operator T() const { return value_; }  // NOLINT: reads like the value it holds
  constexpr T operator*() const { return value_; }
  constexpr std::string_view help() const { return help_; }
  constexpr T least() const { return least_; }
  constexpr T most() const { return most_; }
  constexpr void set(T value) { value_ = value; }

 private:
  T value_;
  std::string_view help_;
  T least_ = std::numeric_limits<T>::min();
  T most_ = std::numeric_limits<T>::max();
};

/// `name=value` words, as the user gave them.
using Assignments = std::map<std::string, std::string>;

/// A parameter as it is listed, and with the value that it has in a run.
struct ParameterInfo {
  std::string name;
  std::string value;
  std::string help;
  std::vector<std::string> options;  ///< of an enum or bool
  std::string range;                 ///< of an integer: `1 to 9`
};

/// Throws: the user gave a parameter, fault or network that the specification does not have (exit code 2).
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

namespace detail {

[[noreturn]] void reject_parameter(const ParameterInfo& parameter, const std::string& given);
[[noreturn]] void reject_unknown_parameter(const std::string& given, const std::vector<ParameterInfo>& known);
/// Throws UsageError when `given` is no integer between `least` and `most`.
std::int64_t parse_integer(const ParameterInfo& parameter, const std::string& given, std::int64_t least,
                           std::int64_t most);
bool parse_bool(const ParameterInfo& parameter, const std::string& given);

template <class T>
ParameterInfo describe_parameter(std::string_view name, const Parameter<T>& parameter) {
  ParameterInfo info{std::string(name), {}, std::string(parameter.help()), {}, {}};
  if constexpr (std::is_enum_v<T>) {
    for (const std::string_view enumerator : enumerators<T>) {
      if (!enumerator.empty()) info.options.push_back(in_dashes(enumerator));
    }
    info.value = in_dashes(enumerator_name(*parameter).value_or("?"));
  } else if constexpr (std::is_same_v<T, bool>) {
    info.options = {"false", "true"};
    info.value = *parameter ? "true" : "false";
  } else {
    info.value = std::to_string(*parameter);
    const bool has_least = parameter.least() != std::numeric_limits<T>::min();
    const bool has_most = parameter.most() != std::numeric_limits<T>::max();
    if (has_least && has_most) {
      info.range = std::to_string(parameter.least()) + " to " + std::to_string(parameter.most());
    } else if (has_least) {
      info.range = "at least " + std::to_string(parameter.least());
    } else if (has_most) {
      info.range = "at most " + std::to_string(parameter.most());
    }
  }
  return info;
}

template <class T>
void assign_parameter(std::string_view name, Parameter<T>& parameter, const std::string& given) {
  const ParameterInfo info = describe_parameter(name, parameter);
  if constexpr (std::is_enum_v<T>) {
    for (int number = 0; number < most_enumerators; ++number) {
      const std::string_view enumerator = enumerators<T>[static_cast<std::size_t>(number)];
      if (!enumerator.empty() && in_dashes(enumerator) == in_dashes(given)) {
        return parameter.set(static_cast<T>(number));
      }
    }
    reject_parameter(info, given);
  } else if constexpr (std::is_same_v<T, bool>) {
    parameter.set(parse_bool(info, given));
  } else {
    static_assert(sizeof(T) < 8 || std::is_signed_v<T>,
                  "pessimist: a parameter fits a signed 64-bit integer");
    parameter.set(static_cast<T>(parse_integer(info, given, parameter.least(), parameter.most())));
  }
}

}  // namespace detail

template <class Parameters>
std::vector<ParameterInfo> describe_parameters(const Parameters& parameters) {
  std::vector<ParameterInfo> infos;
  for_each_field(parameters, [&](std::string_view name, const auto& parameter) {
    infos.push_back(detail::describe_parameter(name, parameter));
  });
  return infos;
}

/// The defaults with what the user assigned. Throws UsageError, which names what is known.
template <class Parameters>
Parameters assign_parameters(const Assignments& given) {
  Parameters parameters{};
  for (const auto& assignment : given) {
    bool known = false;
    for_each_field(parameters, [&](std::string_view name, auto& parameter) {
      if (in_dashes(name) != in_dashes(assignment.first)) return;
      detail::assign_parameter(name, parameter, assignment.second);
      known = true;
    });
    if (!known) detail::reject_unknown_parameter(assignment.first, describe_parameters(parameters));
  }
  return parameters;
}

}  // namespace pessimist
