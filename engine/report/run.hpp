#pragma once

#include <map>
#include <string>
#include <vector>

#include "pessimist/model.hpp"
#include "pessimist/parameter.hpp"

namespace pessimist {

/// What was run: enough to say it in a report, and to run it again.
struct Run {
  std::string spec;
  std::vector<ParameterInfo> parameters;  ///< all of them, with the values of this run
  std::map<Fault, unsigned> faults;       ///< budgets above zero
  Network network = Network::unreliable;
  bool network_is_default = true;
  unsigned workers = 1;
  std::string program = "pessimist";      ///< as it is called on a command line
  std::string command = "check";          ///< that it was
  std::string reduce{};                   ///< as asked for; empty: by default
  bool audit = false;                     ///< as asked for
  bool prefer_faults = false;             ///< as asked for
  bool keep_going = false;                ///< as asked for
  std::vector<std::string> properties{};  ///< only these were judged; empty: all
};

/// `crash=1,restart=1`; nothing for no faults.
std::string faults_in_words(const std::map<Fault, unsigned>& faults);
/// `acceptors=3 faults=crash=1 network=fifo`: every parameter, and what is not by default.
std::string setting_in_words(const Run& run);
/// The command line that gives the same verdict.
std::string command_of(const Run& run);

}  // namespace pessimist
