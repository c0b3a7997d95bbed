#include "pessimist/value.hpp"

#include <string_view>

namespace pessimist {

namespace {

std::string quoted(const std::string& text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (code < 0x20 || code == 0x7f) {
      result += {'\\', 'x', digits[code >> 4], digits[code & 0xf]};
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string joined(const Value& value) {
  std::string result;
  const bool is_map = value.kind == Value::Kind::map;
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    const auto& [name, child] = value.children[i];
    if (i > 0) result += is_map && i % 2 == 1 ? ": " : ", ";
    if (!name.empty()) result += name + ": ";
    result += to_string(child);
  }
  return result;
}

}  // namespace

std::string to_string(const Value& value) {
  switch (value.kind) {
    case Value::Kind::leaf:
      return value.text;
    case Value::Kind::string:
      return quoted(value.text);
    case Value::Kind::record:
      return value.children.empty() ? value.text : value.text + "{" + joined(value) + "}";
    case Value::Kind::sequence:
      return "[" + joined(value) + "]";
    case Value::Kind::set:
    case Value::Kind::map:
      return "{" + joined(value) + "}";
  }
  return {};
}

}  // namespace pessimist
