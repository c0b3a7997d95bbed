#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pessimist::suite {

/// Finds the bytes of a UTF-8 text by line and column, both from 1; columns count code points.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text);

  std::size_t offset(std::size_t line, std::size_t column) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> lines_;  ///< where each begins
};

}  // namespace pessimist::suite
