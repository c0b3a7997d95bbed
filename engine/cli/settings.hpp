#pragma once

#include "cli/words.hpp"
#include "report/run.hpp"
#include "verdict/check.hpp"

namespace pessimist::cli {

/// `crash=1,restart=2`; `option`: what they were given by. Throws UsageError for what is malformed or what the specification does not allow.
std::map<Fault, unsigned> parse_faults(std::string_view option, const std::string& given,
                                       const std::vector<Fault>& allowed);
/// Throws UsageError.
Network parse_network(const std::string& given, const std::vector<Network>& allowed);

/// The words of `check` as options of a run, each checked against the model. Throws UsageError.
CheckOptions check_options(const CheckWords& words, const Model& model);

/// The description of a run for reports.
Run run_of(const std::string& program, const std::string& spec, std::vector<ParameterInfo> parameters,
           const Model& model, const CheckOptions& options);

}  // namespace pessimist::cli
