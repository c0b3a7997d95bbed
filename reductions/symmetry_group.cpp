#include "reductions/symmetry_group.hpp"

#include <numeric>
#include <utility>

#include "world/renaming.hpp"

namespace pessimist::reductions {

Renaming identity(std::size_t names) {
  Renaming renaming(names);
  std::iota(renaming.begin(), renaming.end(), NameIndex{0});
  return renaming;
}

Renaming exchange(std::size_t names, NameIndex one, NameIndex other) {
  Renaming renaming = identity(names);
  std::swap(renaming[one], renaming[other]);
  return renaming;
}

namespace {

/// Whether no node's first state tells the two names apart.
bool are_alike_at_first(const Model& model, NameIndex one, NameIndex other) {
  const Renaming renaming = exchange(model.layout().name_count(), one, other);
  for (NodeIndex node = 0; node < model.layout().node_count(); ++node) {
    if (world::renamed(model, node, model.initial(node), renaming) != model.initial(renaming[node]))
      return false;
  }
  return true;
}

/// Being exchangeable is an equivalence: of (a b) and (b c) the exchange (a c) is composed. So one name stands for its
/// block.
std::vector<std::vector<NameIndex>> blocks_among(const Model& model, NameIndex first, std::size_t count) {
  std::vector<std::vector<NameIndex>> blocks;
  for (std::size_t i = 0; i < count; ++i) {
    const auto name = static_cast<NameIndex>(first + i);
    bool placed = false;
    for (auto& block : blocks) {
      if (placed || !are_alike_at_first(model, block.front(), name)) continue;
      block.push_back(name);
      placed = true;
    }
    if (!placed) blocks.push_back({name});
  }
  return blocks;
}

}  // namespace

SymmetryGroup::SymmetryGroup(const Model& model) : names_(model.layout().name_count()) {
  const auto add = [&](NameIndex first, std::size_t count) {
    for (auto& block : blocks_among(model, first, count)) {
      if (block.size() > 1) blocks_.push_back(std::move(block));
    }
  };
  for (const RoleNodes& role : model.layout().roles()) {
    if (!role.ordered) add(role.first, role.count);
  }
  for (const TokenKind& kind : model.layout().token_kinds()) add(kind.first, kind.count);
}

std::vector<Renaming> SymmetryGroup::generators() const {
  std::vector<Renaming> generators;
  for (const auto& block : blocks_) {
    generators.push_back(exchange(names_, block[0], block[1]));
    if (block.size() == 2) continue;
    Renaming rotation = identity(names_);
    for (std::size_t i = 0; i < block.size(); ++i) rotation[block[i]] = block[(i + 1) % block.size()];
    generators.push_back(std::move(rotation));
  }
  return generators;
}

std::string in_words(const Layout& layout, const Renaming& renaming) {
  const auto name = [&](NameIndex index) {
    if (index < layout.node_count()) return layout.name(index);
    for (const TokenKind& kind : layout.token_kinds()) {
      if (index >= kind.first && index - kind.first < kind.count)
        return layout.name_of_token(kind.key, static_cast<std::uint16_t>(index - kind.first));
    }
    return std::string();
  };
  for (NameIndex first = 0; first < renaming.size(); ++first) {
    if (renaming[first] == first) continue;
    if (renaming[renaming[first]] == first)
      return name(first) + " and " + name(renaming[first]) + " exchanged";
    std::string text = name(first);
    for (NameIndex next = renaming[first]; next != first; next = renaming[next]) text += " -> " + name(next);
    return text + " -> " + name(first);
  }
  return "nothing exchanged";
}

}  // namespace pessimist::reductions
