#include "suite/text_places.hpp"

namespace pessimist::suite {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

TextPlaces::TextPlaces(std::string_view text) : text_(text) {
  lines_.push_back(text.rfind(byte_order_mark, 0) == 0 ? byte_order_mark.size() : 0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') lines_.push_back(i + 1);
  }
}

std::size_t TextPlaces::offset(std::size_t line, std::size_t column) const {
  std::size_t place = lines_.at(line - 1);
  for (std::size_t i = 1; i < column && place < text_.size(); ++i) {
    do ++place;
    while (place < text_.size() && !begins_code_point(text_[place]));
  }
  return place;
}

}  // namespace pessimist::suite
