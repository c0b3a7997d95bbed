#include "store/entry_set.hpp"

#include <array>
#include <bit>
#include <limits>

#include "store/parallel.hpp"

namespace pessimist::store {
namespace {

using Range = EntrySet::Range;

// What is smaller stays on small pages: a tiny search is to stay tiny.
constexpr std::size_t bytes_on_small_pages = std::size_t{2} << 20;

std::size_t checked_slots(const EntrySet::Sizes& sizes) {
  ensure(std::has_single_bit(sizes.first_slots) && sizes.first_slots >= 2,
         "slots are a power of two, at least 2");
  ensure(sizes.most_entries <= std::numeric_limits<Position>::max(), "the highest position is 2^32 - 2");
  ensure(sizes.chunk >= 1, "a writer takes at least one position at once");
  return sizes.first_slots;
}

/// The slots that may be filled, of so many.
std::size_t most_filled(std::size_t slots) { return slots - std::max<std::size_t>(slots / 8, 1); }

/// The slots of the smallest index, from so many, that has room for all entries.
std::size_t most_slots(const EntrySet::Sizes& sizes) {
  std::size_t slots = checked_slots(sizes);
  while (most_filled(slots) < sizes.most_entries) slots *= 2;
  return slots;
}

/// What is in `ranges` but not in `holes`: both in order, without overlap, and every hole within a range.
std::vector<Range> without(const std::vector<Range>& ranges, const std::vector<Range>& holes) {
  std::vector<Range> result;
  auto hole = holes.begin();
  const auto add = [&](Range part) {
    if (part.begin == part.end) return;
    if (!result.empty() && result.back().end == part.begin)
      result.back().end = part.end;
    else
      result.push_back(part);
  };
  for (Range rest : ranges) {
    for (; hole != holes.end() && hole->begin < rest.end; ++hole) {
      ensure(rest.begin <= hole->begin && hole->end <= rest.end, "a hole lies within what was handed out");
      add({rest.begin, hole->begin});
      rest.begin = hole->end;
    }
    add(rest);
  }
  return result;
}

}  // namespace

EntrySet::EntrySet(Sizes sizes, unsigned writers)
    : index_(most_slots(sizes)),
      log_(sizes.most_entries),
      owners_(sizes.most_entries / sizes.chunk + 1),
      slots_(sizes.first_slots),
      sizes_(sizes),
      writers_(writers) {
  ensure(writers >= 1, "somebody writes");
  log_.use_huge_pages_beyond(bytes_on_small_pages);
  index_.use_huge_pages_beyond(bytes_on_small_pages);
  set_geometry();
}

void EntrySet::set_geometry() {
  const auto slot_bits = static_cast<unsigned>(std::countr_zero(slots_));
  ensure(slot_bits <= 33, "2^33 slots have room for all positions");
  const unsigned position_bits = std::min(slot_bits, 32U);  // enough: at most 7/8 as many positions as slots
  home_shift_ = 64 - slot_bits;
  position_mask_ = static_cast<std::uint32_t>((std::uint64_t{1} << position_bits) - 1);
  line_mask_ = std::min(slots_, slots_per_line) - 1;
  most_taken_ = std::min(most_filled(slots_), sizes_.most_entries);
  const bool has_room_for_all = most_taken_ == sizes_.most_entries;
  growth_mark_ = has_room_for_all ? sizes_.most_entries : slots_ / 4 * 3;
}

// Chunks end where a multiple of their size does, so that whoever writes one is known from its place. They shrink with the room left, so that the holes of some writers never keep much of it from the others.
bool EntrySet::refill(Writer& writer) {
  std::size_t begin = taken_.load(std::memory_order_relaxed);
  std::size_t end = 0;
  do {
    const std::size_t room = most_taken_ - begin;
    if (room == 0) {
      if (most_taken_ == sizes_.most_entries) log_is_full_.store(true, std::memory_order_relaxed);
      return false;
    }
    const std::size_t wanted = std::clamp<std::size_t>(room / (2 * writers_.size()), 1, sizes_.chunk);
    end = std::min(begin + wanted, (begin / sizes_.chunk + 1) * sizes_.chunk);
  } while (!taken_.compare_exchange_weak(begin, end, std::memory_order_relaxed));
  writer.next_ = static_cast<Position>(begin);
  writer.end_ = static_cast<Position>(end);
  std::atomic_ref(owners_[begin / sizes_.chunk])
      .store(static_cast<std::uint16_t>(&writer - writers_.data()), std::memory_order_relaxed);
  return true;
}

std::size_t EntrySet::size() const {
  std::size_t entries = 0;
  for (const Writer& writer : writers_) entries += writer.entries_.load(std::memory_order_relaxed);
  return entries;
}

std::size_t EntrySet::bytes() const {
  return taken_.load(std::memory_order_relaxed) * sizeof(std::uint64_t) + slots_ * sizeof(std::uint32_t);
}

std::vector<Range> EntrySet::unused() const {
  std::vector<Range> holes;
  for (const Writer& writer : writers_)
    if (writer.next_ != writer.end_) holes.push_back({writer.next_, writer.end_});
  std::sort(holes.begin(), holes.end(), [](Range left, Range right) { return left.begin < right.begin; });
  return holes;
}

std::vector<Range> EntrySet::take_new_ranges() {
  const std::size_t taken = taken_.load(std::memory_order_relaxed);
  std::vector<Range> candidates = std::move(not_reported_);
  candidates.push_back({static_cast<Position>(reported_), static_cast<Position>(taken)});
  not_reported_ = unused();
  reported_ = taken;
  return without(candidates, not_reported_);
}

Position EntrySet::next_position() const {
  return static_cast<Position>(not_reported_.empty() ? reported_ : not_reported_.front().begin);
}

void EntrySet::grow() {
  if (most_taken_ == sizes_.most_entries) return;
  const std::size_t taken = taken_.load(std::memory_order_relaxed);
  clear_index();
  do slots_ *= 2;
  while (most_filled(slots_) < sizes_.most_entries && taken > slots_ / 8 * 3);
  set_geometry();
  if (slots_ * sizeof(std::uint32_t) > bytes_on_small_pages) {
    index_.make_huge(bytes_on_small_pages);
    log_.make_huge(bytes_on_small_pages);
  }

  for (const Range& filled : without({{0, static_cast<Position>(taken)}}, unused()))
    parallel_blocks(filled.begin, filled.end, 4096, [this](std::size_t begin, std::size_t end) {
      index_again({static_cast<Position>(begin), static_cast<Position>(end)});
    });
}

void EntrySet::clear_index() {
  parallel_blocks(0, slots_, 65536, [this](std::size_t begin, std::size_t end) {
    std::fill(index_.data() + begin, index_.data() + end, 0);
  });
}

// The entries are known to differ, so the first empty slot is right for each, and nothing is compared. The
// end of the parallel loop is what publishes the slots.
void EntrySet::index_again(Range range) {
  constexpr std::size_t batch = 16;
  std::array<std::uint64_t, batch> hashes{};
  for (std::size_t begin = range.begin; begin < range.end; begin += batch) {
    const std::size_t count = std::min(batch, range.end - begin);
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = hash(log_[begin + i]);
      __builtin_prefetch(index_.data() + home(hashes[i]), 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t first = home(hashes[i]);
      const std::uint32_t content = tag(hashes[i]) | static_cast<std::uint32_t>(begin + i + 1);
      std::size_t line = first & ~line_mask_;
      for (std::size_t step = 0;; ++step) {
        if (step > line_mask_) {
          step = 0;
          line = (line + line_mask_ + 1) & (slots_ - 1);
        }
        std::uint32_t seen = 0;
        const auto here = slot(line | ((first + step) & line_mask_));
        if (here.load(std::memory_order_relaxed) == 0 &&
            here.compare_exchange_strong(seen, content, std::memory_order_relaxed))
          break;
      }
    }
  }
}

}  // namespace pessimist::store
