#pragma once

// Where nodes look up their rules. A node's state is a value: it can hold no table of rules, nor point to one. It holds a
// number, and the rules with a number do not change while anybody holds them, so that a handler is still a function of
// what it is given. The numbers are the least that are free: two protocols, one after the other, have the same, and a
// failure that depends on how states are stored stays while its protocol is made smaller.

#include <memory>
#include <mutex>

#include "random/rules.hpp"

namespace pessimist::random {

/// What nodes were asked, by all threads together, and what they did.
struct Recording {
  std::mutex mutex;
  Table asked;
};

/// Rules that nodes can look up, as long as this lives.
class PublishedRules {
 public:
  struct Page;

  explicit PublishedRules(const Rules& rules, Recording* recording = nullptr);

  unsigned number() const;

 private:
  std::shared_ptr<const Page> page_;
};

/// What the rules with that number say. Throws std::logic_error if there are none.
Reaction look_up(unsigned number, const Situation& situation);
const Traits& traits_in(unsigned number);

}  // namespace pessimist::random
