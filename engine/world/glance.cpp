#include "world/glance.hpp"

#include <algorithm>
#include <string_view>

namespace pessimist::world {

namespace {

constexpr std::size_t most_views = 4096;                  // of a half
constexpr std::size_t most_names = std::size_t{1} << 22;  // halves that are given views
constexpr std::size_t most_sights = std::size_t{4} << 20;

}  // namespace

Glance::Glance(const System& system)
    : left_(system, 0, system.tree().left_leaves()),
      right_(system, system.tree().left_leaves(), system.tree().leaves() - system.tree().left_leaves()),
      sights_(1) {}

void Glance::forget_sights() {
  for (auto& row : sights_) std::fill(row.begin(), row.end(), Sight::unknown);
}

Glance::Sight Glance::at(Root root, const UnfoldedWorld& world) {
  const Pair names = pair_of(root);
  left_.look(names.left, world);
  right_.look(names.right, world);
  sights_.resize(left_.views());
  return at(root);
}

void Glance::remember(Root root, Sight sight) {
  const Pair names = pair_of(root);
  const View left = left_.view(names.left);
  const View right = right_.view(names.right);
  if (left == no_view || right == no_view) return;
  auto& row = sights_[left];
  if (right >= row.size()) {
    const std::size_t size =
        std::min<std::size_t>(std::max<std::size_t>(2 * row.size(), right + 1), most_views);
    if (remembered_ + size - row.size() > most_sights) return;
    remembered_ += size - row.size();
    row.resize(size, Sight::unknown);
  }
  row[right] = sight;
}

void Glance::Halves::look(PartId name, const UnfoldedWorld& world) {
  if (view(name) != no_view || name >= most_names || views() >= most_views || !see(world)) return;
  if (name >= views_.size())
    views_.resize(std::min<std::size_t>(std::max<std::size_t>(2 * views_.size(), name + 1), most_names),
                  no_view);
  const std::string_view bytes(reinterpret_cast<const char*>(seen_.data()), seen_.size() * sizeof(seen_[0]));
  views_[name] = static_cast<View>(views_by_content_.intern(bytes) + 1);
}

bool Glance::Halves::see(const UnfoldedWorld& world) {
  seen_.clear();
  for (std::size_t leaf = first_leaf_; leaf < first_leaf_ + leaves_; ++leaf) {
    if (leaf < system_.nodes()) {
      const Unit& unit = *world.units[leaf];
      if (unit.breaks) return false;
      seen_.insert(seen_.end(), unit.observed.begin(), unit.observed.end());
      seen_.push_back((unit.up ? 1U : 0U) | (unit.stirs ? 2U : 0U));
      seen_.push_back(static_cast<std::uint32_t>(unit.stirs_if_down.size()));
      seen_.insert(seen_.end(), unit.stirs_if_down.begin(), unit.stirs_if_down.end());
    } else if (leaf == system_.history_leaf()) {
      seen_.push_back(world.nodes[leaf]);
    }
  }
  return true;
}

}  // namespace pessimist::world
