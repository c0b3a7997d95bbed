#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist::reductions {

/// Which names may be exchanged: blocks of names, any two of which may be; together, a product of symmetric groups.
class SymmetryGroup {
 public:
  /// Finds the blocks: nodes of a role that is not `ordered`, and tokens of a kind, that are alike at first. What a
  /// protocol then does must not tell them apart; SymmetryAudit looks into that.
  explicit SymmetryGroup(const Model& model);

  /// Each of at least two names, ascending.
  const std::vector<std::vector<NameIndex>>& blocks() const { return blocks_; }
  bool is_trivial() const { return blocks_.empty(); }
  std::size_t names() const { return names_; }

  /// From these every exchange can be composed: of each block, the exchange of its first two names, and the rotation of
  /// all of them.
  std::vector<Renaming> generators() const;
  /// Each equally likely, if `draw(n)` is any number below n.
  template <class Draw>
  Renaming shuffled(Draw draw) const;

 private:
  std::size_t names_;
  std::vector<std::vector<NameIndex>> blocks_;
};

/// The renaming that changes nothing.
Renaming identity(std::size_t names);
Renaming exchange(std::size_t names, NameIndex one, NameIndex other);

template <class Draw>
Renaming SymmetryGroup::shuffled(Draw draw) const {
  Renaming renaming = identity(names_);
  for (const auto& block : blocks_) {
    for (std::size_t left = block.size(); left > 1; --left)
      std::swap(renaming[block[left - 1]], renaming[block[draw(left)]]);
  }
  return renaming;
}

/// `rm 1 and rm 2 exchanged`, `rm 1 -> rm 2 -> rm 3 -> rm 1`
std::string in_words(const Layout& layout, const Renaming& renaming);

}  // namespace pessimist::reductions
