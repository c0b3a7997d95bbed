#include "random/rule_book.hpp"

#include <map>
#include <shared_mutex>
#include <stdexcept>

namespace pessimist::random {

struct PublishedRules::Page {
  unsigned number = 0;
  Rules rules;
  Recording* recording = nullptr;
};

namespace {

using Page = PublishedRules::Page;

class Book {
 public:
  std::shared_ptr<const Page> add(const Rules& rules, Recording* recording) {
    const std::unique_lock lock(mutex_);
    unsigned number = 0;
    while (pages_.contains(number)) ++number;
    const Page& page = pages_[number] = {number, rules, recording};
    return {&page, [this, number](const Page*) { remove(number); }};
  }

  /// Good as long as somebody holds the page.
  const Page& at(unsigned number) const {
    const std::shared_lock lock(mutex_);
    const auto page = pages_.find(number);
    if (page == pages_.end()) throw std::logic_error("no rules have that number");
    return page->second;
  }

 private:
  void remove(unsigned number) {
    const std::unique_lock lock(mutex_);
    pages_.erase(number);
  }

  mutable std::shared_mutex mutex_;
  std::map<unsigned, Page> pages_;
};

Book& book() {
  static Book the_book;
  return the_book;
}

}  // namespace

PublishedRules::PublishedRules(const Rules& rules, Recording* recording)
    : page_(book().add(rules, recording)) {}

unsigned PublishedRules::number() const { return page_->number; }

Reaction look_up(unsigned number, const Situation& situation) {
  const Page& page = book().at(number);
  const Reaction reaction = react(page.rules, situation);
  if (page.recording != nullptr) {
    const std::lock_guard lock(page.recording->mutex);
    page.recording->asked.emplace(situation, reaction);
  }
  return reaction;
}

const Traits& traits_in(unsigned number) { return book().at(number).rules.traits; }

}  // namespace pessimist::random
