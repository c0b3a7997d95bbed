#include "random/shrink.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "random/simpler.hpp"

namespace pessimist::random {

namespace {

class Shrinker {
 public:
  Shrinker(const Plan& failing, const StillFails& still_fails, std::size_t most_tries)
      : plan_(failing), still_fails_(still_fails), most_tries_(most_tries) {}

  Shrunk run() {
    make_table();
    Plan before;
    do {
      before = plan_;
      drop_what_is_not_asked();
      take_around();
      take_properties();
      take_lines();
      simplify_lines();
    } while (plan_ != before && tries_ < most_tries_);
    return {instance_of(plan_), tries_, plan_ == before && tries_ < most_tries_};
  }

 private:
  bool keep(const Plan& candidate) {
    if (candidate == plan_ || tries_ == most_tries_) return false;
    const Instance instance = instance_of(candidate);
    if (!instance.expected.complete) return false;
    ++tries_;
    if (!still_fails_(instance)) return false;
    plan_ = candidate;
    return true;
  }

  /// What is asked while the failure shows, by whomever, is all that it can depend on.
  void make_table() {
    Recording recording;
    ++tries_;
    if (!still_fails_(instance_of(plan_, &recording))) {
      throw std::invalid_argument("an instance is to be made smaller that does not fail");
    }
    Plan listed = plan_;
    listed.rules.table.emplace();
    for (const auto& [situation, reaction] : recording.asked) {
      if (reaction != Reaction{}) listed.rules.table->emplace(situation, reaction);
    }
    if (listed != plan_ && !keep(listed)) throw std::logic_error("a failure depends on more than the rules");
  }

  /// A shortcut: most of the table is about what does not happen any more.
  void drop_what_is_not_asked() {
    Recording recording;
    instance_of(plan_, &recording);
    Plan less = plan_;
    std::erase_if(*less.rules.table, [&](const auto& line) { return !recording.asked.contains(line.first); });
    keep(less);
  }

  void take_around() {
    for (bool kept = true; kept;) {
      const std::vector<Plan> candidates = with_less_around(plan_);
      kept = std::ranges::any_of(candidates, [&](const Plan& candidate) { return keep(candidate); });
    }
  }

  void take_properties() {
    const Instance whole = instance_of(plan_);
    const auto leave_out = [&](const std::string& name) {
      Plan less = plan_;
      less.left_out.insert(name);
      keep(less);
    };
    for (const PropertyInfo& property : whole.model->properties()) leave_out(property.name);
    for (const BoundInfo& bound : whole.model->bounds()) leave_out(bound.name);
  }

  void take_lines() {
    std::vector<Situation> lines = listed();
    for (std::size_t size = std::max<std::size_t>(lines.size() / 2, 1); size > 0; size /= 2) {
      for (std::size_t at = 0; at < lines.size();) {
        const auto first = lines.begin() + static_cast<std::ptrdiff_t>(at);
        const auto last = lines.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, lines.size()));
        Plan less = plan_;
        for (auto line = first; line != last; ++line) less.rules.table->erase(*line);
        if (keep(less)) {
          lines.erase(first, last);
        } else {
          at += size;
        }
      }
    }
  }

  void simplify_lines() {
    for (const Situation& situation : listed()) {
      for (bool kept = true; kept;) {
        const std::vector<Plan> candidates = with_simpler(plan_, situation);
        kept = std::ranges::any_of(candidates, [&](const Plan& candidate) { return keep(candidate); });
      }
    }
  }

  std::vector<Situation> listed() const {
    std::vector<Situation> lines;
    for (const auto& [situation, reaction] : *plan_.rules.table) lines.push_back(situation);
    return lines;
  }

  Plan plan_;
  const StillFails& still_fails_;
  std::size_t most_tries_;
  std::size_t tries_ = 0;
};

}  // namespace

Shrunk shrink(const Instance& failing, const StillFails& still_fails, std::size_t most_tries) {
  return Shrinker(failing.plan, still_fails, most_tries).run();
}

}  // namespace pessimist::random
