#pragma once

// What the compiler is asked to reject in a protocol, with the reason in words.

#include "pessimist/handlers.hpp"
#include "pessimist/parameter_kinds.hpp"

namespace pessimist::detail {

/// The types that a Roles<...>, Messages<...> or Timers<...> lists.
template <class T>
struct Listed;
template <template <class...> class Template, class... T>
struct Listed<Template<T...>> {
  using Type = List<T...>;
};

template <class Protocol>
struct ListsOf {
  static auto messages() {
    if constexpr (requires { typename Protocol::Messages; }) {
      return typename Listed<typename Protocol::Messages>::Type{};
    } else {
      return List<>{};
    }
  }
  static auto timers() {
    if constexpr (requires { typename Protocol::Timers; }) {
      return typename Listed<typename Protocol::Timers>::Type{};
    } else {
      return List<>{};
    }
  }

  using TheRoles = typename Listed<typename Protocol::Roles>::Type;
  using TheMessages = decltype(messages());
  using TheTimers = decltype(timers());
};

template <class TheReceived, class Message>
inline constexpr bool reads = false;
template <class... T, class Message>
inline constexpr bool reads<Received<T...>, Message> = is_among<Message, T...>;

template <class Acts, class Message>
inline constexpr bool some_act_reads = false;
template <class... TheReceived, class Message>
inline constexpr bool some_act_reads<List<TheReceived...>, Message> = (reads<TheReceived, Message> || ...);

/// Whether some handler of the role may send or arm X.
template <class Role, class X, class RoleList, class MessageList, class TimerList>
struct MayCause;
template <class Role, class X, class... R, class... M, class... T>
struct MayCause<Role, X, List<R...>, List<M...>, List<T...>> {
  template <class... TheReceived>
  static consteval bool by_act(List<TheReceived...>) {
    return (Act::takes<Role&, const TheReceived&, CanCause<X>&> || ...);
  }
  template <class Message>
  static consteval bool by_receive() {
    return Receive::takes<Role&, const Message&, CanCause<X>&> ||
           (Receive::takes<Role&, const Message&, const Id<R>&, CanCause<X>&> || ...);
  }
  static constexpr bool by_links() {  // not consteval: clang 14 would call it while this is a template
    return (Suspect::takes<Role&, const Id<R>&, CanCause<X>&> || ...) ||
           (Disconnected::takes<Role&, const Id<R>&, CanCause<X>&> || ...);
  }
  static constexpr bool value = Start::takes<Role&, CanCause<X>&> || Restart::takes<Role&, CanCause<X>&> ||
                                Forge::takes<Role&, CanCause<X>&> ||
                                (Timeout::takes<Role&, const T&, CanCause<X>&> || ...) || by_links() ||
                                (by_receive<M>() || ...) || by_act(ActsOf<Role, List<M...>>{});
};

template <class... T>
inline constexpr bool all_differ = true;
template <class First, class... More>
inline constexpr bool all_differ<First, More...> = !is_among<First, More...> && all_differ<More...>;

/// How one handler of a role is written: Argument is what it is given beside the context.
template <class Role, class Handler, class... Argument>
struct HandlerRules {
  static constexpr bool with_context = Handler::template takes<Role&, Argument..., AnyContext&>;
  static constexpr bool without_context = Handler::template takes<Role&, Argument...>;

  /// Each rule but the first only where the role has this handler.
  template <class Known>
  static consteval bool check() {
    static_assert(
        with_context || without_context ||
            !takes_with_or_without<Handler, Role, AnyContext, std::remove_cvref_t<Argument>&...>,
        "pessimist: a handler takes its message, timer or Received<...> as const reference or by value");
    static_assert(!(with_context && without_context),
                  "pessimist: a role has two handlers for the same, one with and one without a Context<...>");
    static_assert(!with_context || Handler::template returns_nothing<Role&, Argument..., AnyContext&>,
                  "pessimist: a handler returns nothing: what it does it does to its fields and its context");
    static_assert(!without_context || Handler::template returns_nothing<Role&, Argument...>,
                  "pessimist: a handler returns nothing: what it does it does to its fields and its context");
    static_assert(!with_context || Handler::template takes<Role&, Argument..., ContextWithin<Known>&>,
                  "pessimist: the Context<...> of a handler names what the protocol does not list in "
                  "Messages or Timers");
    return true;
  }
};

/// The rules for each role by itself.
template <class Role, class RoleList, class MessageList, class TimerList>
struct RoleRules;
template <class Role, class... AllRoles, class... AllMessages, class... AllTimers>
struct RoleRules<Role, List<AllRoles...>, List<AllMessages...>, List<AllTimers...>> {
  using Acts = ActsOf<Role, List<AllMessages...>>;
  using Known = List<AllMessages..., AllTimers..., ReadsClock>;

  static constexpr bool is_state = PlainAggregate<Role> && !std::is_final_v<Role>;
  static consteval bool state_is_sound() {
    static_assert(PlainAggregate<Role>,
                  "pessimist: a role is a plain aggregate: no constructors, bases, virtual functions or "
                  "private fields");
    static_assert(!std::is_final_v<Role>,
                  "pessimist: a role is not final: its handlers are looked for in a derived class");
    if constexpr (PlainAggregate<Role>) require_supported_fields<Role>();
    return true;
  }

  template <class Message>
  static constexpr bool takes_message = (can_receive<Role, Message, AllRoles> || ...);

  static consteval bool has_trigger() {
    static_assert(
        (takes_message<AllMessages> || ...) || (can_time_out<Role, AllTimers> || ...) || can_start<Role> ||
            can_restart<Role> || can_forge<Role> || (can_suspect<Role, AllRoles> || ...) ||
            (can_hear_of_reset<Role, AllRoles> || ...) || Acts::size > 0,
        "pessimist: this role has no trigger: give it a `receive`, `act`, `timeout` or `start` for the "
        "messages and timers that the protocol lists");
    return true;
  }

  // Overloads that nobody would ever call.

  static consteval bool every_receive_is_called() {
    using Message = OneOf<List<AllMessages...>>;
    using Sender = IsSender<List<AllRoles...>>;
    static_assert(!Receive::overloaded<Role, NoneOf<Message>>() &&
                      !Receive::overloaded<Role, NoneOf<Message>, Whatever>() &&
                      !Receive::overloaded<Role, NoneOf<Message>, Whatever, Whatever>(),
                  "pessimist: a `receive` takes first what the protocol does not list in Messages");
    static_assert(!Receive::overloaded<Role, Whatever, NoneOf<Sender, IsContext>>() &&
                      !Receive::overloaded<Role, Whatever, NoneOf<Sender>, Whatever>() &&
                      !Receive::overloaded<Role, Whatever, Whatever, NoneOf<IsContext>>() &&
                      !Receive::template takes<Role&>,
                  "pessimist: a `receive` takes a message, then perhaps an Id<Role> of a role that the "
                  "protocol lists or "
                  "an AnyId, then perhaps a Context<...>");
    return true;
  }
  static consteval bool every_act_is_called() {
    using TheReceived = IsReceived<List<AllMessages...>>;
    static_assert(!Act::overloaded<Role, NoneOf<TheReceived>>() &&
                      !Act::overloaded<Role, NoneOf<TheReceived>, Whatever>(),
                  "pessimist: an `act` takes something else than a Received<...> of messages that the "
                  "protocol lists in "
                  "Messages");
    static_assert(!Act::overloaded<Role, Whatever, NoneOf<IsContext>>() &&
                      !Act::overloaded<Role, Whatever, Whatever, Whatever>() && !Act::template takes<Role&>,
                  "pessimist: an `act` takes a Received<...>, then perhaps a Context<...>");
    static_assert(!template_acts<Received<>>() && !(template_acts<Received<AllMessages>>() || ...) &&
                      !(some_template_act_after<AllMessages>() || ...),
                  "pessimist: an `act` is no template: the messages that it reads must be known");
    static_assert(!Act::is_named<Role> || Acts::size > 0, "pessimist: no `act` of this role can be called");
    return true;
  }
  static consteval bool every_timeout_is_called() {
    using Timer = OneOf<List<AllTimers...>>;
    static_assert(
        !Timeout::overloaded<Role, NoneOf<Timer>>() && !Timeout::overloaded<Role, NoneOf<Timer>, Whatever>(),
        "pessimist: a `timeout` takes first what the protocol does not list in Timers");
    static_assert(!Timeout::overloaded<Role, Whatever, NoneOf<IsContext>>() &&
                      !Timeout::overloaded<Role, Whatever, Whatever, Whatever>() &&
                      !Timeout::template takes<Role&>,
                  "pessimist: a `timeout` takes a timer, then perhaps a Context<...>");
    return true;
  }
  template <class Handler>
  static consteval bool boot_is_called() {
    static_assert(!Handler::template overloaded<Role, NoneOf<IsContext>>() &&
                      !Handler::template overloaded<Role, Whatever, Whatever>() &&
                      !Handler::template overloaded<Role, Whatever, Whatever, Whatever>(),
                  "pessimist: `start`, `restart` and `forge` take a Context<...> or nothing");
    return true;
  }

  /// Of `suspect` and `disconnected`.
  template <class Handler>
  static consteval bool each_about_peer_is_called() {
    using Peer = IsSender<List<AllRoles...>>;
    static_assert(
        !Handler::template overloaded<Role, NoneOf<Peer>>() &&
            !Handler::template overloaded<Role, NoneOf<Peer>, Whatever>() &&
            !Handler::template overloaded<Role, Whatever, NoneOf<IsContext>>() &&
            !Handler::template overloaded<Role, Whatever, Whatever, Whatever>() &&
            !Handler::template takes<Role&>,
        "pessimist: `suspect` and `disconnected` take an Id<Role> of a role that the protocol lists or an "
        "AnyId, then perhaps a Context<...>");
    return (HandlerRules<Role, Handler, const Id<AllRoles>&>::template check<Known>() && ...);
  }

  template <class TheReceived>
  static consteval bool template_acts() {
    return can_act<Role, TheReceived> && !is_in<TheReceived, Acts>;
  }
  template <class First>
  static consteval bool some_template_act_after() {
    return (template_acts<Received<First, AllMessages>>() || ...);
  }

  static consteval bool every_stale_is_asked() {
    using Message = OneOf<List<AllMessages...>>;
    using Sender = IsSender<List<AllRoles...>>;
    static_assert(
        !Stale::overloaded<Role, NoneOf<Message>>() && !Stale::overloaded<Role, NoneOf<Message>, Whatever>(),
        "pessimist: a `stale` takes first what the protocol does not list in Messages");
    static_assert(
        !Stale::overloaded<Role, Whatever, NoneOf<Sender>>() &&
            !Stale::overloaded<Role, Whatever, Whatever, Whatever>() && !Stale::template takes<Role&>,
        "pessimist: a `stale` takes a message, then perhaps an Id<Role> of a role that the protocol "
        "lists or an AnyId");
    return true;
  }

  // Each handler.

  template <class Message, class Sender>
  static consteval bool receive_is_sound() {
    using FromSender = HandlerRules<Role, Receive, const Message&, const Id<Sender>&>;
    using FromAnyone = HandlerRules<Role, Receive, const Message&>;
    static_assert(!((FromSender::with_context || FromSender::without_context) &&
                    (FromAnyone::with_context || FromAnyone::without_context)),
                  "pessimist: a role has two handlers `receive` for the same message from the same sender");
    return FromSender::template check<Known>() && FromAnyone::template check<Known>();
  }
  template <class Message>
  static consteval bool receives_are_sound() {
    return (receive_is_sound<Message, AllRoles>() && ...);
  }
  /// How one `stale` is written: Argument is what it is given.
  template <class... Argument>
  static consteval bool stale_is_written_well() {
    constexpr bool takes = Stale::template takes<Role&, Argument...>;
    constexpr bool takes_const = Stale::template takes<const Role&, Argument...>;
    static_assert(takes || !Stale::template takes<Role&, std::remove_cvref_t<Argument>&...>,
                  "pessimist: a `stale` takes its message as const reference or by value");
    static_assert(!takes || takes_const, "pessimist: `stale` is const: it only looks");
    if constexpr (takes_const) {
      static_assert(
          std::is_same_v<decltype(Stale::call(std::declval<const Role&>(), std::declval<Argument>()...)),
                         bool>,
          "pessimist: `stale` returns bool");
    }
    return true;
  }
  template <class Message>
  static consteval bool stale_is_sound() {
    constexpr bool of_anyone = Stale::template takes<Role&, const Message&>;
    constexpr bool of_sender = (Stale::template takes<Role&, const Message&, const Id<AllRoles>&> || ...);
    static_assert(!(of_anyone && of_sender), "pessimist: a role has two `stale` for the same message");
    static_assert(takes_message<Message> || !(of_anyone || of_sender),
                  "pessimist: a `stale` of a message that the role has no `receive` for");
    return stale_is_written_well<const Message&>() &&
           (stale_is_written_well<const Message&, const Id<AllRoles>&>() && ...);
  }
  template <class... Message>
  static consteval bool act_is_sound(std::type_identity<Received<Message...>>) {
    static_assert(all_differ<Message...>, "pessimist: an `act` names a message twice in Received<...>");
    return HandlerRules<Role, Act, const Received<Message...>&>::template check<Known>();
  }

  static consteval bool check() {
    (void)state_is_sound();
    if constexpr (is_state) {
      (void)has_trigger();
      (void)(every_receive_is_called() && every_act_is_called() && every_timeout_is_called() &&
             every_stale_is_asked());
      (void)(boot_is_called<Start>() && boot_is_called<Restart>() && boot_is_called<Forge>());
      (void)(each_about_peer_is_called<Suspect>() && each_about_peer_is_called<Disconnected>());
      (void)(HandlerRules<Role, Start>::template check<Known>() &&
             HandlerRules<Role, Restart>::template check<Known>() &&
             HandlerRules<Role, Forge>::template check<Known>());
      (void)(HandlerRules<Role, Timeout, const AllTimers&>::template check<Known>() && ...);
      (void)(receives_are_sound<AllMessages>() && ...);
      (void)(stale_is_sound<AllMessages>() && ...);
      []<class... TheReceived>(List<TheReceived...>) {
        (void)(act_is_sound(std::type_identity<TheReceived>{}) && ...);
      }(Acts{});
    }
    return true;
  }
};

template <class Protocol>
inline constexpr bool has_clocks = requires {
  requires Protocol::clocks;
};

/// Instantiated once for a protocol; its static assertions are the rules.
template <class Protocol, class RoleList = typename ListsOf<Protocol>::TheRoles,
          class MessageList = typename ListsOf<Protocol>::TheMessages,
          class TimerList = typename ListsOf<Protocol>::TheTimers>
struct Rules;

template <class Protocol, class... AllRoles, class... AllMessages, class... AllTimers>
struct Rules<Protocol, List<AllRoles...>, List<AllMessages...>, List<AllTimers...>> {
  template <class Role>
  using Acts = ActsOf<Role, List<AllMessages...>>;
  template <class Role, class X>
  using Causes = MayCause<Role, X, List<AllRoles...>, List<AllMessages...>, List<AllTimers...>>;

  template <class T>
  static consteval bool value_is_sound() {
    static_assert(PlainAggregate<T>, "pessimist: a message or timer is a plain aggregate");
    if constexpr (PlainAggregate<T>) require_supported_fields<T>();
    return true;
  }

  template <class Message, class Sender>
  static constexpr bool is_received_from =
      ((can_receive<AllRoles, Message, Sender> || some_act_reads<Acts<AllRoles>, Message>) || ...);

  template <class Message>
  static consteval bool somebody_receives() {
    static_assert((is_received_from<Message, AllRoles> || ...),
                  "pessimist: nobody can receive this message: no role has a `receive` or an `act` for it");
    return true;
  }

  template <class Role, class Message>
  static consteval bool sends_are_received() {
    static_assert(
        !Causes<Role, Message>::value || is_received_from<Message, Role> ||
            !(is_received_from<Message, AllRoles> || ...),
        "pessimist: nobody can receive this message from this role: every `receive` for it names another "
        "sender");
    return true;
  }

  template <class Role, class Timer>
  static consteval bool armed_timers_time_out() {
    static_assert(!Causes<Role, Timer>::value || can_time_out<Role, Timer>,
                  "pessimist: a role may arm this timer but has no `timeout` for it");
    return true;
  }

  template <class Role>
  static consteval bool causes_have_effect() {
    static_assert(
        has_clocks<Protocol> || !Causes<Role, ReadsClock>::value,
        "pessimist: a handler reads the clock, but the protocol has none: let it say `static constexpr bool "
        "clocks = true;` and call setup.clocks()");
    (void)(sends_are_received<Role, AllMessages>() && ...);
    (void)(armed_timers_time_out<Role, AllTimers>() && ...);
    return true;
  }

  static consteval bool check() {
    static_assert(all_differ<AllRoles...> && all_differ<AllMessages..., AllTimers...>,
                  "pessimist: the protocol lists a type twice in Roles, Messages or Timers");
    (void)(value_is_sound<AllMessages>() && ...);
    (void)(value_is_sound<AllTimers>() && ...);
    (void)(RoleRules<AllRoles, List<AllRoles...>, List<AllMessages...>, List<AllTimers...>>::check() && ...);
    (void)(somebody_receives<AllMessages>() && ...);
    (void)(causes_have_effect<AllRoles>() && ...);
    return true;
  }
};

}  // namespace pessimist::detail
