#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "pessimist/fault.hpp"
#include "trace/recorded.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// Walks through worlds one event at a time, on the real handlers and on plain values: no interning, no memo, no folding.
/// So a trace that the search came up with is confirmed by code that knows nothing of the search.
class Walk {
 public:
  /// `most_faults`: together; nothing: as many as the budgets allow.
  Walk(const Model& model, Network network, std::map<Fault, unsigned> budgets,
       std::optional<unsigned> most_faults = {})
      : model_(model), network_(network), budgets_(std::move(budgets)), most_faults_(most_faults) {}

  /// From a world in the middle of a run, in which all nodes have started.
  Walk(const Model& model, Network network, std::map<Fault, unsigned> budgets, WorldView world)
      : Walk(model, network, std::move(budgets)) {
    trace_.initial = std::move(world);
  }

  /// Runs every node's `start`. `scripts`: what each answers to its choices.
  void start(const std::vector<std::vector<std::size_t>>& scripts);
  /// Takes a step. Throws ReplayError, saying why, where it is not possible or changes nothing.
  void take(const RecordedStep& step);

  const Trace& trace() const { return trace_; }
  const WorldView& world() const { return trace_.last(); }
  /// Every message that was sent on the way.
  const std::set<Packet>& sent() const { return sent_; }

  /// Something that can happen now and changes the world.
  struct Possible {
    RecordedStep step;
    Outcome outcome;
    WorldView after;
  };
  /// All of it: by node, then by trigger, then by what is chosen. Throws SpecError where a handler throws.
  std::vector<Possible> possible() const;
  struct Survey {
    std::vector<Possible> possible;
    std::vector<std::string> broken;  ///< of each trigger whose handler throws, what it does
  };
  /// The same, where handlers may throw.
  Survey survey() const;
  /// A step of another run, as nearly as it can be taken now.
  struct Nearest {
    bool is_possible = false;          ///< what sets it off is; it may change nothing
    std::optional<RecordedStep> step;  ///< nothing: it cannot be taken, or would change nothing
  };
  /// An act is on what lies in the inbox now, a break of what is on its way now. The handler must choose what it chose
  /// (`choices`, by value), as far as it is asked; of what goes wrong within it, that which agrees the longest is taken.
  Nearest nearest(const RecordedStep& step, const std::vector<Choice>& choices) const;

  /// Whether anything can happen now but faults that are no way out.
  bool goes_on() const;

 private:
  /// Every trigger that the node has now.
  std::vector<Trigger> triggers(NodeIndex node) const;
  void require_possible(NodeIndex node, const Trigger& trigger) const;
  Outcome run(NodeIndex node, const Local& before, const Trigger& trigger,
              const std::vector<std::size_t>& script) const;
  WorldView after(const WorldView& before, NodeIndex node, const Trigger& trigger,
                  const Outcome& outcome) const;
  void add_possible(NodeIndex node, const Trigger& trigger, std::vector<Possible>& possible) const;
  void put(std::vector<Packet>& inbox, const Packet& packet) const;
  /// Each packet that may be next to leave the inbox, once.
  std::vector<Packet> first_packets(NodeIndex node) const;
  std::vector<Packet> deliverable(NodeIndex node) const;
  bool is_left(Fault fault) const;
  bool may_befall(NodeIndex node, Fault fault) const;
  bool is_deaf(NodeIndex node, NodeIndex sender) const;
  const RoleTriggers& role_of(NodeIndex node) const;
  bool may_go_down() const;
  bool may_time_pass(const Trigger& trigger) const;
  /// Whether a node can receive and act.
  static bool is_at_work(const Local& local);

  // What may happen at a node, by kind; add_handler() also what cuts the handler short.
  void add_handler(NodeIndex node, Trigger trigger, std::vector<Trigger>& triggers) const;
  void add_handlers(NodeIndex node, std::vector<Trigger>& triggers) const;
  void add_of_peers(NodeIndex node, std::vector<Trigger>& triggers) const;
  void add_resets(NodeIndex node, std::vector<Trigger>& triggers) const;
  void add_of_messages(NodeIndex node, std::vector<Trigger>& triggers) const;
  void add_of_links(NodeIndex node, std::vector<Trigger>& triggers) const;
  void add_of_time(NodeIndex node, std::vector<Trigger>& triggers) const;

  const Model& model_;
  Network network_;
  std::map<Fault, unsigned> budgets_;
  std::optional<unsigned> most_faults_;
  Trace trace_;
  std::set<Packet> sent_;
};

/// Every way in which all nodes can start: what each answers to its choices. Throws SpecError where there are too many.
std::vector<std::vector<std::vector<std::size_t>>> start_combinations(const Model& model);

}  // namespace pessimist
