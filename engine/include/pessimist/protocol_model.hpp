#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "pessimist/disk.hpp"
#include "pessimist/handlers.hpp"
#include "pessimist/model.hpp"
#include "pessimist/recorder.hpp"
#include "pessimist/role_facts.hpp"
#include "pessimist/rules.hpp"
#include "pessimist/setup.hpp"

namespace pessimist {

namespace detail {

/// What a crash leaves of a role's fields: those that are durable, and the others as they were at first.
template <class Role>
Role crashed(const Role& before, const Role& initial) {
  return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    return Role{(is_durable<FieldType<Role, Index>> ? boost::pfr::get<Index>(before)
                                                    : boost::pfr::get<Index>(initial))...};
  }
  (std::make_index_sequence<field_count<Role>>{});
}

template <class... Message>
Received<Message...> received(std::type_identity<Received<Message...>>, const Layout& layout,
                              const std::vector<Packet>& packets,
                              [[maybe_unused]] const std::vector<unsigned>& numbers) {
  [[maybe_unused]] const auto of_type = [&]<class One>(std::type_identity<One>, unsigned number) {
    std::vector<Sent<One>> messages;
    for (const Packet& packet : packets) {
      if (packet.type != number) continue;
      messages.push_back({layout.id(packet.from), layout.id(packet.to), decoded<One>(packet.body)});
    }
    return messages;
  };
  return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    return Received<Message...>(
        std::tuple<std::vector<Sent<Message>>...>{of_type(std::type_identity<Message>{}, numbers[Index])...});
  }
  (std::index_sequence_for<Message...>{});
}

}  // namespace detail

/// A protocol with its parameters, as the engine sees it: the one implementation of Model.
template <class Protocol>
class ProtocolModel final : public Model {
  using Lists = detail::ListsOf<Protocol>;
  using RoleList = typename Lists::TheRoles;
  using MessageList = typename Lists::TheMessages;
  using TimerList = typename Lists::TheTimers;
  static_assert(detail::Rules<Protocol>::check());

 public:
  template <class Parameters>
  explicit ProtocolModel(const Parameters& parameters) {
    Setup<Protocol> setup;
    Protocol::set_up(parameters, setup);
    layout_ = setup.layout_;
    if (layout_->node_count() == 0) throw SpecError("the protocol has no nodes");
    initial_ = std::move(setup.initial_);
    networks_ = std::move(setup.networks_);
    faults_ = std::move(setup.faults_);
    most_down_ = setup.most_down_;
    clocks_ = setup.clocks_;
    prompt_ = prompt_of(MessageList{});
    for (auto& pending : setup.properties_) {
      properties_.push_back({std::move(pending.name), pending.kind, pending.make(layout_), pending.place});
    }
    require_time();
    for (auto& pending : setup.bounds_) bounds_.push_back({std::move(pending.name), pending.make(layout_)});
    name_types(MessageList{}, message_keys_, message_names_);
    name_types(TimerList{}, timer_keys_, timer_names_);
    for (const RoleNodes& role : layout_->roles()) {
      with_type(RoleList{}, role.key, [&]<class Role>(std::type_identity<Role>) {
        triggers_.push_back(detail::RoleFacts<Protocol, Role>::triggers(*layout_));
        fields_.push_back(detail::RoleFacts<Protocol, Role>::fields());
      });
      triggers_.back().spared = setup.spared_[role.key];
    }
  }

  const Layout& layout() const override { return *layout_; }
  const std::vector<std::string>& message_names() const override { return message_names_; }
  const std::vector<std::string>& timer_names() const override { return timer_names_; }
  const std::vector<RoleTriggers>& triggers() const override { return triggers_; }
  const std::vector<std::vector<FieldInfo>>& fields() const override { return fields_; }
  const std::vector<PropertyInfo>& properties() const override { return properties_; }
  const std::vector<BoundInfo>& bounds() const override { return bounds_; }
  const std::vector<Network>& networks() const override { return networks_; }
  const std::vector<Fault>& faults() const override { return faults_; }
  const Clocks& clocks() const override { return clocks_; }
  const std::vector<bool>& prompt() const override { return prompt_; }
  std::optional<unsigned> most_down() const override { return most_down_; }

  Local initial(NodeIndex node) const override { return Local{true, {}, initial_.at(node)}; }

  Outcome run(NodeIndex node, const Local& before, const Trigger& trigger,
              const std::vector<std::size_t>& script) const override {
    Outcome outcome{before, {}, {}};
    if (befall(*this, node, trigger, outcome)) return outcome;
    detail::Recorder recorder(*layout_, node, script, message_keys_, timer_keys_, outcome);
    with_type(RoleList{}, layout_->role_of(node).key, [&]<class Role>(std::type_identity<Role>) {
      if (starts_anew(before, trigger)) be_as_at_first(initial_[node], outcome.after);
      Role role = decoded<Role>(outcome.after.fields);
      if (trigger.kind == Trigger::Kind::crash) return crash(role, node, trigger, recorder, outcome);
      handle(role, node, trigger, recorder, outcome);
    });
    return outcome;
  }

  bool is_stale(NodeIndex node, const std::string& fields, const Packet& packet) const override {
    const AnyId from = layout_->id(packet.from);
    bool stale = false;
    with_type(RoleList{}, layout_->role_of(node).key, [&]<class Role>(std::type_identity<Role>) {
      with_type(MessageList{}, message_keys_.at(packet.type),
                [&]<class Message>(std::type_identity<Message>) {
                  with_type(RoleList{}, from.role(), [&]<class Sender>(std::type_identity<Sender>) {
                    if constexpr (detail::can_be_stale<Role, Message, Sender>) {
                      stale = detail::call_stale(decoded<Role>(fields), decoded<Message>(packet.body),
                                                 from.as<Sender>());
                    }
                  });
                });
    });
    return stale;
  }

  Value describe_fields(NodeIndex node, const std::string& fields) const override {
    return described(RoleList{}, layout_->role_of(node).key, fields);
  }
  Value describe_message(unsigned type, const std::string& body) const override {
    return described(MessageList{}, message_keys_.at(type), body);
  }
  Value describe_timer(unsigned type, const std::string& body) const override {
    return described(TimerList{}, timer_keys_.at(type), body);
  }

  std::string renamed(ValueType type, const std::string& bytes, const Renaming& renaming) const override {
    std::string result;
    with_value(type, bytes,
               [&](const auto& value) { result = encoded(pessimist::renamed(value, *layout_, renaming)); });
    return result;
  }
  void walk(ValueType type, const std::string& bytes, Walker& walker) const override {
    with_value(type, bytes, [&](const auto& value) { pessimist::walk(value, *layout_, walker); });
  }

 private:
  /// Calls `visit(std::type_identity<T>)` for the T in the list that has this key.
  template <class... T, class Visit>
  static void with_type(detail::List<T...>, [[maybe_unused]] TypeKey key, Visit&& visit) {
    (void)((type_key<T>() == key && (visit(std::type_identity<T>{}), true)) || ...);
  }

  template <class... T>
  static void name_types(detail::List<T...>, std::vector<TypeKey>& keys, std::vector<std::string>& names) {
    (keys.push_back(type_key<T>()), ...);
    (names.emplace_back(type_name<T>()), ...);
  }

  template <class TheList>
  Value described(TheList list, TypeKey key, const std::string& bytes) const {
    Value value;
    with_type(list, key,
              [&]<class T>(std::type_identity<T>) { value = describe(decoded<T>(bytes), *layout_); });
    return value;
  }

  std::string in_words(const Packet& packet) const {
    return to_string(describe_message(packet.type, packet.body)) + " to " + layout_->name(packet.to);
  }
  std::string in_words(const ArmedTimer& timer) const {
    return to_string(describe_timer(timer.type, timer.body));
  }

  void require_time() const {
    if constexpr (detail::has_clocks<Protocol>) {
      if (clocks_.horizon <= 0 || clocks_.jump <= 0)
        throw SpecError(
            "the protocol has clocks: set_up must call setup.clocks({.horizon = ...}), how many ticks to "
            "follow them, at least one");
      for (const PropertyInfo& property : properties_) {
        if (property.kind == PropertyInfo::Kind::no_deadlock)
          throw SpecError("'" + property.name +
                          "': where there are clocks time can always pass, so there is no deadlock to judge");
      }
    }
  }

  template <class Message>
  static constexpr bool is_prompt = requires {
    requires Message::prompt;
  };
  template <class... Message>
  static std::vector<bool> prompt_of(detail::List<Message...>) {
    return {is_prompt<Message>...};
  }

  /// Calls visit(value) with what the bytes stand for.
  template <class Visit>
  void with_value(ValueType type, const std::string& bytes, Visit&& visit) const {
    const auto decode_and_visit = [&]<class T>(std::type_identity<T>) { visit(decoded<T>(bytes)); };
    switch (type.kind) {
      case ValueType::Kind::fields:
        return with_type(RoleList{}, layout_->roles().at(type.number).key, decode_and_visit);
      case ValueType::Kind::message:
        return with_type(MessageList{}, message_keys_.at(type.number), decode_and_visit);
      case ValueType::Kind::timer:
        return with_type(TimerList{}, timer_keys_.at(type.number), decode_and_visit);
    }
  }

  /// Whether the node is as it was before its `start`, whatever it was.
  static bool starts_anew(const Local& before, const Trigger& trigger) {
    return trigger.kind == Trigger::Kind::amnesia || (trigger.kind == Trigger::Kind::forge && !before.lies);
  }

  template <class Role>
  void crash(const Role& role, NodeIndex node, const Trigger& trigger, detail::Recorder& recorder,
             Outcome& outcome) const {
    Role left = detail::crashed(role, decoded<Role>(initial_[node]));
    if (trigger.loses_writes) outcome.happened = detail::lose_writes(left, loss_chooser(recorder));
    go_down(encoded(left), outcome.after);
  }

  /// Runs a handler to its end, or to where the node crashes or stands still.
  template <class Role>
  void handle(Role& role, NodeIndex node, const Trigger& trigger, detail::Recorder& recorder,
              Outcome& outcome) const {
    detail::next_write = static_cast<std::uint32_t>(detail::count_unsynced(role));
    if (!trigger.interrupted) {
      run_through(role, trigger, recorder, outcome);
    } else {
      const auto left = [&] {
        Role fields = detail::crashed(role, decoded<Role>(initial_[node]));
        detail::settle(fields, recorder.synced());
        return fields;
      };
      detail::Interruption interruption{[&] { return encoded(left()); },
                                        encoded(left()),
                                        trigger.takes,
                                        [this](const Packet& packet) { return in_words(packet); },
                                        {}};
      if (trigger.loses_writes) {
        interruption.left_with_loss = [&]() -> std::optional<std::string> {
          Role fields = left();
          if (!detail::lose_writes(fields, loss_chooser(recorder))) return std::nullopt;
          return encoded(fields);
        };
      }
      recorder.interrupt(std::move(interruption));
      const detail::WriteObservation observation(recorder);
      run_through(role, trigger, recorder, outcome);
      recorder.end();
      if (recorder.has_crashed()) return;
      outcome.happened = false;
    }
    detail::settle(role, recorder.synced());
    outcome.after.fields = encoded(role);
  }

  /// Also what the handler goes on with when it yields.
  template <class Role>
  void run_through(Role& role, const Trigger& trigger, detail::Recorder& recorder, Outcome& outcome) const {
    step(role, trigger, recorder, outcome);
    while (const auto yielded = recorder.take_yielded()) {
      const auto shown = [&](std::size_t) { return "stands still before " + in_words(*yielded); };
      if (trigger.paused && recorder.answer(2, shown, Choice::Kind::pause) == 1) {
        outcome.after.pending = *yielded;
        return;
      }
      if (!recorder.has_crashed()) outcome.went_on_with.push_back(yielded->type);
      time_out(role, *yielded, recorder);
    }
    if (trigger.paused) outcome.happened = false;
  }

  static detail::Chooser loss_chooser(detail::Recorder& recorder) {
    return [&recorder](std::size_t options, const std::function<std::string(std::size_t)>& describe) {
      return recorder.answer(options, describe, Choice::Kind::lost_writes);
    };
  }

  template <class Role>
  void step(Role& role, const Trigger& trigger, detail::Recorder& recorder, Outcome& outcome) const {
    switch (trigger.kind) {
      case Trigger::Kind::start:
      case Trigger::Kind::amnesia:
        return detail::call_start(role, recorder);
      case Trigger::Kind::receive:
        return receive(role, trigger.packets.front(), recorder);
      case Trigger::Kind::act:
        return act(role, trigger, recorder, detail::ActsOf<Role, MessageList>{});
      case Trigger::Kind::timeout:
        std::erase(outcome.after.armed, ArmedTimer{trigger.number, trigger.timer});  // it may be armed anew
        return time_out(role, {trigger.number, trigger.timer}, recorder);
      case Trigger::Kind::resume:
        outcome.after.pending.reset();
        return time_out(role, {trigger.number, trigger.timer}, recorder);
      case Trigger::Kind::restart:
        outcome.after.up = true;
        return detail::call_restart(role, recorder);
      case Trigger::Kind::suspect:
        return about_peer<detail::Suspect>(role, trigger.nodes.front(), recorder);
      case Trigger::Kind::reset:
        if (!outcome.after.up || outcome.after.pending) return;  // it is not told
        return about_peer<detail::Disconnected>(role, trigger.nodes.front(), recorder);
      case Trigger::Kind::forge:
        outcome.after.lies = true;
        if constexpr (detail::can_forge<Role>) detail::call_handler<detail::Forge>(role, recorder);
        return;
      default:
        return;  // runs nothing of the role's
    }
  }

  template <class Handler, class Role>
  void about_peer(Role& role, NodeIndex node, detail::Recorder& recorder) const {
    const AnyId peer = layout_->id(node);
    with_type(RoleList{}, peer.role(), [&]<class Peer>(std::type_identity<Peer>) {
      if constexpr (detail::takes_with_or_without<Handler, Role, detail::AnyContext, const Id<Peer>&>)
        detail::call_handler<Handler>(role, recorder, peer.as<Peer>());
    });
  }

  template <class Role>
  void receive(Role& role, const Packet& packet, detail::Recorder& recorder) const {
    const AnyId from = layout_->id(packet.from);
    with_type(MessageList{}, message_keys_.at(packet.type), [&]<class Message>(std::type_identity<Message>) {
      with_type(RoleList{}, from.role(), [&]<class Sender>(std::type_identity<Sender>) {
        if constexpr (detail::can_receive<Role, Message, Sender>) {
          detail::call_receive(role, decoded<Message>(packet.body), from.as<Sender>(), recorder);
        } else {
          throw SpecError("a message was delivered to a role that has no handler for it");
        }
      });
    });
  }

  template <class Role, class... TheReceived>
  void act(Role& role, const Trigger& trigger, detail::Recorder& recorder,
           detail::List<TheReceived...>) const {
    const RoleTriggers& triggers = triggers_[layout_->role_number(type_key<Role>())];
    unsigned number = 0;
    [[maybe_unused]] const auto one = [&]<class Chosen>(std::type_identity<Chosen> chosen) {
      if (number++ != trigger.number) return;
      const auto& reads = triggers.acts[trigger.number].reads;
      detail::call_act(role, detail::received(chosen, *layout_, trigger.packets, reads), recorder);
    };
    (one(std::type_identity<TheReceived>{}), ...);
  }

  template <class Role>
  void time_out(Role& role, const ArmedTimer& timer, detail::Recorder& recorder) const {
    with_type(TimerList{}, timer_keys_.at(timer.type), [&]<class Timer>(std::type_identity<Timer>) {
      if constexpr (detail::can_time_out<Role, Timer>) {
        detail::call_timeout(role, decoded<Timer>(timer.body), recorder);
      } else {
        throw SpecError("a timer went off at a role that has no `timeout` for it");
      }
    });
  }

  std::shared_ptr<const Layout> layout_;
  std::vector<std::string> initial_;
  std::vector<Network> networks_;
  std::vector<Fault> faults_;
  std::optional<unsigned> most_down_;
  Clocks clocks_;
  std::vector<bool> prompt_;
  std::vector<PropertyInfo> properties_;
  std::vector<BoundInfo> bounds_;
  std::vector<TypeKey> message_keys_, timer_keys_;
  std::vector<std::string> message_names_, timer_names_;
  std::vector<RoleTriggers> triggers_;
  std::vector<std::vector<FieldInfo>> fields_;
};

}  // namespace pessimist
