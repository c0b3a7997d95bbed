#pragma once

#include <string>

#include "pessimist/supported.hpp"
#include "pessimist/value.hpp"

namespace pessimist {

/// How nodes are called in print.
class NodeNames {
 public:
  NodeNames() = default;
  NodeNames(const NodeNames&) = default;
  NodeNames& operator=(const NodeNames&) = default;
  virtual ~NodeNames() = default;
  virtual std::string name_of(AnyId node) const = 0;
  virtual std::string name_of_token(TypeKey kind, std::uint16_t ordinal) const = 0;
};

/// The value as a tree of printed leaves.
template <class T>
Value describe(const T& value, const NodeNames& names) {
  using namespace detail;
  using Kind = Value::Kind;
  if constexpr (std::is_same_v<T, bool>) {
    return Value::leaf(value ? "true" : "false");
  } else if constexpr (std::is_enum_v<T>) {
    const auto name = enumerator_name(value);
    return Value::leaf(name ? std::string(*name) : std::to_string(static_cast<long long>(value)));
  } else if constexpr (std::is_integral_v<T>) {
    return Value::leaf(std::to_string(value));
  } else if constexpr (is_id<T>) {
    return Value::leaf(names.name_of(value));
  } else if constexpr (is_token<T>) {
    return [&]<class Kind>(Token<Kind> token) {
      return Value::leaf(names.name_of_token(type_key<Kind>(), TokenAccess::ordinal(token)));
    }(value);
  } else if constexpr (is_buffered<T>) {
    const auto& unsynced = BufferedAccess::unsynced(value);
    if (unsynced.empty()) return describe(*value, names);
    std::string text = to_string(describe(*value, names)) + " (not synced: ";
    for (const auto& write : unsynced) {
      if (&write != &unsynced.front()) text += ", ";
      text +=
          "write " + std::to_string(write.number + 1) + " over " + to_string(describe(write.before, names));
    }
    return Value::leaf(text + ")");
  } else if constexpr (is_durable<T> || is_constant<T>) {
    return describe(*value, names);
  } else if constexpr (is_monostate<T>) {
    return Value::leaf("nothing");
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {Kind::string, value, {}};
  } else if constexpr (is_optional<T>) {
    return value ? describe(*value, names) : Value::leaf("none");
  } else if constexpr (is_variant<T>) {
    return std::visit([&](const auto& alternative) { return describe(alternative, names); }, value);
  } else if constexpr (is_pair<T>) {
    return {Kind::sequence, "", {{"", describe(value.first, names)}, {"", describe(value.second, names)}}};
  } else if constexpr (is_map<T>) {
    Value result{Kind::map, "", {}};
    for (const auto& [key, mapped] : value) {
      result.children.emplace_back("", describe(key, names));
      result.children.emplace_back("", describe(mapped, names));
    }
    return result;
  } else if constexpr (is_sequence<T> || is_array<T> || is_set<T>) {
    Value result{is_set<T> ? Kind::set : Kind::sequence, "", {}};
    for (auto&& element : value) {
      result.children.emplace_back("", describe<typename T::value_type>(element, names));
    }
    return result;
  } else {
    Value result{Kind::record, std::string(type_name<T>()), {}};
    for_each_field(value, [&](std::string_view name, const auto& field) {
      if (is_constant<std::remove_cvref_t<decltype(field)>>) return;  // nobody asks for what never changes
      result.children.emplace_back(std::string(name), describe(field, names));
    });
    return result;
  }
}

}  // namespace pessimist
