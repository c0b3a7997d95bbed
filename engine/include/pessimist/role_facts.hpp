#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "pessimist/disk.hpp"
#include "pessimist/handlers.hpp"
#include "pessimist/model.hpp"
#include "pessimist/rules.hpp"

namespace pessimist::detail {

/// What the compiler knows of a role, put into words for the engine.
template <class Protocol, class Role>
class RoleFacts {
  using RoleList = typename ListsOf<Protocol>::TheRoles;
  using MessageList = typename ListsOf<Protocol>::TheMessages;
  using TimerList = typename ListsOf<Protocol>::TheTimers;

 public:
  static std::vector<FieldInfo> fields() {
    std::vector<FieldInfo> fields;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      (fields.push_back({std::string(field_name<Role, Index>()), is_durable<FieldType<Role, Index>>,
                         is_constant<FieldType<Role, Index>>}),
       ...);
    }
    (std::make_index_sequence<field_count<Role>>{});
    return fields;
  }

  /// All but the faults that it is spared.
  static RoleTriggers triggers(const Layout& layout) {
    RoleTriggers triggers;
    triggers.starts = can_start<Role>;
    triggers.restarts = can_restart<Role>;
    triggers.receives = receives(layout, MessageList{});
    triggers.timeouts = timeouts(TimerList{});
    triggers.stale = stale(MessageList{});
    triggers.acts = acts(ActsOf<Role, MessageList>{});
    triggers.reads.assign(MessageList::size, false);
    for (const pessimist::Act& act : triggers.acts) {
      for (const unsigned message : act.reads) triggers.reads[message] = true;
    }
    triggers.suspects =
        by_role(layout, []<class Peer>(std::type_identity<Peer>) { return can_suspect<Role, Peer>; });
    triggers.hears_of_resets =
        by_role(layout, []<class Peer>(std::type_identity<Peer>) { return can_hear_of_reset<Role, Peer>; });
    triggers.forges = can_forge<Role>;
    triggers.reads_clock = Rules<Protocol>::template Causes<Role, ReadsClock>::value;
    triggers.buffers = has_buffered<Role>;
    return triggers;
  }

 private:
  /// `has(std::type_identity<R>)` for each role with nodes, by its number.
  template <class Has>
  static std::vector<bool> by_role(const Layout& layout, Has has) {
    return by_role(layout, has, RoleList{});
  }
  template <class Has, class... Other>
  static std::vector<bool> by_role(const Layout& layout, Has has, List<Other...>) {
    std::vector<bool> result(layout.roles().size(), false);
    const auto one = [&]<class TheOther>(std::type_identity<TheOther> other) {
      if (layout.has(type_key<TheOther>())) result[layout.role_number(type_key<TheOther>())] = has(other);
    };
    (one(std::type_identity<Other>{}), ...);
    return result;
  }

  template <class... Message>
  static std::vector<std::vector<bool>> receives(const Layout& layout, List<Message...>) {
    return {by_role(layout, []<class Sender>(std::type_identity<Sender>) {
      return can_receive<Role, Message, Sender>;
    })...};
  }
  template <class... Timer>
  static std::vector<bool> timeouts(List<Timer...>) {
    return {can_time_out<Role, Timer>...};
  }
  template <class... Message>
  static std::vector<bool> stale(List<Message...>) {
    return {some_stale<Message>(RoleList{})...};
  }
  template <class Message, class... Sender>
  static constexpr bool some_stale(List<Sender...>) {
    return (can_be_stale<Role, Message, Sender> || ...);
  }
  template <class... TheReceived>
  static std::vector<pessimist::Act> acts(List<TheReceived...>) {
    return {act(std::type_identity<TheReceived>{})...};
  }
  template <class... Message>
  static pessimist::Act act(std::type_identity<Received<Message...>>) {
    pessimist::Act act;
    (act.reads.push_back(static_cast<unsigned>(position_of<Message>(MessageList{}))), ...);
    ((act.shown += (act.shown.empty() ? "" : ", ") + std::string(type_name<Message>())), ...);
    return act;
  }
};

}  // namespace pessimist::detail
