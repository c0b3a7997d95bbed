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

}  // namespace pessimist
