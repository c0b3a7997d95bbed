#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pessimist {

/// Takes the first character off the text, which must not be empty. What is no UTF-8 becomes U+FFFD, byte by byte.
char32_t next_character(std::string_view& text);

/// How wide a text is where each letter has the same width; ideographs and emoji have that of two.
std::size_t columns(std::string_view text);

/// Lines of at most so many columns, broken at spaces; within a word only where it is longer than a line.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// The text, or as much of it as fits, with an ellipsis.
std::string shortened(std::string_view text, std::size_t columns);

}  // namespace pessimist
