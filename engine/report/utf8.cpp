#include "report/utf8.hpp"

#include <algorithm>

namespace pessimist {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// How many bytes a character has that begins so; 0: none begins so.
std::size_t length_at(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

/// Whether the bytes stand for a character that they are the shortest form of, and no half of a surrogate pair.
bool is_proper(char32_t character, std::size_t length) {
  if (length == 3) return character >= 0x800 && (character < 0xD800 || character > 0xDFFF);
  return length < 4 || (character >= 0x10000 && character <= 0x10FFFF);
}

/// Unicode's East Asian wide characters and emoji, by their blocks.
bool is_wide(char32_t character) {
  return (character >= 0x1100 && character < 0x1160) || (character >= 0x2E80 && character < 0xA4D0) ||
         (character >= 0xAC00 && character < 0xD7A4) || (character >= 0xF900 && character < 0xFB00) ||
         (character >= 0xFE30 && character < 0xFE70) || (character >= 0xFF00 && character < 0xFF61) ||
         (character >= 0x1F300 && character < 0x1FB00) || character >= 0x20000;
}

/// The longest beginning of the text that fits, in bytes.
std::size_t fitting(std::string_view text, std::size_t room) {
  std::string_view rest = text;
  std::size_t used = 0;
  while (!rest.empty()) {
    std::string_view behind = rest;
    used += is_wide(next_character(behind)) ? 2 : 1;
    if (used > room) break;
    rest = behind;
  }
  return text.size() - rest.size();
}

}  // namespace

char32_t next_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = length_at(first);
  char32_t character = length <= 1 ? first : first & (0xFFU >> (length + 1));
  bool is_valid = length > 0 && length <= text.size();
  for (std::size_t i = 1; is_valid && i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    is_valid = (byte & 0xC0) == 0x80;
    character = character << 6 | (byte & 0x3F);
  }
  is_valid = is_valid && is_proper(character, length);
  text.remove_prefix(is_valid ? length : 1);
  return is_valid ? character : replacement;
}

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) count += is_wide(next_character(text)) ? 2 : 1;
  return count;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t room) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::string_view behind_first = text;
    next_character(behind_first);
    std::size_t length = std::max(fitting(text, room), text.size() - behind_first.size());
    if (length < text.size()) {
      const std::size_t space = text.rfind(' ', length);
      if (space != std::string_view::npos && space > 0) length = space;
    }
    lines.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
    while (text.starts_with(' ')) text.remove_prefix(1);
  }
  return lines;
}

std::string shortened(std::string_view text, std::size_t room) {
  if (columns(text) <= room) return std::string(text);
  return room == 0 ? "" : std::string(text.substr(0, fitting(text, room - 1))) + "…";
}

}  // namespace pessimist
