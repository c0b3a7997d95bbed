#pragma once

#include <memory>
#include <string>

#include "cli/suite.hpp"
#include "cli/words.hpp"
#include "pessimist/spec.hpp"
#include "report/run.hpp"
#include "suite/contract.hpp"
#include "suite/outcome.hpp"

namespace pessimist::cli {

/// An entry of a contract, ready to be run: everything that it names is known.
struct SuiteCheck {
  const suite::Entry* entry = nullptr;
  const Spec* spec = nullptr;
  CheckWords words;
  std::unique_ptr<Model> model;  ///< null: the specification cannot even be set up
  std::string broken;            ///< why
  CheckOptions options;
  Run run;
};

/// Throws UsageError, which names the line of the contract.
SuiteCheck prepare(const suite::Contract& contract, const suite::Entry& entry, const SuiteWords& words);

/// In a process of its own, so that a specification that crashes or hangs takes no other check with it. Throws
/// std::logic_error for a fault of pessimist itself.
suite::Outcome run_apart(const SuiteCheck& check);

}  // namespace pessimist::cli
