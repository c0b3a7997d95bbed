#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/find_spec.hpp"
#include "cli/output.hpp"
#include "report/quantity_words.hpp"
#include "report/run_json.hpp"

namespace pessimist::cli {

using nlohmann::ordered_json;

namespace {

template <class Values>
std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(to_string(value));
  return names;
}

ordered_json spec_json(const Spec& spec, const Model* model, const std::string& broken) {
  ordered_json document{
      {"name", spec.name}, {"summary", spec.summary}, {"parameters", ordered_json::array()}};
  const std::vector<ParameterInfo> parameters = spec.parameters({});
  const ordered_json defaults = parameters_json(parameters);
  for (const ParameterInfo& parameter : parameters) {
    document["parameters"].push_back({{"name", parameter.name},
                                      {"default", defaults.at(parameter.name)},
                                      {"help", parameter.help},
                                      {"options", parameter.options},
                                      {"range", parameter.range}});
  }
  if (model == nullptr) {
    document["broken"] = broken;
    return document;
  }
  document["properties"] = ordered_json::array();
  for (const PropertyInfo& property : model->properties()) {
    document["properties"].push_back({{"name", property.name}, {"kind", to_string(property.kind)}});
  }
  document["bounds"] = ordered_json::array();
  for (const BoundInfo& bound : model->bounds()) document["bounds"].push_back(bound.name);
  document["faults"] = names_of(model->faults());
  document["networks"] = names_of(model->networks());
  return document;
}

/// What a parameter may be: ` (1 to 9)`, ` (none, commit-early)`.
std::string allowed(const ParameterInfo& parameter) {
  if (!parameter.options.empty()) return fmt::format(" ({})", joined(parameter.options));
  return parameter.range.empty() ? "" : fmt::format(" ({})", parameter.range);
}

std::string spec_text(const Spec& spec, const Model* model, const std::string& broken) {
  std::string text = fmt::format("{}\n  {}\n", spec.name, spec.summary);
  const auto line = [&](std::string_view label, const std::string& content) {
    text += fmt::format("  {:<11} {}\n", label, content);
  };
  std::string_view label = "parameters";
  for (const ParameterInfo& parameter : spec.parameters({})) {
    line(label,
         fmt::format("{}={}  {}{}", parameter.name, parameter.value, parameter.help, allowed(parameter)));
    label = "";
  }
  if (model == nullptr) {
    line("broken", broken);
    return text;
  }
  label = "properties";
  for (const PropertyInfo& property : model->properties()) {
    line(label, fmt::format("{} ({})", property.name, to_string(property.kind)));
    label = "";
  }
  label = "bounds";
  for (const BoundInfo& bound : model->bounds()) {
    line(label, bound.name);
    label = "";
  }
  line("faults", model->faults().empty() ? "none" : joined(names_of(model->faults())));
  line("network", joined(names_of(model->networks())));
  return text;
}

}  // namespace

int run_list(const ListWords& words) {
  ordered_json specs = ordered_json::array();
  std::string text;
  int code = exit_proved;
  for (const Spec& spec : registered_specs()) {
    std::unique_ptr<Model> model;
    std::string broken;
    try {
      model = make_model(spec, {});
    } catch (const SpecError& error) {  // the others are listed all the same
      broken = error.what();
      code = exit_broken_spec;
    }
    if (words.json) {
      specs.push_back(spec_json(spec, model.get(), broken));
    } else {
      text += (text.empty() ? "" : "\n") + spec_text(spec, model.get(), broken);
    }
  }
  if (words.json) {
    print(file_text(specs));
  } else {
    print(text.empty() ? "This program has no specifications.\n" : text);
  }
  return code;
}

}  // namespace pessimist::cli
