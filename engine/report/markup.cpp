#include "report/markup.hpp"

#include "report/utf8.hpp"

namespace pessimist {

std::string markup(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t character = next_character(text);
    switch (character) {
      case U'&':
        result += "&amp;";
        break;
      case U'<':
        result += "&lt;";
        break;
      case U'>':
        result += "&gt;";
        break;
      case U'"':
        result += "&quot;";
        break;
      case U'\'':
        result += "&#39;";
        break;
      default: {
        const bool is_control =
            (character < 0x20 && character != U'\n' && character != U'\t') || character == 0x7F;
        const bool is_none = character == 0xFFFD || character == 0xFFFE || character == 0xFFFF;
        result += is_control || is_none ? "\uFFFD" : before.substr(0, before.size() - text.size());
      }
    }
  }
  return result;
}

std::string json_in_markup(std::string_view json) {
  std::string result;
  for (const char c : json) {
    if (c == '<') {
      result += "\\u003c";
    } else if (c == '>') {
      result += "\\u003e";
    } else if (c == '&') {
      result += "\\u0026";
    } else {
      result += c;
    }
  }
  return result;
}

std::string filled(std::string_view pattern, const std::map<std::string, std::string, std::less<>>& values) {
  std::string result;
  for (;;) {
    const std::size_t begin = pattern.find("{{");
    result += pattern.substr(0, begin);
    if (begin == std::string_view::npos) return result;
    const std::size_t end = pattern.find("}}", begin);
    result += values.at(std::string(pattern.substr(begin + 2, end - begin - 2)));
    pattern.remove_prefix(end + 2);
  }
}

}  // namespace pessimist
