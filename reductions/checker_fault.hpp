#pragma once

#include <stdexcept>

namespace pessimist::reductions {

/// Thrown where an audit finds that pessimist itself is wrong, not the specification; says what differs.
class CheckerFault : public std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace pessimist::reductions
