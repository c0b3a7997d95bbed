#pragma once

// Kinds of parameters of handlers, for the rules (rules.hpp).

#include <type_traits>

#include "pessimist/handlers.hpp"

namespace pessimist::detail {

template <class T>
inline constexpr bool is_context = false;
template <class... Causes>
inline constexpr bool is_context<Context<Causes...>> = true;
struct IsContext {
  template <class T>
  static constexpr bool accepts = is_context<T>;
};

template <class T, class RoleList>
inline constexpr bool is_sender = std::is_same_v<T, AnyId>;
template <class Role, class RoleList>
inline constexpr bool is_sender<Id<Role>, RoleList> = is_in<Role, RoleList>;
template <class RoleList>
struct IsSender {
  template <class T>
  static constexpr bool accepts = is_sender<T, RoleList>;
};

template <class T, class MessageList>
inline constexpr bool is_received = false;
template <class... Message, class MessageList>
inline constexpr bool is_received<Received<Message...>, MessageList> = (is_in<Message, MessageList> && ...);
template <class MessageList>
struct IsReceived {
  template <class T>
  static constexpr bool accepts = is_received<T, MessageList>;
};

}  // namespace pessimist::detail
