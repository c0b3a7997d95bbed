#include "reductions/orbit_canonicalizer.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::reductions {

using store::golden_ratio;
using store::mix;

OrbitCanonicalizer::OrbitCanonicalizer(world::System& system, const SymmetryGroup& group,
                                       const ClassSignatures* classes,
                                       store::Renewable<CarrierViews::Known>& shared, unsigned worker)
    : group_(group),
      views_(system, group, classes, shared, worker),
      nodes_(system.nodes()),
      history_leaf_(system.history_leaf()),
      world_(views_.carriers()),
      colours_(group.names()),
      renaming_(group.names()) {
  for (const auto& block : group.blocks()) {
    names_ += block.size();
    sorted_.emplace_back(block.begin(), block.end());
  }
}

void OrbitCanonicalizer::canonicalize(world::Tree::Nodes& nodes) {
  views_.renew();
  const auto leaf = [&](Carrier carrier) -> world::PartId& {
    return nodes[views_.is_history(carrier) ? *history_leaf_ : carrier];
  };
  for (Carrier carrier = 0; carrier < world_.size(); ++carrier)
    world_[carrier] = &views_.of(carrier, leaf(carrier));
  begin(colours_);
  refine(colours_);
  has_least_ = false;
  resolve(colours_);
  for (Carrier carrier = 0; carrier < world_.size(); ++carrier) leaf(carrier) = least_[carrier]->part;
}

// Colours.

void OrbitCanonicalizer::begin(Colours& colours) const {
  NameSet touched = 0;
  for (const CarrierView* view : world_) touched |= view->touches;
  for (std::size_t name = 0; name < colours.size(); ++name) colours[name] = mix(name + 1);
  for (const auto& block : group_.blocks()) {
    std::uint64_t absent = 0;
    for (const NameIndex name : block) {
      colours[name] = mix(block.front() + 1);
      if (name < nodes_) {
        colours[name] = mix(colours[name] + world_[name]->signature.shape);
      } else if ((touched & views_.set_of(name)) == 0) {
        // To exchange two names that the world does not have leaves it as it is, so any order of them will do.
        colours[name] = mix(colours[name] + ++absent);
      }
    }
  }
}

// Until as many colours are told apart as there are names, or nothing more is.
void OrbitCanonicalizer::refine(Colours& colours) {
  std::size_t cells = 0;
  for (std::size_t found = sort(colours); found > cells && found < names_;) {
    cells = found;
    told_.assign(colours.size(), 0);
    for (const CarrierView* view : world_) {
      const bool is_history = views_.is_history(view->carrier);
      const std::uint64_t own = is_history ? 0 : colours[view->carrier];
      for (const Signature::Use& use : view->signature.uses) {
        if (!is_history) told_[view->carrier] += mix(use.how + colours[use.name]);
        told_[use.name] += mix(mix(use.how) + own);
        // Of itself it may speak otherwise than of its like.
        if (views_.is_named(view->carrier, use.name)) told_[use.name] += use.how;
      }
    }
    for (const auto& block : group_.blocks()) {
      for (const NameIndex name : block) colours[name] = mix(colours[name] * golden_ratio + told_[name]);
    }
    found = sort(colours);
  }
}

// By insertion: there are few names, and often they are in order already.
std::size_t OrbitCanonicalizer::sort(const Colours& colours) {
  std::size_t cells = 0;
  for (auto& names : sorted_) {
    for (std::size_t i = 1; i < names.size(); ++i) {
      const NameIndex name = names[i];
      std::size_t place = i;
      for (; place > 0 && colours[name] < colours[names[place - 1]]; --place) names[place] = names[place - 1];
      names[place] = name;
    }
    ++cells;
    for (std::size_t i = 1; i < names.size(); ++i)
      cells += colours[names[i]] != colours[names[i - 1]] ? 1 : 0;
  }
  return cells;
}

// Ties.

std::vector<NameIndex> OrbitCanonicalizer::first_tied_cell(const Colours& colours) const {
  for (const auto& names : sorted_) {
    for (auto begin = names.begin(); begin != names.end();) {
      const auto end =
          std::find_if(begin, names.end(), [&](NameIndex name) { return colours[name] != colours[*begin]; });
      if (end - begin > 1) return {begin, end};
      begin = end;
    }
  }
  return {};
}

void OrbitCanonicalizer::resolve(Colours& colours) {
  while (sort(colours) < names_) {
    const std::vector<NameIndex> cell = first_tied_cell(colours);
    std::vector<NameIndex> apart;  // one of each set of names that are exchangeable in this world
    for (const NameIndex name : cell) {
      const auto is_twin = [&](NameIndex other) { return is_automorphism(name, other); };
      if (std::none_of(apart.begin(), apart.end(), is_twin)) apart.push_back(name);
    }
    if (apart.size() > 1) {
      for (const NameIndex name : apart) {
        Colours tried = colours;
        tried[name] = mix(tried[name] + golden_ratio);
        refine(tried);
        resolve(tried);
      }
      return;
    }
    // Exchanging any two leaves the world as it is, so any order will do.
    for (std::size_t i = 0; i < cell.size(); ++i) colours[cell[i]] = mix(colours[cell[i]] + i);
  }
  try_leaf();
}

bool OrbitCanonicalizer::is_automorphism(NameIndex one, NameIndex other) {
  const NameSet both = views_.set_of(one) | views_.set_of(other);
  return std::all_of(world_.begin(), world_.end(), [&](const CarrierView* view) {
    if ((view->touches & both) == 0) return true;
    const Carrier image = views_.image_of(view->carrier, one, other);
    if (image == view->carrier) {
      const Signature::Use* use_of_one = view->use_of(one);
      const Signature::Use* use_of_other = view->use_of(other);
      if (use_of_one == nullptr && use_of_other == nullptr) return true;
      if (use_of_one == nullptr || use_of_other == nullptr || use_of_one->how != use_of_other->how)
        return false;
    }
    return &views_.exchanged(*view, one, other) == world_[image];
  });
}

void OrbitCanonicalizer::try_leaf() {
  std::iota(renaming_.begin(), renaming_.end(), NameIndex{0});
  for (std::size_t block = 0; block < sorted_.size(); ++block) {
    for (std::size_t i = 0; i < sorted_[block].size(); ++i)
      renaming_[sorted_[block][i]] = group_.blocks()[block][i];
  }
  leaf_ = world_;
  for (const auto& block : group_.blocks()) {
    for (const NameIndex name : block) {
      while (renaming_[name] != name) {  // exchange it with its target: what comes back goes on
        const NameIndex target = renaming_[name];
        exchange_names(leaf_, name, target);
        renaming_[name] = std::exchange(renaming_[target], target);
      }
    }
  }
  if (!has_least_ || is_less(leaf_, least_)) least_.swap(leaf_);
  has_least_ = true;
}

void OrbitCanonicalizer::exchange_names(Views& world, NameIndex one, NameIndex other) {
  for (const CarrierView*& view : world) view = &views_.exchanged(*view, one, other);
  if (one < nodes_) std::swap(world[one], world[other]);
}

bool OrbitCanonicalizer::is_less(const Views& one, const Views& other) {
  for (Carrier carrier = 0; carrier < one.size(); ++carrier) {
    if (one[carrier] == other[carrier]) continue;
    if (one[carrier]->hash != other[carrier]->hash) return one[carrier]->hash < other[carrier]->hash;
    return one[carrier]->part < other[carrier]->part;
  }
  return false;
}

}  // namespace pessimist::reductions
