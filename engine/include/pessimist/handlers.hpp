#pragma once

// Which handlers a role has, found at compile time from calls that would compile.
//
// A handler is looked for by calling it with probes: an AnyContext converts to every Context<...>&, a CanCause<X> only
// to those that list X. Whether there is any overload at all that takes arguments of some kind shows when decoy
// overloads, added in a derived class, make a call ambiguous. So the overloads of `act`, which may be on any list of
// messages and cannot be guessed one by one, are found along their prefixes; and so no handler is passed over in
// silence: an overload that does not fit is an error (rules.hpp).

#include <any>
#include <concepts>
#include <type_traits>
#include <utility>

#include "pessimist/context.hpp"

namespace pessimist {

/// The roles, messages and timers of a protocol.
template <class... T>
struct Roles {};
template <class... T>
struct Messages {};
template <class... T>
struct Timers {};

namespace detail {

template <class... T>
struct List {
  static constexpr std::size_t size = sizeof...(T);
};

template <class T, class... Among>
inline constexpr bool is_among = (std::is_same_v<T, Among> || ...);

template <class T, class TheList>
inline constexpr bool is_in = false;
template <class T, class... Elements>
inline constexpr bool is_in<T, List<Elements...>> = is_among<T, Elements...>;

/// The number of a type in a list; the list's size if it is not in it.
template <class T, class... Among>
constexpr std::size_t position_of(List<Among...>) {
  std::size_t position = 0;
  (void)((std::is_same_v<T, Among> || (++position, false)) || ...);
  return position;
}

/// Converts to a reference to any context: by declaration for probes, by construction for calls.
class AnyContext {
 public:
  explicit AnyContext(Effects& effects) : effects_(&effects) {}

  template <class... Causes>
  operator Context<Causes...>&() {  // NOLINT: converting is what it is for
    return context_.emplace<Context<Causes...>>(*effects_);
  }

 private:
  Effects* effects_;
  std::any context_;
};

/// Probe: a context that lists nothing but these messages and timers.
template <class Known>
struct ContextWithin {
  template <class... Causes>
  requires(is_in<Causes, Known>&&...) operator Context<Causes...>&();  // NOLINT
};

/// Probe: a context that lists X.
template <class X>
struct CanCause {
  template <class... Causes>
  requires is_among<X, Causes...>
  operator Context<Causes...>&();  // NOLINT
};

/// Stands in for any argument in a decoy overload.
struct Decoy {};

/// Probe: converts to a parameter of a type that Kind accepts, and to a decoy's.
template <class Kind>
struct Probe {
  template <class T>
  requires(Kind::template accepts<std::remove_cv_t<T>>) operator T&() const;  // NOLINT
  operator const Decoy&() const;                                              // NOLINT
};

struct Whatever {
  template <class T>
  static constexpr bool accepts = !std::is_same_v<T, Decoy>;
};
template <class... Kinds>
struct NoneOf {
  template <class T>
  static constexpr bool accepts = Whatever::accepts<T> && !(Kinds::template accepts<T> || ...);
};
template <class TheList>
struct OneOf {
  template <class T>
  static constexpr bool accepts = is_in<T, TheList>;
};

// What every handler has, be it called `receive` or `start`. A member's name is no template argument, so this is a macro.
//   takes<Role, Argument...>    a role's handler can be called with these arguments, each a reference
//   is_named<Role>              a role has a member function of this name, of whatever kind, public or not
//   overloaded<Role, Kind...>   some overload of it has that many parameters, of these kinds
#define PESSIMIST_HANDLER(Handler, handler)                                             \
  struct Handler {                                                                      \
    template <class Role, class... Argument>                                            \
    static constexpr auto call(Role& role, Argument&&... argument)                      \
        -> decltype(role.handler(std::forward<Argument>(argument)...)) {                \
      return role.handler(std::forward<Argument>(argument)...);                         \
    }                                                                                   \
    template <class Role, class... Argument>                                            \
    static constexpr bool takes = requires(Role role, Argument... argument) {           \
      role.handler(argument...);                                                        \
    };                                                                                  \
    template <class Role, class... Argument>                                            \
    static constexpr bool returns_nothing = requires(Role role, Argument... argument) { \
      { role.handler(argument...) } -> std::same_as<void>;                              \
    };                                                                                  \
                                                                                        \
    struct SameName {                                                                   \
      void handler();                                                                   \
    };                                                                                  \
    template <class Role>                                                               \
    struct Both : Role, SameName {};                                                    \
    template <class Role>                                                               \
    static constexpr bool is_data = requires {                                          \
      requires !is_function_pointer<decltype(&Role::handler)>;                          \
    };                                                                                  \
    /* A member of the role makes the name ambiguous in Both. */                        \
    template <class Role>                                                               \
    static constexpr bool is_named = !is_data<Role> && !requires {                      \
      &Both<Role>::handler;                                                             \
    };                                                                                  \
                                                                                        \
    template <class Role>                                                               \
    struct WithDecoys : Role {                                                          \
      using Role::handler;                                                              \
      void handler(const Decoy&);                                                       \
      void handler(const Decoy&, const Decoy&);                                         \
      void handler(const Decoy&, const Decoy&, const Decoy&);                           \
      void handler(const Decoy&) const;                                                 \
      void handler(const Decoy&, const Decoy&) const;                                   \
      void handler(const Decoy&, const Decoy&, const Decoy&) const;                     \
    };                                                                                  \
    template <class Role, class... Kind>                                                \
    static consteval bool overloaded() {                                                \
      if constexpr (!is_named<Role>) {                                                  \
        return false;                                                                   \
      } else {                                                                          \
        return !takes<WithDecoys<Role>&, const Probe<Kind>&...> ||                      \
               !takes<const WithDecoys<Role>&, const Probe<Kind>&...>;                  \
      }                                                                                 \
    }                                                                                   \
  }

template <class Pointer>
inline constexpr bool is_function_pointer =
    std::is_member_function_pointer_v<Pointer> || std::is_function_v<std::remove_pointer_t<Pointer>>;

PESSIMIST_HANDLER(Start, start);
PESSIMIST_HANDLER(Restart, restart);
PESSIMIST_HANDLER(Receive, receive);
PESSIMIST_HANDLER(Act, act);
PESSIMIST_HANDLER(Timeout, timeout);
PESSIMIST_HANDLER(Suspect, suspect);
PESSIMIST_HANDLER(Disconnected, disconnected);
PESSIMIST_HANDLER(Forge, forge);
PESSIMIST_HANDLER(Stale, stale);
#undef PESSIMIST_HANDLER

/// Every handler may ask for a context as its last argument, or do without.
template <class Handler, class Role, class TheContext, class... Argument>
inline constexpr bool takes_with_or_without =
    Handler::template takes<Role&, Argument..., TheContext&> || Handler::template takes<Role&, Argument...>;

template <class Handler, class Role, class... Argument>
void call_handler(Role& role, Effects& effects, const Argument&... argument) {
  AnyContext context(effects);
  if constexpr (Handler::template takes<Role&, const Argument&..., AnyContext&>) {
    Handler::call(role, argument..., context);
  } else {
    Handler::call(role, argument...);
  }
}

template <class Role, class TheContext = AnyContext>
inline constexpr bool can_start = takes_with_or_without<Start, Role, TheContext>;
template <class Role, class TheContext = AnyContext>
inline constexpr bool can_restart = takes_with_or_without<Restart, Role, TheContext>;
template <class Role, class Timer, class TheContext = AnyContext>
inline constexpr bool can_time_out = takes_with_or_without<Timeout, Role, TheContext, const Timer&>;
template <class Role, class TheContext = AnyContext>
inline constexpr bool can_forge = takes_with_or_without<Forge, Role, TheContext>;
template <class Role, class Peer, class TheContext = AnyContext>
inline constexpr bool can_suspect = takes_with_or_without<Suspect, Role, TheContext, const Id<Peer>&>;
template <class Role, class Peer, class TheContext = AnyContext>
inline constexpr bool can_hear_of_reset =
    takes_with_or_without<Disconnected, Role, TheContext, const Id<Peer>&>;
template <class Role, class TheReceived, class TheContext = AnyContext>
inline constexpr bool can_act = takes_with_or_without<Act, Role, TheContext, const TheReceived&>;
/// A `receive` may ask who sent the message, or not.
template <class Role, class Message, class Sender, class TheContext = AnyContext>
inline constexpr bool can_receive =
    takes_with_or_without<Receive, Role, TheContext, const Message&, const Id<Sender>&> ||
    takes_with_or_without<Receive, Role, TheContext, const Message&>;

template <class Role>
void call_start(Role& role, Effects& effects) {
  if constexpr (can_start<Role>) call_handler<Start>(role, effects);
}

/// A node that comes up again does what its role says in `restart`; a role that says nothing there boots as at first.
template <class Role>
void call_restart(Role& role, Effects& effects) {
  if constexpr (can_restart<Role>) {
    call_handler<Restart>(role, effects);
  } else {
    call_start(role, effects);
  }
}

template <class Role, class Timer>
void call_timeout(Role& role, const Timer& timer, Effects& effects) {
  call_handler<Timeout>(role, effects, timer);
}

template <class Role, class TheReceived>
void call_act(Role& role, const TheReceived& received, Effects& effects) {
  call_handler<Act>(role, effects, received);
}

template <class Role, class Message, class Sender>
void call_receive(Role& role, const Message& message, const Id<Sender>& from, Effects& effects) {
  if constexpr (takes_with_or_without<Receive, Role, AnyContext, const Message&, const Id<Sender>&>) {
    call_handler<Receive>(role, effects, message, from);
  } else {
    call_handler<Receive>(role, effects, message);
  }
}

/// A `stale` says whether a message no longer matters; it may ask who sent it, or not.
template <class Role, class Message, class Sender>
inline constexpr bool can_be_stale =
    Stale::takes<const Role&, const Message&, const Id<Sender>&> || Stale::takes<const Role&, const Message&>;

template <class Role, class Message, class Sender>
bool call_stale(const Role& role, const Message& message, const Id<Sender>& from) {
  if constexpr (Stale::takes<const Role&, const Message&, const Id<Sender>&>) {
    return Stale::call(role, message, from);
  } else {
    return Stale::call(role, message);
  }
}

// Finding the overloads of `act`.

template <class Prefix, class T>
inline constexpr bool is_received_beginning = false;
template <class... Message>
inline constexpr bool is_received_beginning<List<>, Received<Message...>> = true;
template <class First, class... Prefix, class... Rest>
inline constexpr bool is_received_beginning<List<First, Prefix...>, Received<First, Rest...>> =
    is_received_beginning<List<Prefix...>, Received<Rest...>>;

/// A Received<...> of a list of messages that begins with Prefix.
template <class Prefix>
struct ReceivedBeginning {
  template <class T>
  static constexpr bool accepts = is_received_beginning<Prefix, T>;
};

template <class Role, class Prefix>
consteval bool some_act_begins_with() {
  using Kind = ReceivedBeginning<Prefix>;
  return Act::overloaded<Role, Kind>() || Act::overloaded<Role, Kind, Whatever>();
}

template <class... Lists>
struct Concatenated;
template <>
struct Concatenated<> {
  using Type = List<>;
};
template <class... T>
struct Concatenated<List<T...>> {
  using Type = List<T...>;
};
template <class... A, class... B, class... More>
struct Concatenated<List<A...>, List<B...>, More...> {
  using Type = typename Concatenated<List<A..., B...>, More...>::Type;
};

/// Not a way to write an act (rules.hpp), but one that must be found.
template <class Role, class TheReceived>
inline constexpr bool act_may_change = takes_with_or_without<Act, Role, AnyContext, TheReceived&>;

template <class Role, class Prefix, class Known, bool Some = some_act_begins_with<Role, Prefix>()>
struct FindActs {
  using Type = List<>;
};
template <class Role, class... Prefix, class... Known>
struct FindActs<Role, List<Prefix...>, List<Known...>, true> {
  using Here =
      std::conditional_t<can_act<Role, Received<Prefix...>> || act_may_change<Role, Received<Prefix...>>,
                         List<Received<Prefix...>>, List<>>;
  using Type =
      typename Concatenated<Here,
                            typename FindActs<Role, List<Prefix..., Known>, List<Known...>>::Type...>::Type;
};

/// A List of the Received<...> that the role's acts take.
template <class Role, class Known>
using ActsOf = typename FindActs<Role, List<>, Known>::Type;

}  // namespace detail
}  // namespace pessimist
