#pragma once

#include <array>
#include <cstddef>
#include <mutex>

namespace pessimist::store {

/// Address ranges that are zero throughout and wait to be used again. Any thread, any time.
///
/// Many small checks follow each other in a suite and in tests, each with some dozens of tables of which hardly a page is
/// written. To map those anew took half of the time: memory that is given back must vanish from the view of all cores.
class KeptRanges {
 public:
  /// One of just so many bytes; null if there is none.
  void* take(std::size_t bytes) noexcept;
  /// False if there is no place for it.
  bool keep(void* begin, std::size_t bytes) noexcept;
  /// Gives all back to the system. False if there were none.
  bool unmap() noexcept;

 private:
  struct Range {
    void* begin = nullptr;
    std::size_t bytes = 0;
  };

  std::mutex mutex_;
  std::array<Range, 64> ranges_;
  std::size_t count_ = 0;
};

/// Those of the program: never destroyed, as whoever gives back a range late may still ask.
KeptRanges& kept_ranges() noexcept;

}  // namespace pessimist::store
