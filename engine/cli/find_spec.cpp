#include "cli/find_spec.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/nearest.hpp"

namespace pessimist::cli {

const Spec& find_spec(const std::string& name) {
  std::vector<std::string> known;
  for (const Spec& spec : registered_specs()) {
    if (spec.name == name) return spec;
    known.push_back(spec.name);
  }
  throw UsageError(unknown("specification", name, known));
}

namespace {

/// A value that is no option of the parameter is refused by whoever assigns it; here, only where one can tell what was
/// meant.
void suggest_option(const ParameterInfo& parameter, const std::string& value) {
  const auto& options = parameter.options;
  if (std::find(options.begin(), options.end(), in_dashes(value)) != options.end()) return;
  if (!nearest(value, options)) return;
  throw UsageError(unknown(parameter.name, value, options));
}

}  // namespace

Assignments parse_assignments(const Spec& spec, const std::vector<std::string>& words) {
  const std::vector<ParameterInfo> parameters = spec.parameters({});
  std::vector<std::string> known;
  for (const ParameterInfo& parameter : parameters) known.push_back(parameter.name);
  Assignments assignments;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      throw UsageError(fmt::format("'{}' is no parameter: these are written name=value", word));
    }
    const std::string name = word.substr(0, equals);
    const auto match = std::find_if(known.begin(), known.end(), [&](const std::string& one) {
      return in_dashes(one) == in_dashes(name);
    });
    if (match == known.end()) throw UsageError(spec.name + ": " + unknown("parameter", name, known));
    suggest_option(parameters[static_cast<std::size_t>(match - known.begin())], word.substr(equals + 1));
    if (!assignments.emplace(*match, word.substr(equals + 1)).second) {
      throw UsageError(fmt::format("parameter '{}' is given twice", name));
    }
  }
  return assignments;
}

std::unique_ptr<Model> make_model(const Spec& spec, const Assignments& assignments) {
  try {
    return spec.make(assignments);
  } catch (const UsageError&) {
    throw;
  } catch (const SpecError&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw SpecError(fmt::format("{}: its set_up threw: {}", spec.name, error.what()));
  } catch (...) {
    throw SpecError(fmt::format("{}: its set_up threw something that is no std::exception", spec.name));
  }
}

}  // namespace pessimist::cli
