#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "explore/address.hpp"
#include "report/run.hpp"
#include "report/trace_file.hpp"
#include "verdict/check.hpp"

namespace pessimist::explore {

/// What the explorer's page asks for, one protocol at a time. It remembers nothing: every question names its world by an
/// address, so that any of them can be asked again, by several pages at once. Everything throws UsageError for an address
/// that leads nowhere, and what handlers throw.
class Session {
 public:
  /// `options`: of the searches for the shortest way to a witness.
  Session(const Model& model, Run run, CheckOptions options)
      : model_(model), run_(std::move(run)), options_(std::move(options)) {}

  /// What does not change: the setting, the nodes, the types of messages, the properties. `first`: where to begin.
  nlohmann::ordered_json protocol(const std::string& first) const;
  /// A way: each of its steps, and its chart. `"address"` is the way's, with its check.
  nlohmann::ordered_json way(const std::string& address) const;
  /// The world behind `step` steps of a way: its nodes, messages, faults and properties; and all that can happen in it, each
  /// with what it would change.
  nlohmann::ordered_json world(const std::string& address, std::size_t step) const;
  /// A way as a trace file, which claims the first property that is violated at its end, if any is.
  nlohmann::ordered_json trace(const std::string& address) const;
  /// The address of a trace file, which must be of this protocol, and of this setting of it.
  std::string address_of_trace(const TraceFile& file) const;
  /// Searches for a shortest way from the beginning to a world in which the property is violated, or reached:
  /// `{"address", "steps", "told"}`, without an address where there is none, or none was found. Throws UsageError while
  /// another search is under way.
  nlohmann::ordered_json shortest_way(const std::string& name);
  /// Ends the search that is under way, if one is.
  void stop_search();
  /// The same, and lets no other begin.
  void end();

 private:
  Way walk(const std::string& address, std::size_t steps = static_cast<std::size_t>(-1)) const;
  const PropertyInfo& find_property(const std::string& name) const;

  const Model& model_;
  Run run_;
  CheckOptions options_;
  /// A search, as long as it is under way.
  class Searching;

  std::mutex mutex_;  // of what follows
  bool is_searching_ = false;
  bool has_ended_ = false;
  std::atomic<bool> is_search_stopped_{false};
};

}  // namespace pessimist::explore
