#pragma once

#include <string>
#include <vector>

#include "pessimist/value.hpp"

namespace pessimist {

/// A field of a node that a step changed.
struct Change {
  std::string field;
  Value before;
  Value after;
};

/// The fields of a record in which two values of it differ.
std::vector<Change> changes_between(const Value& before, const Value& after);

/// `promised: none -> 1`. Where both values together are too long to compare by eye, only what differs within them:
/// `log: gains Entry{term: 2} at the end`. Nothing that changed is left out.
std::string in_words(const Change& change);

}  // namespace pessimist
