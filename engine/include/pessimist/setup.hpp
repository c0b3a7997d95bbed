#pragma once

#include <any>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pessimist/handlers.hpp"
#include "pessimist/model.hpp"
#include "pessimist/property.hpp"
#include "pessimist/rules.hpp"

namespace pessimist {

/// What a system is made of. A protocol's `set_up(parameters, setup)` says which nodes there are, how messages
/// travel, which faults it can be put under, what must hold of it, and how far it is to be explored.
template <class Protocol>
class Setup {
 public:
  /// `count` nodes of a role, alike at first.
  template <class Role>
  void nodes(std::size_t count, const Role& initial = Role{}) {
    nodes<Role>(count, [&](Id<Role>) { return initial; });
  }
  /// `count` nodes of a role, each as `make(id)` says.
  template <class Role, class Make>
  requires std::is_invocable_r_v<Role, Make, Id<Role>>
  void nodes(std::size_t count, Make make) {
    static_assert(detail::is_in<Role, typename detail::ListsOf<Protocol>::TheRoles>,
                  "pessimist: the protocol does not list this role in Roles");
    if (count > most_nodes) {
      throw SpecError("set_up wants " + std::to_string(count) + " nodes of the role '" + role_words<Role>() +
                      "'; at most " + std::to_string(most_nodes) + " can be explored");
    }
    layout_->add(
        RoleNodes{type_key<Role>(), role_words<Role>(), is_ordered<Role>, 0, static_cast<NodeIndex>(count)});
    for (std::size_t ordinal = 0; ordinal < count; ++ordinal) {
      initial_.push_back(encoded<Role>(make(IdAccess::make<Role>(static_cast<std::uint16_t>(ordinal)))));
    }
  }

  /// `count` tokens of a kind; in set_up behind all nodes.
  template <class Kind>
  void tokens(std::size_t count) {
    if (count > most_tokens) {
      throw SpecError("set_up wants " + std::to_string(count) + " tokens of the kind '" +
                      in_words(type_name<Kind>()) + "'; at most " + std::to_string(most_tokens) +
                      " can be explored");
    }
    layout_->add(
        TokenKind{type_key<Kind>(), in_words(type_name<Kind>()), 0, static_cast<std::uint16_t>(count)});
  }

  /// The networks that the user may choose from, the default first. Without this: `unreliable` only.
  void networks(std::vector<Network> networks) { networks_ = std::move(networks); }
  /// The faults that the user may allow. Without this: none.
  void faults(std::vector<Fault> faults) { faults_ = std::move(faults); }

  /// Faults that never befall nodes of a role. Without this: none.
  template <class Role>
  void spare(FaultSet faults) {
    static_assert(detail::is_in<Role, typename detail::ListsOf<Protocol>::TheRoles>,
                  "pessimist: the protocol does not list this role in Roles");
    spared_[type_key<Role>()] = faults;
  }

  /// How many nodes may be down at once. Without this: all.
  void most_down(unsigned nodes) { most_down_ = nodes; }
  /// How far clocks go, and jump. Each shows 0 at first; time passes in ticks, at any moment, for all nodes at once.
  void clocks(Clocks clocks) {
    static_assert(detail::has_clocks<Protocol>,
                  "pessimist: a protocol with clocks says `static constexpr bool clocks = true;`");
    clocks_ = clocks;
  }

  // Properties have names of their own: two that are called the same throw SpecError.

  /// Must hold in every world: at each node, for each two, or of all together.
  template <class Draft>
  void always(std::string name, Draft draft, SourcePlace place = SourcePlace::here()) {
    add({std::move(name), PropertyInfo::Kind::always, later(std::move(draft)), place});
  }
  /// Some world must satisfy it: at some node, if it is about `each`; for some two, if it is about `pairs`.
  template <class Draft>
  void sometimes(std::string name, Draft draft, SourcePlace place = SourcePlace::here()) {
    add({std::move(name), PropertyInfo::Kind::sometimes, later(std::move(draft)), place});
  }
  /// Every world in which nothing can happen any more (but a crash) must be finished in this sense.
  template <class Draft>
  void no_deadlock(std::string name, Draft finished, SourcePlace place = SourcePlace::here()) {
    add({std::move(name), PropertyInfo::Kind::no_deadlock, later(std::move(finished)), place});
  }
  /// How far to explore: a world in which this fails is judged but not expanded.
  template <class Draft>
  void bound(std::string name, Draft within) {
    bounds_.push_back({std::move(name), PropertyInfo::Kind::always, later(std::move(within)), {}});
  }

 private:
  template <class>
  friend class ProtocolModel;

  static constexpr std::size_t most_nodes = 60;
  static constexpr std::size_t most_tokens = 60;

  /// Predicates are made when all nodes are known.
  using MakePredicate = std::function<std::shared_ptr<const Predicate>(std::shared_ptr<const Layout>)>;
  struct Pending {
    std::string name;
    PropertyInfo::Kind kind;
    MakePredicate make;
    SourcePlace place;
  };

  /// A name stands for one property: on the command line, in reports, in saved traces.
  void add(Pending property) {
    for (const Pending& known : properties_) {
      if (known.name == property.name) throw SpecError("two properties are called '" + property.name + "'");
    }
    properties_.push_back(std::move(property));
  }

  template <class Role>
  static std::string role_words() {
    if constexpr (requires { std::string_view(Role::name); }) {
      return std::string(Role::name);
    } else {
      return in_words(type_name<Role>());
    }
  }
  template <class Role>
  static constexpr bool is_ordered = requires {
    requires Role::ordered;
  };

  template <class Observation>
  struct MessageNumber {
    static constexpr unsigned value = 0;
  };
  template <class Message>
  struct MessageNumber<MessageObservation<Message>> {
    using TheMessages = typename detail::ListsOf<Protocol>::TheMessages;
    static_assert(detail::is_in<Message, TheMessages>,
                  "pessimist: a property reads a message that the protocol does not list in Messages");
    static constexpr auto value = static_cast<unsigned>(detail::position_of<Message>(TheMessages{}));
  };

  template <Predicate::Form form, class Judge, class... Observations>
  static MakePredicate later(detail::PredicateDraft<form, Judge, Observations...> draft) {
    static_assert(form == Predicate::Form::together || (requires { typename Observations::Observed; } && ...),
                  "pessimist: messages are read with together(sent<Message>(), ...)");
    return [draft](std::shared_ptr<const Layout> layout) -> std::shared_ptr<const Predicate> {
      std::vector<Predicate::Source> sources{
          detail::ObservationTraits<Observations>::source(*layout, MessageNumber<Observations>::value)...};
      return std::make_shared<detail::TypedPredicate<form, Judge, Observations...>>(draft, layout,
                                                                                    std::move(sources));
    };
  }

  std::shared_ptr<Layout> layout_ = std::make_shared<Layout>();
  std::vector<std::string> initial_;  ///< encoded fields, by node
  std::vector<Network> networks_{Network::unreliable};
  std::vector<Fault> faults_;
  std::map<TypeKey, FaultSet> spared_;
  std::optional<unsigned> most_down_;
  Clocks clocks_;
  std::vector<Pending> properties_;
  std::vector<Pending> bounds_;
};

}  // namespace pessimist
