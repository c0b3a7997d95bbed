#include "verdict/check.hpp"

#include <algorithm>
#include <new>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "pessimist/parameter.hpp"
#include "reductions/reducer.hpp"
#include "search/memory.hpp"
#include "search/search.hpp"
#include "verdict/by_faults.hpp"
#include "verdict/chosen.hpp"
#include "verdict/confirm.hpp"
#include "verdict/figures.hpp"
#include "verdict/shorten.hpp"
#include "verdict/way.hpp"
#include "verdict/way_to_break.hpp"

namespace pessimist {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// `is_shortest`: whether the summary's runs are. If not, `shortening` is what is known of shorter ones; null: nothing.
PropertyResult judge(const Model& model, const CheckOptions& options, search::Search& search,
                     const search::Summary& summary, bool is_shortest, Shortening* shortening,
                     std::size_t index, const PropertyInfo& property) {
  using Verdict = PropertyResult::Verdict;
  const bool is_witnessed = property.kind == PropertyInfo::Kind::sometimes;
  const bool is_complete = summary.reason == search::StopReason::none;
  const bool is_shorter = shortening != nullptr && shortening->shorter(index);
  const auto& finding = is_shorter ? shortening->shorter(index) : summary.findings[index];
  PropertyResult result;
  if (finding && (options.witnesses || !is_witnessed)) {
    try {
      result = confirm(model, options, is_shorter ? shortening->search() : search, *finding, property);
    } catch (const std::bad_alloc&) {
      result.why = "no memory was left to look for the trace";
    }
  }
  result.name = property.name;
  result.kind = property.kind;
  result.judged = summary.relevant[index] || (shortening != nullptr && shortening->was_relevant(index));
  if (finding) {
    result.verdict = is_witnessed ? Verdict::holds : Verdict::violated;
    result.steps = finding->depth;
    result.minimal = is_shortest || (shortening != nullptr && shortening->is_certain(index, finding->depth));
  } else if (is_complete) {
    result.verdict = is_witnessed ? Verdict::violated : Verdict::holds;
    // That nothing was stuck anywhere is what no_deadlock is about.
    result.vacuous = property.kind == PropertyInfo::Kind::always && !summary.relevant[index];
  }
  return result;
}

bool is_limit(search::StopReason reason) {
  using search::StopReason;
  return reason == StopReason::depth || reason == StopReason::states || reason == StopReason::time ||
         reason == StopReason::memory;
}

/// What splits the worlds, as thoroughly as was asked for and as memory allows.
std::optional<Size> size_of(search::Search& search, search::StopReason reason, SizeReport wanted) {
  constexpr std::size_t little = std::size_t{1} << 12;
  constexpr std::uint64_t few_worlds = 200'000;
  const bool is_short = wanted == SizeReport::at_limit && is_limit(reason);
  if (reason == search::StopReason::interrupt || (wanted != SizeReport::always && !is_short))
    return std::nullopt;
  search::CensusOptions options;
  if (is_short) options.most_worlds = few_worlds;
  if (is_short || reason == search::StopReason::memory) {
    options.most_kept = little;
    options.alone = true;
  }
  try {
    return search.census(options);
  } catch (const std::bad_alloc&) {
    return std::nullopt;  // the verdict is worth more
  }
}

Verdict overall(const CheckResult& result, search::StopReason reason) {
  const auto is_violated = [](const PropertyResult& property) {
    return property.verdict == PropertyResult::Verdict::violated;
  };
  if (std::any_of(result.properties.begin(), result.properties.end(), is_violated)) return Verdict::violated;
  return reason == search::StopReason::none ? Verdict::proved : Verdict::unfinished;
}

/// What may be expected to happen, and does not.
void find_what_never_happens(const CheckOptions& options, world::System& system, CheckResult& result) {
  std::set<Handler> called;
  FaultSet possible;
  system.steps().for_each_call([&](NodeIndex node, world::PartId id) {
    const Trigger trigger = system.parts().trigger(id);
    called.insert(handler_of(system.model(), node, trigger));
    for (const Fault fault : all_faults) {
      if (faults_of(trigger).contains(fault)) possible.insert(fault);
    }
  });
  for (const auto& [role, timer] : system.steps().went_on())
    called.insert({role, Trigger::Kind::timeout, timer});
  for (const Handler& handler : handlers_in(system.model(), options.budgets)) {
    if (!called.contains(handler)) result.never_called.push_back(handler);
  }
  for (const auto& [fault, budget] : options.budgets) {
    if (budget > 0 && !possible.contains(fault)) result.never_possible.push_back(fault);
  }
}

/// Where something was found under stubborn sets whose trace is wanted.
bool are_traces_wanted(const Model& model, const CheckOptions& options,
                       const std::vector<std::size_t>& properties, const search::Summary& summary) {
  for (std::size_t index = 0; index < properties.size(); ++index) {
    const bool is_witness = model.properties()[properties[index]].kind == PropertyInfo::Kind::sometimes;
    if (summary.findings[index] && (options.witnesses || !is_witness)) return true;
  }
  return false;
}

void explore(const Model& model, const CheckOptions& options, CheckResult& result) {
  const SteadyClock::time_point started = SteadyClock::now();
  const auto properties = chosen_properties(model, options.properties);
  world::System system(model,
                       {options.network, options.budgets, messages_read(model, properties), options.workers,
                        options.first_slots, options.handler_time, options.on_hang, options.most_faults});
  const reductions::Reducer reducer(system, options.reductions, properties, options.alone_budget);
  reductions::WorldAudit audit = reducer.world_audit();
  search::Search search(system, properties,
                        {options.workers, options.first_slots, options.limits, reducer.at_work().sleep,
                         reducer.mover_basis(), reducer.property_audit(), options.audit ? &audit : nullptr,
                         options.keep_going, options.interrupted, options.on_progress});
  const search::Summary summary = search.run();
  take_figures(summary, reducer, options.limits, result);
  if (options.audit) {
    result.audit = audit.counts();
    result.audit->stored_worlds = {summary.looked_up, true};
  }
  if (summary.fault) {
    throw std::logic_error("pessimist itself is at fault: " + summary.fault->what + "\n" +
                           way_to(model, options, search, summary.fault->world));
  }
  CheckOptions at_work = options;
  at_work.reductions = reducer.at_work();
  if (summary.reason == search::StopReason::broken) {
    result.verdict = Verdict::broken;
    result.way_to_break = way_to_break(model, at_work, search, summary);
    // Of the orbit's world that the trace leads to, so of nodes by the names that they have there.
    if (result.way_to_break && !result.way_to_break->why.empty()) result.broken = result.way_to_break->why;
    return;
  }
  const bool is_shortest = !reducer.at_work().stubborn;
  std::unique_ptr<Shortening> shortening;
  if (!is_shortest && options.shorten && are_traces_wanted(model, options, properties, summary)) {
    try {
      shortening =
          std::make_unique<Shortening>(system, properties, options, summary, SteadyClock::now() - started);
    } catch (const std::bad_alloc&) {
      // What was found stays as it is then, and nothing is claimed of its length.
    }
  }
  if (shortening && !shortening->broken().empty()) {
    result.verdict = Verdict::broken;
    result.broken = shortening->broken();
    return;
  }
  // Under stubborn sets a layer need not have all that is so near.
  if (!is_shortest && !result.complete)
    result.complete_depth = shortening ? shortening->complete_depth() : std::nullopt;
  for (std::size_t index = 0; index < properties.size(); ++index) {
    result.properties.push_back(judge(model, at_work, search, summary, is_shortest, shortening.get(), index,
                                      model.properties()[properties[index]]));
  }
  result.verdict = overall(result, summary.reason);
  result.size = size_of(search, summary.reason, options.size);
  if (result.complete) find_what_never_happens(options, system, result);
  if (options.coverage) result.coverage = search.coverage();
}

}  // namespace

CheckResult check(const Model& model, const CheckOptions& options) {
  if (options.prefer_faults) return check_by_faults(model, options);
  const SteadyClock::time_point started = SteadyClock::now();
  CheckResult result;
  try {
    explore(model, options, result);
  } catch (const SpecError& error) {
    result.verdict = Verdict::broken;
    result.broken = error.what();
  } catch (const std::bad_alloc&) {  // not even the tables could be set up
    result.verdict = Verdict::unfinished;
    result.stopped_by = "the end of memory";
  }
  result.seconds = std::chrono::duration<double>(SteadyClock::now() - started).count();
  result.bytes = search::peak_resident_bytes();
  return result;
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return "proved";
    case Verdict::violated:
      return "violated";
    case Verdict::unfinished:
      return "unfinished";
    case Verdict::broken:
      return "broken";
  }
  return {};
}

std::string_view to_string(PropertyResult::Verdict verdict) {
  switch (verdict) {
    case PropertyResult::Verdict::holds:
      return "holds";
    case PropertyResult::Verdict::violated:
      return "violated";
    case PropertyResult::Verdict::undecided:
      return "undecided";
  }
  return {};
}

}  // namespace pessimist
