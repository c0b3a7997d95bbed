#include "world/steps.hpp"

#include <exception>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "store/hash.hpp"
#include "world/call_words.hpp"
#include "world/current_call.hpp"

namespace pessimist::world {

namespace {

constexpr std::size_t most_scripts = 100'000;

/// The script that comes after these choices in depth-first order: the last that has an option left takes it. False if
/// there is none.
bool next_script(const std::vector<Choice>& choices, std::vector<std::size_t>& script) {
  std::size_t length = choices.size();
  while (length > 0 && choices[length - 1].taken + 1 == choices[length - 1].options) --length;
  if (length == 0) return false;
  script.clear();
  for (std::size_t i = 0; i < length; ++i) script.push_back(choices[i].taken);
  ++script.back();
  return true;
}

/// Of steps that do the same, the first.
LocalSteps each_once(LocalSteps all) {
  if (all.size() < 2) return all;
  std::set<std::pair<PartId, Packets>> known;
  LocalSteps steps;
  for (LocalStep& step : all) {
    if (known.emplace(step.after, step.sends).second) steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace

std::size_t Steps::KeyHash::operator()(const Key& key) const {
  return store::mix(key.node_and_local * store::golden_ratio + key.trigger);
}

const LocalSteps& Steps::of(NodeIndex node, PartId local, PartId trigger) {
  const Key key{(std::uint64_t{node} << 32) | local, trigger};
  return *known_.at(
      key, [&] { return std::make_unique<const LocalSteps>(find_out(node, local, trigger, audits_)); });
}

LocalSteps Steps::find_out(NodeIndex node, PartId local, PartId trigger_id, const Audits& audits) {
  const Local before = parts_.local(local);
  const Trigger trigger = parts_.trigger(trigger_id);
  try {
    const std::function<std::string()> in_words = [&] {
      return call_in_words(model_, node, before, trigger);
    };
    const CurrentCall call(in_words);
    const Watchdog::Guard guard = watchdog_.watch(in_words);
    LocalSteps steps = outcomes(node, before, trigger, true);
    for (StepAudit* audit : audits) audit->look(node, local, trigger_id, steps);
    return steps;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw SpecError(call_in_words(model_, node, before, trigger) + ": " + error.what());
  } catch (...) {
    throw SpecError(call_in_words(model_, node, before, trigger) +
                    ": the handler threw something that is no std::exception");
  }
}

LocalSteps Steps::outcomes(NodeIndex node, const Local& before, const Trigger& trigger, bool twice) {
  LocalSteps steps;
  std::size_t scripts = 0;
  std::vector<std::size_t> script;
  bool more = true;
  while (more) {
    if (++scripts > most_scripts) {
      throw SpecError("its choices have more than " + std::to_string(most_scripts) +
                      " combinations; does it end?");
    }
    const Outcome outcome = run(node, before, trigger, script, twice);
    require_receivers(outcome);
    Packets sends;
    for (const Packet& packet : outcome.sends) sends.push_back(parts_.packet(packet));
    LocalStep step{parts_.local(outcome.after), rules_.canonical_sends(std::move(sends)), {}};
    for (const Choice& choice : outcome.choices) step.script.push_back(choice.taken);
    if (outcome.happened) steps.push_back(std::move(step));
    more = next_script(outcome.choices, script);
  }
  return each_once(std::move(steps));
}

Outcome Steps::run(NodeIndex node, const Local& before, const Trigger& trigger,
                   const std::vector<std::size_t>& script, bool twice) {
  Outcome outcome = model_.run(node, before, trigger, script);
  if (twice && !(model_.run(node, before, trigger, script) == outcome)) {
    throw SpecError(
        "the handler answers differently when it is run again on the same state; it must depend on nothing "
        "but what it "
        "is given (no globals, clocks or random numbers)");
  }
  if (!outcome.went_on_with.empty()) {
    const std::lock_guard lock(went_on_mutex_);
    for (const unsigned timer : outcome.went_on_with)
      went_on_.emplace(model_.layout().role_number_of(node), timer);
  }
  return outcome;
}

void Steps::require_receivers(const Outcome& outcome) const {
  const Layout& layout = model_.layout();
  for (const Packet& packet : outcome.sends) {
    const RoleTriggers& receiver = model_.triggers()[layout.role_number_of(packet.to)];
    if (receiver.reads[packet.type] || receiver.receives[packet.type][layout.role_number_of(packet.from)])
      continue;
    throw SpecError("it sends " + model_.message_names()[packet.type] + " to " + layout.name(packet.to) +
                    ", which has no handler for it");
  }
}

}  // namespace pessimist::world
