#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "pessimist/clock.hpp"
#include "pessimist/codec.hpp"
#include "pessimist/describe.hpp"
#include "pessimist/layout.hpp"

namespace pessimist {

/// What a running handler does to the world around its node; what `Context` passes its calls on to. An engine
/// implements it.
class Effects {
 public:
  Effects() = default;
  Effects(const Effects&) = delete;
  Effects& operator=(const Effects&) = delete;
  virtual ~Effects() = default;

  virtual const Layout& layout() const = 0;
  virtual NodeIndex self() const = 0;
  virtual void send(NodeIndex to, TypeKey message, std::string body) = 0;
  virtual void arm(TypeKey timer, std::string body) = 0;
  virtual void disarm(TypeKey timer, std::string body) = 0;
  /// What the node's clock shows.
  virtual Ticks now() const = 0;
  /// All that was written to buffered fields is on disk.
  virtual void sync() = 0;
  /// The handler is about to end; the node may stand still before it goes on with the `timeout` of this timer.
  virtual void yield(TypeKey timer, std::string body) = 0;
  /// One of 0 .. options-1; the engine tries them all. `describe` prints an option, for traces.
  virtual std::size_t choose(std::size_t options,
                             const std::function<std::string(std::size_t)>& describe) = 0;
};

/// What a handler may do. `Causes` lists the messages that it may send and the timers that it may arm; anything else
/// does not compile. A handler that may do nothing of either takes a `Context<>`, or none at all.
template <class... Causes>
class Context {
 public:
  explicit Context(Effects& effects) : effects_(&effects) {}

  /// A context passes for any context with fewer rights, so that handlers can share helper functions, which take theirs
  /// by value.
  template <class... More>
  requires(sizeof...(More) > 0) &&
      (!std::is_same_v<Context<More...>, Context>)Context(const Context<More...>& other)
      : effects_(other.effects_) {  // NOLINT: see above
    [[maybe_unused]] constexpr auto among_more = []<class Cause>(std::type_identity<Cause>) {
      return (std::is_same_v<Cause, More> || ...);
    };
    static_assert((among_more(std::type_identity<Causes>{}) && ...),
                  "pessimist: this helper may send or arm more than the handler that calls it");
  }

  template <class Role, class Message>
  void send(Id<Role> to, const Message& message) {
    require_declared<Message>();
    effects_->send(effects_->layout().index(to), type_key<Message>(), encoded(message));
  }
  template <class Message>
  void send(AnyId to, const Message& message) {
    require_declared<Message>();
    effects_->send(effects_->layout().index(to), type_key<Message>(), encoded(message));
  }

  /// Sends to every node of a role but this one.
  template <class Role, class Message>
  void broadcast(const Message& message) {
    require_declared<Message>();
    const std::string body = encoded(message);
    for (Id<Role> to : all<Role>()) {
      const NodeIndex node = effects_->layout().index(to);
      if (node != effects_->self()) effects_->send(node, type_key<Message>(), body);
    }
  }

  /// Lets a timer run: from now on its `timeout` may happen at any moment, once. Arming an armed timer changes nothing.
  template <class Timer>
  void arm(const Timer& timer) {
    require_declared<Timer>();
    effects_->arm(type_key<Timer>(), encoded(timer));
  }
  template <class Timer>
  void disarm(const Timer& timer) {
    effects_->disarm(type_key<Timer>(), encoded(timer));
  }

  /// What this node's clock shows: 0 at first, then one more with each tick. Clocks of different nodes show the same, but
  /// for the faults skew and jump.
  Ticks now() const {
    static_assert((std::is_same_v<ReadsClock, Causes> || ...),
                  "pessimist: this handler reads the clock, but its Context<...> does not list ReadsClock");
    return effects_->now();
  }

  /// Puts on disk what was written to the node's Buffered fields.
  void sync() { effects_->sync(); }

  /// The last thing that a handler does: the node goes on with the `timeout` of this timer, at once, or, where the fault
  /// `pause` is allowed, perhaps only after others have moved and time has passed. Between a check and what it is for.
  template <class Timer>
  void yield(const Timer& timer) {
    require_declared<Timer>();
    effects_->yield(type_key<Timer>(), encoded(timer));
  }

  /// Any number below `options`: the checker explores each of them.
  std::size_t choose(std::size_t options) {
    return effects_->choose(options, [](std::size_t option) { return std::to_string(option); });
  }

  /// Any element of a range that is not empty: the checker explores each of them.
  template <class Range>
  requires requires(const Range& range) { std::begin(range); }
  auto choose(const Range& range) {
    using Element = std::remove_cvref_t<decltype(*std::begin(range))>;
    const auto option_at = [&](std::size_t option) {
      return std::next(std::begin(range), static_cast<std::ptrdiff_t>(option));
    };
    const auto options = static_cast<std::size_t>(std::distance(std::begin(range), std::end(range)));
    const std::size_t chosen = effects_->choose(options, [&](std::size_t option) {
      return to_string(describe<Element>(*option_at(option), effects_->layout()));
    });
    return Element(*option_at(chosen));
  }
  template <class Element>
  Element choose(std::initializer_list<Element> elements) {
    return choose(std::vector<Element>(elements));
  }

  /// This node. Throws std::logic_error when it does not play that role.
  template <class Role>
  Id<Role> self() const {
    return effects_->layout().id(effects_->self()).template as<Role>();
  }

  /// How many nodes play a role.
  template <class Role>
  std::size_t count() const {
    const Layout& layout = effects_->layout();
    return layout.has(type_key<Role>()) ? layout.roles()[layout.role_number(type_key<Role>())].count : 0;
  }

  /// Every node of a role, this one included if it plays it.
  template <class Role>
  std::vector<Id<Role>> all() const {
    std::vector<Id<Role>> ids;
    for (std::size_t ordinal = 0; ordinal < count<Role>(); ++ordinal) {
      ids.push_back(IdAccess::make<Role>(static_cast<std::uint16_t>(ordinal)));
    }
    return ids;
  }

  /// Every node of a role but this one.
  template <class Role>
  std::vector<Id<Role>> others() const {
    std::vector<Id<Role>> ids = all<Role>();
    std::erase_if(ids, [&](Id<Role> id) { return effects_->layout().index(id) == effects_->self(); });
    return ids;
  }

  /// Every token of a kind.
  template <class Kind>
  std::vector<Token<Kind>> tokens() const {
    std::vector<Token<Kind>> tokens;
    for (std::uint16_t ordinal = 0; ordinal < effects_->layout().token_kind(type_key<Kind>()).count;
         ++ordinal)
      tokens.push_back(TokenAccess::make<Kind>(ordinal));
    return tokens;
  }

  /// The one node that plays a role. Throws std::logic_error where there are more.
  template <class Role>
  Id<Role> only() const {
    if (count<Role>() != 1) {
      throw std::logic_error("context.only<" + std::string(type_name<Role>()) +
                             ">(): the role is played by " + std::to_string(count<Role>()) + " nodes");
    }
    return all<Role>().front();
  }

 private:
  template <class... Other>
  friend class Context;

  template <class Cause>
  static constexpr void require_declared() {
    static_assert(
        (std::is_same_v<Cause, Causes> || ...),
        "pessimist: this handler sends a message or arms a timer that its Context<...> does not list");
  }

  Effects* effects_;
};

/// A message with its sender and its receiver.
template <class Message>
struct Sent {
  AnyId from;
  AnyId to;
  Message message;
};

/// The messages of the named types that lie in the node's inbox: what an `act` looks at. They stay there.
/// `Received<>` looks at nothing: the action may happen at any time.
template <class... Messages>
class Received {
 public:
  Received() = default;
  explicit Received(std::tuple<std::vector<Sent<Messages>>...> messages) : messages_(std::move(messages)) {}

  /// The messages of one of the types, each with its sender. On the `unreliable` network each differs from the others.
  template <class Message>
  const std::vector<Sent<Message>>& of() const {
    return std::get<std::vector<Sent<Message>>>(messages_);
  }

  bool empty() const {
    return std::apply([](const auto&... of_type) { return (of_type.empty() && ...); }, messages_);
  }

 private:
  std::tuple<std::vector<Sent<Messages>>...> messages_;
};

}  // namespace pessimist
