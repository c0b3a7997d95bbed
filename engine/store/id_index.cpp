#include "store/id_index.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace pessimist::store {

namespace {

constexpr std::size_t first_size = 16;

}  // namespace

IdIndex::IdIndex() { publish(std::make_unique<Table>(first_size)); }

IdIndex::Table::Table(std::size_t size) : slots(size) {
  const auto bits = static_cast<unsigned>(std::countr_zero(size));
  shift = 64 - bits;
  id_mask = static_cast<std::uint32_t>((std::uint64_t{1} << std::min(bits, 32U)) - 1);
}

void IdIndex::Table::put(std::uint64_t hash, std::uint32_t id) {
  std::size_t place = home(hash);
  while (slots[place].load(std::memory_order_relaxed) != 0) place = behind(place);
  slots[place].store(tag(hash) | (id + 1), std::memory_order_release);
}

void IdIndex::publish(std::unique_ptr<Table> table) {
  tables_.push_back(std::move(table));
  table_.store(tables_.back().get(), std::memory_order_release);
}

std::size_t IdIndex::bytes() const {
  const std::size_t last = tables_.back()->slots.size();
  return (2 * last - first_size) * sizeof(std::uint32_t) + tables_.capacity() * sizeof(tables_[0]);
}

}  // namespace pessimist::store
