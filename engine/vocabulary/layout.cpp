#include "pessimist/layout.hpp"

#include <stdexcept>
#include <utility>

namespace pessimist {

void AnyId::require(TypeKey role, std::string_view name) const {
  if (role_ == role) return;
  throw std::logic_error("as<" + std::string(name) + ">() of a node that is of another role");
}

NodeIndex Layout::add(RoleNodes role) {
  if (has(role.key)) throw std::logic_error("the nodes of role '" + role.name + "' are set up twice");
  if (!token_kinds_.empty()) throw std::logic_error("the nodes are set up before the tokens");
  role.first = node_count();
  role_of_.insert(role_of_.end(), role.count, static_cast<unsigned>(roles_.size()));
  roles_.push_back(std::move(role));
  return roles_.back().first;
}

bool Layout::has(TypeKey role) const {
  for (const RoleNodes& known : roles_) {
    if (known.key == role) return true;
  }
  return false;
}

unsigned Layout::role_number(TypeKey role) const {
  for (unsigned number = 0; number < roles_.size(); ++number) {
    if (roles_[number].key == role) return number;
  }
  throw std::logic_error("a role without nodes is named; set_up gives every role its nodes");
}

AnyId Layout::id(NodeIndex node) const {
  const RoleNodes& role = role_of(node);
  return {role.key, static_cast<std::uint16_t>(node - role.first)};
}

NodeIndex Layout::index(AnyId id) const {
  const RoleNodes& role = roles_[role_number(id.role())];
  if (id.ordinal() >= role.count) throw std::logic_error("an id names a node that does not exist");
  return static_cast<NodeIndex>(role.first + id.ordinal());
}

std::string Layout::name(NodeIndex node) const {
  const RoleNodes& role = role_of(node);
  return role.count == 1 ? role.name : role.name + " " + std::to_string(node - role.first + 1);
}

std::string Layout::name_of(AnyId node) const { return name(index(node)); }

void Layout::add(TokenKind kind) {
  for (const TokenKind& known : token_kinds_) {
    if (known.key == kind.key)
      throw std::logic_error("the tokens of kind '" + kind.name + "' are set up twice");
  }
  kind.first = static_cast<NameIndex>(name_count());
  token_kinds_.push_back(std::move(kind));
}

const TokenKind& Layout::token_kind(TypeKey kind) const {
  for (const TokenKind& known : token_kinds_) {
    if (known.key == kind) return known;
  }
  throw std::logic_error("a kind without tokens is named; set_up makes them with setup.tokens");
}

std::size_t Layout::name_count() const {
  return token_kinds_.empty() ? node_count()
                              : std::size_t{token_kinds_.back().first} + token_kinds_.back().count;
}

std::string Layout::name_of_token(TypeKey kind, std::uint16_t ordinal) const {
  return token_kind(kind).name + " " + std::to_string(ordinal + 1);
}

}  // namespace pessimist
