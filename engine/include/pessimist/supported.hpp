#pragma once

// Which types a state, a message, a timer or an observation may hold, and a readable error for every other.

#include <array>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "pessimist/buffered.hpp"
#include "pessimist/constant.hpp"
#include "pessimist/durable.hpp"
#include "pessimist/id.hpp"
#include "pessimist/reflect.hpp"
#include "pessimist/token.hpp"

namespace pessimist::detail {

template <class T>
inline constexpr bool is_id = false;
template <class Role>
inline constexpr bool is_id<Id<Role>> = true;

template <class T>
inline constexpr bool is_token = false;
template <class Kind>
inline constexpr bool is_token<Token<Kind>> = true;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_sequence = false;
template <class T>
inline constexpr bool is_sequence<std::vector<T>> = true;

template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t Size>
inline constexpr bool is_array<std::array<T, Size>> = true;

template <class T>
inline constexpr bool is_set = false;
template <class T, class Less>
inline constexpr bool is_set<std::set<T, Less>> = true;

template <class T>
inline constexpr bool is_map = false;
template <class K, class V, class Less>
inline constexpr bool is_map<std::map<K, V, Less>> = true;

template <class T>
inline constexpr bool is_pair = false;
template <class A, class B>
inline constexpr bool is_pair<std::pair<A, B>> = true;

template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;

/// A variant's tag with nothing beside it.
template <class T>
inline constexpr bool is_monostate = std::is_same_v<T, std::monostate>;

template <class T>
concept PlainAggregate = std::is_class_v<T> && std::is_aggregate_v<T> && !is_array<T> && !is_monostate<T>;

/// Instantiating this is how a field is rejected: its template arguments, which every compiler prints, say where it
/// stands; the assertion that fails says why.
template <class Aggregate, FieldPointer Field, class T>
struct RejectedField {
  static_assert(!std::is_pointer_v<T>,
                "pessimist: a field must not be a pointer: a state is a value. Hold the thing itself, an "
                "Id<Role>, or a "
                "std::optional of it");
  static_assert(
      !std::is_floating_point_v<T>,
      "pessimist: a field must not be a floating-point number: states are compared exactly. Use an integer "
      "with a unit in its name");
  static_assert(!std::is_const_v<T>, "pessimist: a field must not be const: a state is assigned as a whole");
  static_assert(
      std::is_pointer_v<T> || std::is_floating_point_v<T> || std::is_const_v<T>,
      "pessimist: a field's type cannot be part of a state; it may hold integers, enums, bool, std::string, "
      "std::optional, std::array, std::vector, std::set, std::map, std::pair, std::variant, Id<Role>, "
      "Token<Kind>, "
      "Durable<T>, Buffered<T>, Constant<T>, and aggregates of these");
};

template <class Owner, FieldPointer Field, class T>
constexpr void require_supported();

template <class T>
constexpr void require_supported_fields() {
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    (require_supported<T, field_pointer<T, Index>(), FieldType<T, Index>>(), ...);
  }
  (std::make_index_sequence<field_count<T>>{});
}

template <class Owner, FieldPointer Field, class Template>
struct RequireArguments;
template <class Owner, FieldPointer Field, template <class...> class Template, class... Arguments>
struct RequireArguments<Owner, Field, Template<Arguments...>> {
  static constexpr void check() { (require_supported<Owner, Field, Arguments>(), ...); }
};

template <class Owner, FieldPointer Field, class T>
constexpr void require_supported() {
  if constexpr (std::is_const_v<T>) {
    (void)sizeof(RejectedField<Owner, Field, T>);
  } else if constexpr (std::is_enum_v<T>) {
    (void)enumerators<T>;
  } else if constexpr ((std::is_integral_v<T> && sizeof(T) <= sizeof(std::uint64_t)) ||
                       std::is_same_v<T, std::string> || is_id<T> || is_token<T> || is_monostate<T>) {
    return;
  } else if constexpr (is_durable<T> || is_constant<T>) {
    require_supported<Owner, Field, typename T::Value>();
  } else if constexpr (is_optional<T> || is_pair<T> || is_variant<T>) {
    RequireArguments<Owner, Field, T>::check();
  } else if constexpr (is_map<T>) {
    require_supported<Owner, Field, typename T::key_type>();
    require_supported<Owner, Field, typename T::mapped_type>();
  } else if constexpr (is_sequence<T> || is_set<T> || is_array<T>) {
    require_supported<Owner, Field, typename T::value_type>();
  } else if constexpr (PlainAggregate<T>) {
    require_supported_fields<T>();
  } else {
    (void)sizeof(RejectedField<Owner, Field, T>);
  }
}

}  // namespace pessimist::detail
