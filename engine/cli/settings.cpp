#include "cli/settings.hpp"

#include <algorithm>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "cli/parse_quantity.hpp"
#include "reductions/sleep_sets.hpp"
#include "report/named.hpp"
#include "report/nearest.hpp"
#include "report/quantity_words.hpp"
#include "search/memory.hpp"

namespace pessimist::cli {

namespace {

constexpr std::uint64_t most_of_a_fault = 65'535;
constexpr std::uint64_t most_workers = 1024;

template <class Values>
std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(to_string(value));
  return names;
}

/// The one of the values that has this name. Throws UsageError, which lists them.
template <class Values>
auto one_of(const Values& values, std::string_view what, const std::string& given) {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const auto value) { return to_string(value) == given; });
  if (found == values.end()) throw UsageError(unknown(what, given, names_of(values)));
  return *found;
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// Without spaces around it: `--faults "crash=1, restart=1"`.
std::string trimmed(const std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

Limits limits_of(const CheckWords& words) {
  Limits limits;
  if (words.depth) {
    limits.depth = static_cast<unsigned>(
        parse_number("--depth", *words.depth, 0, std::numeric_limits<std::uint32_t>::max()));
  }
  if (words.states) {
    limits.states = parse_number("--states", *words.states, 1, std::numeric_limits<std::uint64_t>::max());
  }
  if (words.time) limits.time = parse_time("--time", *words.time);
  // A run that nothing bounds would end with the machine's patience.
  limits.bytes = words.memory ? parse_memory("--memory", *words.memory) : search::machine_bytes() / 10 * 9;
  return limits;
}

/// Each is used where it is sound and has something to do.
ReductionSet every_reduction() {
  ReductionSet set;
  set.alone = set.classes = set.symmetry = set.sleep = true;
  return set;
}

/// Whether `all` is among them: then what cannot be used is left out. Other lists ask for just what they name.
bool takes_what_it_can(const std::string& given) {
  const std::vector<std::string> words = split(given, ',');
  return std::find(words.begin(), words.end(), "all") != words.end();
}

ReductionSet parse_reductions(const std::string& given) {
  ReductionSet set;
  if (given == "none") return set;
  if (takes_what_it_can(given)) set = every_reduction();
  for (const std::string& word : split(given, ',')) {
    if (word == "all") continue;
    bool* const member = find_reduction(set, word);
    if (member == nullptr) {
      if (word == "none") throw UsageError("--reduce: `none` stands alone");
      throw UsageError(
          unknown("reduction", word, {"all", "none", "alone", "classes", "symmetry", "sleep", "stubborn"}));
    }
    *member = true;
  }
  if (takes_what_it_can(given)) return set;
  if (set.symmetry && set.sleep) {
    throw UsageError(
        "--reduce: symmetry and sleep are not combined in this version; choose one of them, or `all`, which "
        "takes "
        "sleep sets where nothing is symmetric");
  }
  if (set.stubborn && set.sleep) {
    throw UsageError(
        "--reduce: stubborn and sleep are not combined: sleep sets are proved for shortest runs, which "
        "stubborn "
        "sets leave out; choose one of them");
  }
  return set;
}

}  // namespace

namespace {

/// A fault that there is, but not for this specification: the way out is to declare it.
void require_declared(std::string_view option, const std::string& name, const std::vector<Fault>& declared) {
  const auto fault = named(all_faults, name);
  if (!fault || std::find(declared.begin(), declared.end(), *fault) != declared.end()) return;
  const std::string known = joined(names_of(declared));
  throw UsageError(
      fmt::format("{}: this specification does not declare the fault '{}' "
                  "(setup.faults({{Fault::{}}})); it declares: {}",
                  option, name, name, known.empty() ? "none" : known));
}

}  // namespace

std::map<Fault, unsigned> parse_faults(std::string_view option, const std::string& given,
                                       const std::vector<Fault>& allowed) {
  std::map<Fault, unsigned> budgets;
  for (const std::string& part : split(given, ',')) {
    const std::string word = trimmed(part);
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    require_declared(option, name, allowed);
    const Fault fault = one_of(allowed, "fault for this specification:", name);
    if (equals == std::string::npos) {
      throw UsageError(fmt::format("{}: '{}' has no budget; it is written {}=1", option, word, word));
    }
    const auto budget = static_cast<unsigned>(
        parse_number(fmt::format("{} {}", option, name), word.substr(equals + 1), 0, most_of_a_fault));
    if (!budgets.emplace(fault, budget).second)
      throw UsageError(fmt::format("{}: {} is given twice", option, name));
  }
  return budgets;
}

Network parse_network(const std::string& given, const std::vector<Network>& allowed) {
  return one_of(allowed, "network for this specification:", given);
}

CheckOptions check_options(const CheckWords& words, const Model& model) {
  CheckOptions options;
  options.network = words.network ? parse_network(*words.network, model.networks()) : model.networks().at(0);
  if (words.faults) options.budgets = parse_faults(words.faults_option, *words.faults, model.faults());
  std::vector<std::string> known;
  for (const PropertyInfo& property : model.properties()) known.push_back(property.name);
  for (const std::string& name : words.properties) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw UsageError(unknown("property", name, known));
    if (std::find(options.properties.begin(), options.properties.end(), name) == options.properties.end()) {
      options.properties.push_back(name);
    }
  }
  options.workers = std::max(1U, std::thread::hardware_concurrency());
  if (words.workers) {
    options.workers = static_cast<unsigned>(parse_number("--workers", *words.workers, 1, most_workers));
  }
  const std::string reduce = words.reduce.value_or("all");
  options.reductions = parse_reductions(reduce);
  if (options.reductions.sleep && !takes_what_it_can(reduce) &&
      !reductions::SleepSets::are_sound_for(model)) {
    throw UsageError(
        "--reduce: sleep sets are not sound here: a bound of this specification is about more than one node");
  }
  options.audit = words.audit;
  options.keep_going = words.keep_going;
  if (words.prefer && *words.prefer != "steps" && *words.prefer != "faults")
    throw UsageError(unknown("value of --prefer", *words.prefer, {"steps", "faults"}));
  options.prefer_faults = words.prefer == "faults";
  options.witnesses = words.witness;
  options.coverage = words.coverage;
  options.size = words.explain_size ? SizeReport::always : SizeReport::at_limit;
  options.limits = limits_of(words);
  if (words.handler_time) options.handler_time = parse_time("--handler-time", *words.handler_time);
  return options;
}

Run run_of(const std::string& program, const std::string& spec, std::vector<ParameterInfo> parameters,
           const Model& model, const CheckOptions& options) {
  Run run;
  run.program = program;
  run.spec = spec;
  run.parameters = std::move(parameters);
  run.network = options.network;
  run.network_is_default = options.network == model.networks().at(0);
  run.workers = options.workers;
  for (const auto& [fault, budget] : options.budgets) {
    if (budget > 0) run.faults[fault] = budget;
  }
  run.audit = options.audit;
  run.prefer_faults = options.prefer_faults;
  run.keep_going = options.keep_going;
  run.properties = options.properties;
  return run;
}

}  // namespace pessimist::cli
