#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pessimist/describe.hpp"
#include "pessimist/id.hpp"

namespace pessimist {

/// A node's place among all nodes of a system, from 0; nodes of a role are consecutive.
using NodeIndex = std::uint16_t;

/// A node, or a token: nodes first, by index, then the tokens of each kind.
using NameIndex = NodeIndex;

/// A role and how many nodes play it.
struct RoleNodes {
  TypeKey key = nullptr;
  std::string name;  ///< in words: `resource manager`
  bool ordered = false;
  NodeIndex first = 0;
  NodeIndex count = 0;
};

/// A kind of tokens and how many there are.
struct TokenKind {
  TypeKey key = nullptr;
  std::string name;     ///< in words: `value`
  NameIndex first = 0;  ///< the name of the first
  std::uint16_t count = 0;
};

/// Which nodes and tokens there are, and what they are called.
class Layout : public NodeNames {
 public:
  /// Makes room for `count` more nodes of a role. Throws std::logic_error if the role has nodes already.
  NodeIndex add(RoleNodes role);
  /// Makes `count` tokens. After all nodes. Throws std::logic_error if the kind has tokens already.
  void add(TokenKind kind);

  NodeIndex node_count() const { return static_cast<NodeIndex>(role_of_.size()); }
  const std::vector<RoleNodes>& roles() const { return roles_; }
  /// The number of a role in `roles()`. Throws std::logic_error for a role without nodes.
  unsigned role_number(TypeKey role) const;
  bool has(TypeKey role) const;
  const RoleNodes& role_of(NodeIndex node) const { return roles_[role_of_[node]]; }
  unsigned role_number_of(NodeIndex node) const { return role_of_[node]; }

  AnyId id(NodeIndex node) const;
  NodeIndex index(AnyId id) const;
  /// `resource manager 2`; without a number where the role has one node.
  std::string name(NodeIndex node) const;
  std::string name_of(AnyId node) const override;
  std::string name_of_token(TypeKey kind, std::uint16_t ordinal) const override;

  const std::vector<TokenKind>& token_kinds() const { return token_kinds_; }
  /// Throws std::logic_error for a kind without tokens.
  const TokenKind& token_kind(TypeKey kind) const;
  /// Of nodes and tokens together.
  std::size_t name_count() const;

 private:
  std::vector<RoleNodes> roles_;
  std::vector<unsigned> role_of_;  ///< by node
  std::vector<TokenKind> token_kinds_;
};

}  // namespace pessimist
