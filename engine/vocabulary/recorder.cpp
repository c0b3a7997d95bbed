#include "pessimist/recorder.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pessimist::detail {

namespace {

/// Where a handler meets one of these it will not end, or its outcomes will not.
constexpr std::size_t most_sends = 100'000;
constexpr std::size_t most_choices = 10'000;

unsigned number_of(TypeKey key, const std::vector<TypeKey>& keys, const char* what) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end())
    throw SpecError(std::string("a handler uses a ") + what + " that the protocol does not list");
  return static_cast<unsigned>(found - keys.begin());
}

}  // namespace

void Recorder::send(NodeIndex to, TypeKey message, std::string body) {
  if (outcome_.sends.size() == most_sends) {
    throw SpecError("a handler sends more than " + std::to_string(most_sends) + " messages; does it end?");
  }
  if (has_crashed_) return;
  require_not_yielded();
  outcome_.sends.push_back({self_, to, number_of(message, messages_, "message"), std::move(body)});
}

ArmedTimer Recorder::timer(TypeKey key, std::string body) const {
  return {number_of(key, timers_, "timer"), std::move(body)};
}

void Recorder::arm(TypeKey key, std::string body) {
  if (has_crashed_) return;
  require_not_yielded();
  const ArmedTimer armed = timer(key, std::move(body));
  auto& timers = outcome_.after.armed;
  const auto place = std::lower_bound(timers.begin(), timers.end(), armed);
  if (place == timers.end() || *place != armed) timers.insert(place, armed);
}

void Recorder::disarm(TypeKey key, std::string body) {
  if (has_crashed_) return;
  require_not_yielded();
  std::erase(outcome_.after.armed, timer(key, std::move(body)));
}

std::size_t Recorder::choose(std::size_t options, const std::function<std::string(std::size_t)>& describe) {
  if (has_crashed_) return 0;
  require_not_yielded();
  return answer(options, describe, Choice::Kind::by_handler);
}

void Recorder::yield(TypeKey key, std::string body) {
  if (has_crashed_) return;
  require_not_yielded();
  yielded_ = timer(key, std::move(body));
}

void Recorder::require_not_yielded() const {
  if (yielded_)
    throw SpecError("a handler goes on behind its context.yield(), which is the last thing that it does");
}

void Recorder::sync() {
  require_not_yielded();
  may_crash("before it syncs its disk");
  if (has_crashed_) return;
  sent_before_write_ = outcome_.sends.size();
  synced_ = next_write;
}

void Recorder::interrupt(Interruption interruption) { interruption_ = std::move(interruption); }

void Recorder::before_write() {
  may_crash("before the next write to its disk");
  sent_before_write_ = outcome_.sends.size();
}

void Recorder::end() {
  may_crash("within its handler");
  interruption_.reset();
}

void Recorder::may_crash(const char* place) {
  if (!interruption_ || has_crashed_) return;
  const std::string left = interruption_->left();
  const bool shows = interruption_->takes || left != interruption_->left_at_first;
  if (!shows && outcome_.sends.empty()) return;
  const auto shown = [&](std::size_t) { return std::string(place); };
  if (answer(2, shown, Choice::Kind::crash) == 0) return;
  has_crashed_ = true;
  lose_sends();
  const auto kept = interruption_->left_with_loss ? interruption_->left_with_loss() : std::optional(left);
  // A crash that leaves no more than one before the handler is that crash, and none of this one's.
  outcome_.happened = (shows || !outcome_.sends.empty()) && kept;
  if (kept) go_down(*kept, outcome_.after);
}

// Links are apart, and each keeps its order.
void Recorder::lose_sends() {
  const auto first = outcome_.sends.begin() + static_cast<std::ptrdiff_t>(sent_before_write_);
  std::map<NodeIndex, std::vector<Packet>> links;
  for (auto packet = first; packet != outcome_.sends.end(); ++packet) links[packet->to].push_back(*packet);
  outcome_.sends.erase(first, outcome_.sends.end());
  for (const auto& [to, packets] : links) {
    const auto lost = [this, &sent = packets](std::size_t losses) {
      std::string text;
      for (std::size_t i = sent.size() - losses; i < sent.size(); ++i)
        text += (text.empty() ? "" : ", ") + interruption_->in_words(sent[i]);
      return text;
    };
    const auto losses =
        static_cast<std::ptrdiff_t>(answer(packets.size() + 1, lost, Choice::Kind::lost_sends));
    outcome_.sends.insert(outcome_.sends.end(), packets.begin(), packets.end() - losses);
  }
}

std::size_t Recorder::answer(std::size_t options, const std::function<std::string(std::size_t)>& describe,
                             Choice::Kind kind) {
  if (options == 0) throw SpecError("a handler chooses among nothing: context.choose() of an empty range");
  if (outcome_.choices.size() == most_choices) {
    throw SpecError("a handler chooses more than " + std::to_string(most_choices) + " times; does it end?");
  }
  const std::size_t next = outcome_.choices.size();
  const std::size_t taken = next < script_.size() ? script_[next] : 0;
  if (taken >= options) {
    throw SpecError(
        "a handler that is run again offers fewer options to choose from: it is not deterministic");
  }
  outcome_.choices.push_back({taken, options, describe(taken), kind});
  return taken;
}

}  // namespace pessimist::detail
