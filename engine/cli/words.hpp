#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/trace_forms.hpp"

namespace pessimist::cli {

/// The words of a command as they were typed; nothing about them has been checked.
struct ListWords {
  bool json = false;
};

struct CheckWords {
  std::string program;  ///< what the command was called as, for hints on what to type next
  std::string spec;
  std::vector<std::string> assignments;
  std::optional<std::string> faults;
  std::string faults_option = "--faults";  ///< by which they were given
  std::optional<std::string> network;
  std::optional<std::string> reduce;
  std::optional<std::string> workers;
  std::vector<std::string> properties;
  bool audit = false;
  bool keep_going = false;
  std::optional<std::string> prefer;
  std::optional<std::string> depth;
  std::optional<std::string> states;
  std::optional<std::string> time;
  std::optional<std::string> memory;
  std::optional<std::string> handler_time;
  std::optional<std::string> trace;
  std::optional<std::string> json;
  std::string progress = "auto";
  FormWords forms;
  bool witness = false;
  bool explain_size = false;
  bool coverage = false;
};

struct EnvelopeWords {
  CheckWords common;  ///< those that check takes, too
  std::optional<std::string> upto;
  std::optional<std::string> markdown;
};

struct GraphWords {
  CheckWords common;  ///< those that check takes, too
  std::optional<std::string> dot;
  std::optional<std::string> svg;
};

struct ExploreWords {
  CheckWords common;  ///< those that check takes, too
  std::optional<std::string> trace;
  std::optional<std::string> at;
  std::optional<std::string> port;
  std::optional<std::string> host;
};

struct ReplayWords {
  std::string program;
  std::string file;
  FormWords forms;
};

}  // namespace pessimist::cli
