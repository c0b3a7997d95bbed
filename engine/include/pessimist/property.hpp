#pragma once

// How a protocol's author writes a predicate: what it reads, and what must hold of it. The less a predicate reads, the
// fewer different things it is judged on: the engine judges each once.

#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "pessimist/codec.hpp"
#include "pessimist/context.hpp"
#include "pessimist/describe.hpp"
#include "pessimist/predicate.hpp"

namespace pessimist {

/// Holds; also made from `true`.
inline Judgement holds() { return {}; }
/// Fails, and says why: a sentence in the protocol's own terms, with the values read.
inline Judgement fails(std::string why, std::vector<AnyId> nodes = {}) {
  return {Judgement::Verdict::fails, std::move(why), std::move(nodes)};
}
/// Holds because what it is about is not the case. A property that is never anything else is reported as vacuous.
inline Judgement not_applicable() { return {Judgement::Verdict::vacuous, {}, {}}; }

/// `implies(a.leads && b.leads, a.term != b.term, "two leaders in one term")`
inline Judgement implies(bool antecedent, bool consequent, std::string why = {}) {
  if (!antecedent) return not_applicable();
  return consequent ? holds() : fails(std::move(why));
}

/// What a predicate reads of a node of a role.
template <class Role, class T>
struct NodeObservation {
  using Observed = T;
  std::function<T(const Role&)> read;
};

/// What a predicate reads of the messages: all of a type that were ever sent.
template <class Message>
struct MessageObservation {};

/// Reads a field: `observe(&Participant::choice)`. Of a Durable<T> or Constant<T>, its T.
template <class Role, class Field>
auto observe(Field Role::*field) {
  if constexpr (is_durable<Field> || is_constant<Field>) {
    using T = typename Field::Value;
    return NodeObservation<Role, T>{[field](const Role& role) -> T { return role.*field; }};
  } else {
    return NodeObservation<Role, Field>{[field](const Role& role) -> Field { return role.*field; }};
  }
}
/// Reads what a function makes of a node's state: `observe<Server>([](const Server& s) { return s.log.size(); })`.
template <class Role, class Read>
requires std::is_invocable_v<Read, const Role&>
auto observe(Read read) {
  using T = std::remove_cvref_t<std::invoke_result_t<Read, const Role&>>;
  return NodeObservation<Role, T>{std::move(read)};
}
/// Reads all of a node's state.
template <class Role>
auto observe() {
  return NodeObservation<Role, Role>{[](const Role& role) { return role; }};
}
/// Reads every message of a type that was ever sent, to whomever: each once, however often it was sent between the same
/// two nodes with the same content.
template <class Message>
auto sent() {
  return MessageObservation<Message>{};
}

/// What was observed of one node.
template <class Role, class T>
struct Observed {
  Id<Role> node;
  T value;
};

namespace detail {

inline Judgement judgement(bool holds) { return holds ? Judgement{} : fails({}); }
inline Judgement judgement(Judgement given) { return given; }

template <class Observation>
struct ObservationTraits;

template <class Role, class T>
struct ObservationTraits<NodeObservation<Role, T>> {
  using Element = Observed<Role, T>;
  static Predicate::Source source(const Layout& layout, unsigned) {
    return {false, layout.role_number(type_key<Role>())};
  }
  static std::string observe(const NodeObservation<Role, T>& observation, const std::string& fields) {
    return encoded<T>(observation.read(decoded<Role>(fields)));
  }
  static Value describe(const std::string& bytes, const NodeNames& names) {
    return pessimist::describe(decoded<T>(bytes), names);
  }
  static Element element(const Layout& layout, const Reading& reading) {
    return {layout.id(reading.node).as<Role>(), decoded<T>(reading.bytes)};
  }
};

template <class Message>
struct ObservationTraits<MessageObservation<Message>> {
  using Element = Sent<Message>;
  static Predicate::Source source(const Layout&, unsigned message_number) { return {true, message_number}; }
  static std::string observe(const MessageObservation<Message>&, const std::string&) {
    throw std::logic_error("pessimist: messages are not observed at a node");
  }
  static Value describe(const std::string& bytes, const NodeNames& names) {
    return pessimist::describe(decoded<Message>(bytes), names);
  }
  static Element element(const Layout& layout, const Reading& reading) {
    return {layout.id(reading.node), layout.id(reading.to), decoded<Message>(reading.bytes)};
  }
};

/// A predicate as the author gave it; becomes a Predicate once the layout is known.
template <Predicate::Form TheForm, class Judge, class... Observations>
struct PredicateDraft {
  static constexpr Predicate::Form form = TheForm;
  std::tuple<Observations...> observations;
  Judge judge;
};

template <Predicate::Form TheForm, class Judge, class... Observations>
class TypedPredicate final : public Predicate {
 public:
  TypedPredicate(PredicateDraft<TheForm, Judge, Observations...> draft, std::shared_ptr<const Layout> layout,
                 std::vector<Source> sources)
      : draft_(std::move(draft)), layout_(std::move(layout)), sources_(std::move(sources)) {}

  Form form() const override { return TheForm; }
  const std::vector<Source>& sources() const override { return sources_; }

  std::string observe(std::size_t source, const std::string& fields) const override {
    return of_source<std::string>(source, [&]<class Observation>(const Observation& observation) {
      return ObservationTraits<Observation>::observe(observation, fields);
    });
  }
  Value describe(std::size_t source, const std::string& bytes) const override {
    return of_source<Value>(source, [&]<class Observation>(const Observation&) {
      return ObservationTraits<Observation>::describe(bytes, *layout_);
    });
  }

  Judgement judge(const std::vector<std::vector<Reading>>& readings) const override {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      if constexpr (TheForm == Form::together) {
        return judgement(draft_.judge(elements<Observations>(readings[Index])...));
      } else {
        return of_single(ObservationTraits<Observations>::element(*layout_, readings[Index].front())...);
      }
    }
    (std::index_sequence_for<Observations...>{});
  }

 private:
  /// What `ask` says of one of the observations.
  template <class Answer, class Ask>
  Answer of_source(std::size_t source, Ask ask) const {
    Answer answer;
    [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      (void)((Index == source && (answer = ask(std::get<Index>(draft_.observations)), true)) || ...);
    }
    (std::index_sequence_for<Observations...>{});
    return answer;
  }

  template <class Observation>
  auto elements(const std::vector<Reading>& readings) const {
    std::vector<typename ObservationTraits<Observation>::Element> result;
    for (const Reading& reading : readings) {
      result.push_back(ObservationTraits<Observation>::element(*layout_, reading));
    }
    return result;
  }

  /// Gives the author's function the values alone, or with their nodes if it asks for them.
  template <class... Elements>
  Judgement of_single(const Elements&... element) const {
    if constexpr (std::is_invocable_v<const Judge&, const decltype(element.value)&...>) {
      return judgement(draft_.judge(element.value...));
    } else {
      return judgement(draft_.judge(element...));
    }
  }

  PredicateDraft<TheForm, Judge, Observations...> draft_;
  std::shared_ptr<const Layout> layout_;
  std::vector<Source> sources_;
};

template <class T>
auto as_observation(T observation) {
  if constexpr (std::is_member_object_pointer_v<T>) {
    return observe(observation);
  } else {
    return observation;
  }
}

template <class T>
using AsObservation = decltype(as_observation(std::declval<T>()));

template <class Tuple, std::size_t... Index>
auto last_apart(Tuple arguments, std::index_sequence<Index...>) {
  return PredicateDraft<Predicate::Form::together, std::tuple_element_t<sizeof...(Index), Tuple>,
                        AsObservation<std::tuple_element_t<Index, Tuple>>...>{
      {as_observation(std::get<Index>(arguments))...}, std::get<sizeof...(Index)>(arguments)};
}

}  // namespace detail

/// For each node by itself: `each(&Server::log, [](const Log& log) { return log.size() < 9; })`. The predicate takes
/// the observed value, or an Observed<Role, T>, which names the node as well; it returns bool or a Judgement.
template <class Observation, class Judge>
auto each(Observation observation, Judge judge) {
  using Reads = detail::AsObservation<Observation>;
  return detail::PredicateDraft<Predicate::Form::each, Judge, Reads>{
      {detail::as_observation(std::move(observation))}, std::move(judge)};
}

/// For each two different nodes, in both orders.
template <class First, class Second, class Judge>
auto pairs(First first, Second second, Judge judge) {
  return detail::PredicateDraft<Predicate::Form::pairs, Judge, detail::AsObservation<First>,
                                detail::AsObservation<Second>>{
      {detail::as_observation(std::move(first)), detail::as_observation(std::move(second))},
      std::move(judge)};
}
template <class Observation, class Judge>
auto pairs(Observation observation, Judge judge) {
  return pairs(observation, observation, std::move(judge));
}

/// On everything at once: `together(observe(&Replica::log), sent<Ack>(), predicate)`. The predicate takes, for each
/// observation, a std::vector of Observed<Role, T> in the order of the nodes, or of Sent<Message>.
template <class... ObservationsThenJudge>
auto together(ObservationsThenJudge... arguments) {
  static_assert(sizeof...(arguments) >= 2, "pessimist: together(observation, ..., predicate)");
  return detail::last_apart(std::tuple(std::move(arguments)...),
                            std::make_index_sequence<sizeof...(arguments) - 1>{});
}

}  // namespace pessimist
