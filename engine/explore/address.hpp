#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/walk.hpp"

namespace pessimist::explore {

/// A way through worlds, as short as an address must be: `0.3.12~1f0a9c3b`. The first number says which of the initial
/// worlds, each other which of the events that are possible there (Walk::survey); what follows the `~` tells whether
/// they still are the events that they were.
struct Address {
  std::size_t start = 0;
  std::vector<std::size_t> events;
  std::optional<std::uint32_t> check;  ///< of the whole way; nothing: whatever it leads to is meant
};

/// Throws UsageError for what is no address, or longer than any that is ours.
Address parse_address(std::string_view text);
std::string to_string(const Address& address);

/// A walk along an address, and its steps once more as they are told.
struct Way {
  Walk walk;
  Address address;  ///< with its check
};

/// Walks. `steps`: no further than this. Throws UsageError where there is no such event, or the check shows that it was
/// another; what handlers throw.
Way walk_along(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
               const Address& address, std::size_t steps = static_cast<std::size_t>(-1));

/// The address of a recorded trace. Throws ReplayError where one of its steps is not possible.
Address address_of(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
                   const std::vector<RecordedStep>& starts, const std::vector<RecordedStep>& steps);

}  // namespace pessimist::explore
