#pragma once

// Names in values: what stands for a node of a symmetric role, or for a token. Renaming a value exchanges them; walking
// it tells where they stand. With codec.hpp and describe.hpp, all that ever looks into a protocol's types.

#include <cstdint>
#include <string_view>
#include <vector>

#include "pessimist/codec.hpp"
#include "pessimist/layout.hpp"

namespace pessimist {

/// A permutation of names (Layout::name_count): element n is what name n becomes.
using Renaming = std::vector<NameIndex>;

/// Is told of a value piece by piece.
class Walker {
 public:
  Walker() = default;
  Walker(const Walker&) = delete;
  Walker& operator=(const Walker&) = delete;
  virtual ~Walker() = default;

  /// A group of values begins: in an order that says something, or in one that does not.
  virtual void open(bool ordered) = 0;
  virtual void close() = 0;
  /// A value without names, encoded.
  virtual void plain(std::string_view bytes) = 0;
  virtual void name(NameIndex name) = 0;
};

/// The value with every name replaced by what it becomes.
template <class T>
T renamed(const T& value, const Layout& layout, const Renaming& renaming) {
  using namespace detail;
  if constexpr (is_id<T>) {
    return [&]<class Role>(Id<Role> id) {
      const NodeIndex node = renaming[layout.index(AnyId(id))];
      return IdAccess::make<Role>(layout.id(node).ordinal());
    }(value);
  } else if constexpr (is_token<T>) {
    return [&]<class Kind>(Token<Kind> token) {
      const NameIndex first = layout.token_kind(type_key<Kind>()).first;
      const auto name = static_cast<NameIndex>(first + TokenAccess::ordinal(token));
      return TokenAccess::make<Kind>(static_cast<std::uint16_t>(renaming[name] - first));
    }(value);
  } else if constexpr (is_buffered<T>) {
    return BufferedAccess::make(renamed(*value, layout, renaming),
                                renamed(BufferedAccess::unsynced(value), layout, renaming));
  } else if constexpr (is_durable<T> || is_constant<T>) {
    return T(renamed(*value, layout, renaming));
  } else if constexpr (is_optional<T>) {
    return value ? T(renamed(*value, layout, renaming)) : T();
  } else if constexpr (is_pair<T>) {
    return T{renamed(value.first, layout, renaming), renamed(value.second, layout, renaming)};
  } else if constexpr (is_variant<T>) {
    return std::visit([&](const auto& alternative) { return T(renamed(alternative, layout, renaming)); },
                      value);
  } else if constexpr (is_array<T>) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{renamed(value[Index], layout, renaming)...};
    }
    (std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (is_sequence<T> || is_set<T>) {
    T result;
    for (auto&& element : value) {
      result.insert(result.end(), renamed<typename T::value_type>(element, layout, renaming));
    }
    return result;
  } else if constexpr (is_map<T>) {
    T result;
    for (const auto& [key, mapped] : value) {
      result.emplace(renamed(key, layout, renaming), renamed(mapped, layout, renaming));
    }
    return result;
  } else if constexpr (PlainAggregate<T>) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{renamed(boost::pfr::get<Index>(value), layout, renaming)...};
    }
    (std::make_index_sequence<field_count<T>>{});
  } else {
    return value;
  }
}

/// Tells the walker of the value. Equal values are told alike, but for the order within an unordered group.
template <class T>
void walk(const T& value, const Layout& layout, Walker& walker) {
  using namespace detail;
  const auto group = [&](bool ordered, auto each) {
    walker.open(ordered);
    each([&](const auto& element) { walk(element, layout, walker); });
    walker.close();
  };
  if constexpr (is_id<T>) {
    walker.name(layout.index(AnyId(value)));
  } else if constexpr (is_token<T>) {
    [&]<class Kind>(Token<Kind> token) {
      walker.name(
          static_cast<NameIndex>(layout.token_kind(type_key<Kind>()).first + TokenAccess::ordinal(token)));
    }(value);
  } else if constexpr (is_buffered<T>) {
    group(true, [&](auto element) {
      element(*value);
      element(BufferedAccess::unsynced(value));
    });
  } else if constexpr (is_durable<T> || is_constant<T>) {
    walk(*value, layout, walker);
  } else if constexpr (is_optional<T>) {
    group(true, [&](auto element) {
      if (value) element(*value);
    });
  } else if constexpr (is_pair<T>) {
    group(true, [&](auto element) {
      element(value.first);
      element(value.second);
    });
  } else if constexpr (is_variant<T>) {
    group(true, [&](auto element) {
      element(static_cast<std::uint64_t>(value.index()));
      std::visit(element, value);
    });
  } else if constexpr (is_map<T>) {
    group(false, [&](auto) {
      for (const auto& entry : value) walk(entry, layout, walker);
    });
  } else if constexpr (is_sequence<T> || is_array<T> || is_set<T>) {
    group(!is_set<T>, [&](auto) {
      for (auto&& element : value) walk<typename T::value_type>(element, layout, walker);
    });
  } else if constexpr (PlainAggregate<T>) {
    group(true, [&](auto element) {
      for_each_field(value, [&](std::string_view, const auto& field) { element(field); });
    });
  } else {
    walker.plain(encoded(value));
  }
}

}  // namespace pessimist
