#pragma once

// The rules of a protocol, without the rest of it.

#include <pessimist/pessimist.hpp>

using namespace pessimist;

template <class TheRoles, class TheMessages = Messages<>, class TheTimers = Timers<>>
struct Around {
  using Roles = TheRoles;
  using Messages = TheMessages;
  using Timers = TheTimers;
};

template <class... Lists>
inline constexpr bool obeys_the_rules = detail::Rules<Around<Lists...>>::check();
