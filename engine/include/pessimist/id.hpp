#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

#include "pessimist/reflect.hpp"
#include "pessimist/type_key.hpp"

namespace pessimist {

/// The name of a node of a role, as another node knows it.
///
/// An id has equality and nothing else, so that nodes of a role are interchangeable: what one may do, any may do
/// (Murphi's scalarset: Ip and Dill, "Better Verification Through Symmetry", 1996). A role whose nodes are told apart
/// by rank (a ring, a tie broken by the lower number) says `static constexpr bool ordered = true;`, and its ids
/// compare and have an `index()`; it is not symmetric then.
///
/// `std::set<Id<Role>>` and `std::map<Id<Role>, T>` work for every role. Their order is arbitrary: a handler that
/// depends on it is not symmetric.
template <class Role>
class Id {
 public:
  /// The node's place among the nodes of its role, from 0. For ordered roles only.
  constexpr unsigned index() const {
    static_assert(
        requires { requires Role::ordered; },
        "pessimist: the nodes of a symmetric role have no order and no number; a role whose nodes differ by "
        "rank declares `static constexpr bool ordered = true;`");
    return ordinal_;
  }

  friend constexpr bool operator==(Id, Id) = default;

  friend constexpr std::strong_ordering operator<=>(Id left, Id right) {
    return left.index() <=> right.index();
  }

 private:
  friend struct IdAccess;
  constexpr explicit Id(std::uint16_t ordinal) : ordinal_(ordinal) {}

  std::uint16_t ordinal_;
};

/// How the engine makes ids and looks into them; not for protocols.
struct IdAccess {
  template <class Role>
  static constexpr Id<Role> make(std::uint16_t ordinal) {
    return Id<Role>(ordinal);
  }
  template <class Role>
  static constexpr std::uint16_t ordinal(Id<Role> id) {
    return id.ordinal_;
  }
};

/// The name of a node of whatever role: who sent a message that several roles may send.
class AnyId {
 public:
  AnyId(TypeKey role, std::uint16_t ordinal) : role_(role), ordinal_(ordinal) {}
  template <class Role>
  AnyId(Id<Role> id)
      : role_(type_key<Role>()), ordinal_(IdAccess::ordinal(id)) {}  // NOLINT: an id is an any-id

  template <class Role>
  bool is() const {
    return role_ == type_key<Role>();
  }
  /// The id in its role. Throws std::logic_error when the node is of another role.
  template <class Role>
  Id<Role> as() const {
    require(type_key<Role>(), type_name<Role>());
    return IdAccess::make<Role>(ordinal_);
  }

  TypeKey role() const { return role_; }
  std::uint16_t ordinal() const { return ordinal_; }

  friend bool operator==(const AnyId&, const AnyId&) = default;

 private:
  void require(TypeKey role, std::string_view name) const;

  TypeKey role_;
  std::uint16_t ordinal_;
};

}  // namespace pessimist

/// Lets ids be elements of std::set and keys of std::map; see the note on their order above.
template <class Role>
struct std::less<pessimist::Id<Role>> {
  constexpr bool operator()(pessimist::Id<Role> left, pessimist::Id<Role> right) const {
    return pessimist::IdAccess::ordinal(left) < pessimist::IdAccess::ordinal(right);
  }
};
