#include "world/tree_batch.hpp"

namespace pessimist::world {

void TreeBatch::wait(const PartId* nodes, Tree::Pairs left) {
  nodes_.insert(nodes_.end(), nodes, nodes + stride_);
  prefetch(waiting_.emplace_back(Waiting{roots_.size(), left, 0, 0}), nodes);
}

void TreeBatch::prefetch(Waiting& waiting, const PartId* nodes) const {
  waiting.pair = tree_.pair(first_of(waiting.left), nodes);
  waiting.hash = store::EntrySet::hash(waiting.pair);
  folder_.prefetch(waiting.hash);
}

void TreeBatch::shorten(std::size_t size) {
  roots_.resize(size);
  while (!waiting_.empty() && waiting_.back().world >= size) waiting_.pop_back();
  nodes_.resize(waiting_.size() * stride_);
}

// In rounds: in each, those that still wait have the pair that they wait for named, and go on to the next that is not at hand.
void TreeBatch::finish() {
  std::size_t still_waiting = waiting_.size();
  while (still_waiting != 0) {
    still_waiting = 0;
    for (const Waiting& each : waiting_) {
      if (each.left != 0) folder_.prefetch_name(each.hash);
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      Waiting& each = waiting_[i];
      if (each.left == 0) continue;
      PartId* const nodes = nodes_.data() + i * stride_;
      folder_.find(each.pair, each.hash);
      each.left = go_on(nodes, each.left);
      if (each.left != 0) {
        prefetch(each, nodes);
        ++still_waiting;
      } else {
        roots_[each.world] = tree_.root(nodes);
      }
    }
  }
  waiting_.clear();
  nodes_.clear();
}

}  // namespace pessimist::world
