#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pessimist/model.hpp"
#include "reductions/audit.hpp"
#include "reductions/reduction_set.hpp"
#include "search/coverage.hpp"
#include "search/limits.hpp"
#include "search/progress.hpp"
#include "search/size.hpp"
#include "trace/explain.hpp"
#include "trace/trace.hpp"

namespace pessimist {

/// When to look for what splits the worlds.
enum class SizeReport : std::uint8_t {
  never,
  at_limit,  ///< briefly, where a limit ended the run: at the worlds of the first depths, in a second or so
  always,    ///< at all worlds, unless the run was interrupted
};

struct CheckOptions {
  Network network = Network::unreliable;
  std::map<Fault, unsigned> budgets;  ///< none: zero
  unsigned workers = 1;
  std::vector<std::string> properties;  ///< only these; empty: all
  ReductionSet reductions;
  std::size_t alone_budget = 30'000;  ///< steps to spend on each node alone
  bool audit = false;          ///< look into what pessimist rests on, in worlds sampled from each layer
  bool keep_going = false;     ///< do not stop behind the layer of the first violation
  bool prefer_faults = false;  ///< find the violation with the fewest faults, and of those the shortest
  std::optional<unsigned> most_faults{};  ///< together; nothing: as many as the budgets allow
  bool shorten = true;    ///< look for runs that are shorter than those that stubborn sets have found
  bool witnesses = true;  ///< of what is sometimes reached, find a trace; it takes about as long again
  SizeReport size = SizeReport::never;
  bool coverage = false;  ///< count what happens; it takes about as long again
  Limits limits;
  std::chrono::milliseconds handler_time{10'000};  ///< how long a handler may run before it is held to hang
  std::function<void(const std::string&)>
      on_hang;  ///< called, from a thread of its own, with what hangs; must not return
  std::function<void(const Progress&)>
      on_progress;  ///< called at most about five times a second, from one thread
  const std::atomic<bool>* interrupted = nullptr;  ///< set by a signal handler: end as unfinished
  std::size_t first_slots = 1024;                  ///< of every table, a power of two; tests make it tiny
};

enum class Verdict : std::uint8_t { proved, violated, unfinished, broken };

struct PropertyResult {
  enum class Verdict : std::uint8_t { holds, violated, undecided };
  std::string name;
  PropertyInfo::Kind kind = PropertyInfo::Kind::always;
  Verdict verdict = Verdict::undecided;
  bool judged = false;         ///< some judgement was not vacuous
  bool minimal = true;         ///< there is no shorter trace (with as few faults); false: there may be
  bool fewest_faults = false;  ///< there is no trace with fewer faults: all runs with fewer were looked at
  bool vacuous = false;        ///< holds, but what it is about was never the case
  std::optional<unsigned>
      steps;                     ///< of a shortest trace to the violation, or to the witness of a `sometimes`
  std::optional<Trace> trace;    ///< such a one
  std::string why;               ///< of a violation, or a witness, in the predicate's words
  std::vector<NodeIndex> nodes;  ///< that it is about
  std::vector<ValueRead> read;   ///< of them
};

struct CheckResult {
  Verdict verdict = Verdict::unfinished;
  std::vector<PropertyResult> properties;
  std::uint64_t states = 0;                      ///< distinct worlds
  std::uint64_t transitions = 0;                 ///< steps that change the world, duplicates counted
  unsigned depth = 0;                            ///< of the last layer that has a world
  std::uint64_t cut = 0;                         ///< worlds outside a bound, which were not expanded
  ReductionSet reductions;                       ///< that were at work
  std::vector<std::string> notes;                ///< on reductions that were not, in sentences
  std::optional<reductions::AuditCounts> audit;  ///< what an audited run looked at
  double seconds = 0;
  std::uint64_t bytes = 0;  ///< peak memory of the process
  bool complete = false;    ///< every world was visited, whatever the verdict
  std::string stopped_by;   ///< unfinished: which limit, in words
  std::optional<unsigned>
      complete_depth;  ///< every world up to this depth was judged; nothing: not known of any depth
  std::optional<unsigned>
      most_faults;     ///< the search was of runs with no more faults than these; nothing: of all
  std::string broken;  ///< broken: what the specification did
  std::optional<PropertyResult> way_to_break;  ///< broken: a trace to where it did that, which claims no more
  std::optional<Size> size;                    ///< what splits the worlds, where that was asked for
  std::vector<Handler> never_called;           ///< complete: handlers that no world had a call of
  std::vector<Fault> never_possible;           ///< complete: faults with a budget that could befall nothing
  std::optional<Coverage> coverage;            ///< where that was asked for
};

/// Explores every world and judges every property. Throws UsageError for options that the model does not have, and
/// std::logic_error, with a way to the world, where an audit shows that pessimist itself is wrong.
CheckResult check(const Model& model, const CheckOptions& options);

std::string_view to_string(Verdict verdict);
std::string_view to_string(PropertyResult::Verdict verdict);

}  // namespace pessimist
