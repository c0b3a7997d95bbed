#include "verdict/envelope.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include "pessimist/parameter.hpp"
#include "reductions/reducer.hpp"
#include "search/memory.hpp"
#include "search/search.hpp"
#include "verdict/chosen.hpp"
#include "verdict/confirm.hpp"
#include "verdict/figures.hpp"

namespace pessimist {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Whether one has no fault more often than the other.
bool is_within(const FaultBudget& one, const FaultBudget& other) {
  return std::all_of(one.begin(), one.end(), [&](const auto& entry) {
    const auto there = other.find(entry.first);
    return entry.second == 0 || (there != other.end() && entry.second <= there->second);
  });
}

std::vector<std::size_t> always(const Model& model, const std::vector<std::string>& names) {
  std::vector<std::size_t> properties = chosen_properties(model, names);
  std::erase_if(properties, [&](std::size_t number) {
    return model.properties()[number].kind != PropertyInfo::Kind::always;
  });
  if (properties.empty())
    throw UsageError("there is no property that must always hold, so there is no envelope");
  return properties;
}

void explore(const Model& model, const CheckOptions& options, Envelope& result) {
  const auto properties = always(model, options.properties);
  world::System system(model, {options.network, options.budgets, messages_read(model, properties),
                               options.workers, options.first_slots, options.handler_time, options.on_hang});
  // Sleep sets leave steps to other ways into a world, and of those some are left alone; under stubborn sets a violation
  // may come with other faults.
  ReductionSet reductions = options.reductions;
  reductions.sleep = reductions.stubborn = false;
  const reductions::Reducer reducer(system, reductions, properties, options.alone_budget);
  search::Options how;
  how.workers = options.workers;
  how.first_slots = options.first_slots;
  how.limits = options.limits;
  how.audit = reducer.property_audit();
  how.keep_going = true;
  how.by_ledger = true;
  how.interrupted = options.interrupted;
  how.on_progress = options.on_progress;
  search::Search search(system, properties, how);
  const search::Summary summary = search.run();
  CheckResult& run = result.run;
  take_figures(summary, reducer, options.limits, run);
  run.verdict = run.complete                                   ? Verdict::proved
                : summary.reason == search::StopReason::broken ? Verdict::broken
                                                               : Verdict::unfinished;
  if (run.verdict == Verdict::broken) return;
  CheckOptions at_work = options;
  at_work.reductions = reducer.at_work();
  for (std::size_t index = 0; index < properties.size(); ++index) {
    const PropertyInfo& property = model.properties()[properties[index]];
    PropertyEnvelope of{property.name, {}, {}, false};
    std::vector<FaultBudget> breaking;
    for (const auto& [ledger, finding] : summary.by_ledger[index]) {
      breaking.push_back(system.ledger().used(ledger));
      of.breaking.push_back({breaking.back(), confirm(model, at_work, search, finding, property)});
      of.breaking.back().found.steps = finding.depth;
    }
    if (run.complete) of.surviving = greatest_beside(breaking, options.budgets);
    of.vacuous = run.complete && of.breaking.empty() && !summary.relevant[index];
    result.properties.push_back(std::move(of));
  }
}

}  // namespace

std::vector<FaultBudget> greatest_beside(const std::vector<FaultBudget>& breaking, const FaultBudget& upto) {
  const auto breaks = [&](const FaultBudget& budget) {
    return std::any_of(breaking.begin(), breaking.end(),
                       [&](const FaultBudget& least) { return is_within(least, budget); });
  };
  // From what must be taken away so that one after the other is not reached any more: for each, one of its faults.
  std::vector<FaultBudget> candidates{upto};
  for (const FaultBudget& least : breaking) {
    std::vector<FaultBudget> next;
    for (const FaultBudget& candidate : candidates) {
      if (!is_within(least, candidate)) {
        next.push_back(candidate);
        continue;
      }
      for (const auto& [fault, times] : least) {
        FaultBudget less = candidate;
        less[fault] = times - 1;
        next.push_back(std::move(less));
      }
    }
    candidates = std::move(next);
  }
  std::vector<FaultBudget> greatest;
  for (FaultBudget& candidate : candidates) {
    std::erase_if(candidate, [](const auto& entry) { return entry.second == 0; });
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  for (const FaultBudget& candidate : candidates) {
    const auto above = [&](const FaultBudget& other) {
      return other != candidate && is_within(candidate, other);
    };
    if (!breaks(candidate) && std::none_of(candidates.begin(), candidates.end(), above))
      greatest.push_back(candidate);
  }
  return greatest;
}

Envelope envelope(const Model& model, const CheckOptions& options) {
  const SteadyClock::time_point started = SteadyClock::now();
  Envelope result;
  for (const auto& [fault, budget] : options.budgets) {
    if (budget > 0) result.upto[fault] = budget;
  }
  try {
    explore(model, options, result);
  } catch (const SpecError& error) {
    result.run.verdict = Verdict::broken;
    result.run.broken = error.what();
  } catch (const std::bad_alloc&) {
    result.run.verdict = Verdict::unfinished;
    result.run.stopped_by = "the end of memory";
  }
  result.run.seconds = std::chrono::duration<double>(SteadyClock::now() - started).count();
  result.run.bytes = search::peak_resident_bytes();
  return result;
}

}  // namespace pessimist
