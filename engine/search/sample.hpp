#pragma once

#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "store/entry_set.hpp"

namespace pessimist::search {

/// Some worlds of a layer: those with the least content hashes. Chosen by what they are, so they are the same for any
/// number of workers, whoever came upon them.
class Sample {
 public:
  /// A world that may belong to the sample of `most` worlds; one that was offered already changes nothing.
  void offer(std::uint64_t hash, store::Position world, std::size_t most) {
    if (worlds_.size() >= most && (most == 0 || hash > worlds_.rbegin()->first)) return;
    worlds_.emplace(hash, world);
    if (worlds_.size() > most) worlds_.erase(std::prev(worlds_.end()));
  }
  /// Takes in what another saw of the layer.
  void merge(const Sample& other, std::size_t most) {
    for (const auto& [hash, world] : other.worlds_) offer(hash, world, most);
  }
  void clear() { worlds_.clear(); }

  /// (content hash, position), ascending.
  const std::set<std::pair<std::uint64_t, store::Position>>& worlds() const { return worlds_; }

 private:
  std::set<std::pair<std::uint64_t, store::Position>> worlds_;
};

}  // namespace pessimist::search
