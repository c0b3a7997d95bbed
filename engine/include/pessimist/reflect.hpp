#pragma once

// Names of types, enumerators and fields, and the fields themselves, all read from the compiler: nothing that a
// protocol declares is listed a second time. Fields come from Boost.PFR; their names from the text in which g++ and
// clang spell a template argument that points at the field.

#include <array>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>

namespace pessimist {

namespace detail {

template <class T>
consteval std::string_view spelled_type() {
  return __PRETTY_FUNCTION__;
}

template <auto Value>
consteval std::string_view spelled_value() {
  return __PRETTY_FUNCTION__;
}

constexpr bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The last identifier in `text`.
constexpr std::string_view last_word(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !is_word(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

/// What stands behind `key = ` in the list of template arguments at the end of a spelled function.
constexpr std::string_view spelled_argument(std::string_view spelled, std::string_view key) {
  const std::size_t begin = spelled.find(key) + key.size();
  std::size_t depth = 0;
  std::size_t end = begin;
  for (; end < spelled.size(); ++end) {
    const char c = spelled[end];
    if (c == '<' || c == '(' || c == '{') ++depth;
    if (c == '>' || c == ')' || c == '}') --depth;
    if (depth == 0 && (c == ';' || c == ']' || c == ',')) break;
  }
  return spelled.substr(begin, end - begin);
}

/// `TransactionManager` of `(anonymous namespace)::TransactionManager`, `Lid` of `lib::Box<int>::Lid<bool>`.
constexpr std::string_view unqualified(std::string_view type) {
  std::size_t depth = 0;
  while (!type.empty() && (depth > 0 || type.back() == '>')) {
    if (type.back() == '>') ++depth;
    if (type.back() == '<') --depth;
    type.remove_suffix(1);
  }
  return last_word(type);
}

template <class T>
struct Outer {
  T value;
};

#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-internal"
#pragma clang diagnostic ignored "-Wundefined-var-template"
#endif
/// Never defined: only the addresses of its fields are spelled.
template <class T>
extern const Outer<T> example;

template <class Pointer>
struct FieldPointer {
  Pointer pointer;
};
template <class Pointer>
FieldPointer(Pointer) -> FieldPointer<Pointer>;

template <class T, std::size_t Index>
consteval auto field_pointer() {
  return FieldPointer{&boost::pfr::get<Index>(const_cast<T&>(example<T>.value))};
}

template <class T, FieldPointer Field>
consteval std::string_view spelled_field() {
  return __PRETTY_FUNCTION__;
}

template <class T, std::size_t Index>
consteval std::string_view find_field_name() {
  const std::string_view spelled = spelled_field<T, field_pointer<T, Index>()>();
#if defined(__clang__)
  return last_word(spelled);
#else
  // [with T = ...; FieldPointer<...auto...> Field = FieldPointer<int*>{(& example<...>.Outer<...>::value.Server::term)}; ...
  const std::size_t end = spelled.find(")}", spelled.find("Field = "));
  return last_word(spelled.substr(0, end));
#endif
}
#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// How far from zero the enumerators of an enum are looked for.
inline constexpr int most_enumerators = 64;

template <class E, int Number>
consteval std::string_view find_enumerator() {
  const std::string_view argument = spelled_argument(spelled_value<static_cast<E>(Number)>(), "Value = ");
  // Where no enumerator has this number, the compilers spell a cast: `(State)7`, also of a type in a namespace.
  const auto scope = argument.rfind("::");
  const bool is_cast = argument.find('(') != std::string_view::npos &&
                       (scope == std::string_view::npos || argument.rfind(')') > scope);
  return is_cast ? std::string_view{} : last_word(argument);
}

template <class E, int... Number>
consteval auto find_enumerators(std::integer_sequence<int, Number...>) {
  return std::array<std::string_view, sizeof...(Number)>{find_enumerator<E, Number>()...};
}

template <class E>
consteval auto find_enumerators() {
  constexpr bool has_type = requires {
    E{0};
  };  // else numbers that are no enumerators may be no values of the enum
  static_assert(has_type, "pessimist: an enum is an `enum class`, or says its type: `enum E : int`");
  if constexpr (has_type) {
    return find_enumerators<E>(std::make_integer_sequence<int, most_enumerators>{});
  } else {
    return std::array<std::string_view, most_enumerators>{};
  }
}

template <class E>
inline constexpr auto enumerators = find_enumerators<E>();

}  // namespace detail

/// `ResourceManager` for `struct ResourceManager`, without namespaces and template arguments.
template <class T>
constexpr std::string_view type_name() {
  constexpr std::string_view name =
      detail::unqualified(detail::spelled_argument(detail::spelled_type<T>(), "T = "));
  return name;
}

/// The name of a value of an enum, or nothing if no enumerator between 0 and 63 has it.
template <class E>
constexpr std::optional<std::string_view> enumerator_name(E value) {
  const auto number = static_cast<long long>(value);
  if (number < 0 || number >= detail::most_enumerators) return std::nullopt;
  const std::string_view name = detail::enumerators<E>[static_cast<std::size_t>(number)];
  if (name.empty()) return std::nullopt;
  return name;
}

namespace detail {

// What Boost.PFR must not be asked about, and would misread or choke on: bases, references, built-in arrays. Each shows
// in what an aggregate's braces take at a field's place.

// The conversions are never called, but some compilers ask for their bodies.
struct Anything {
  template <class T>
  operator T&() const {  // NOLINT: converting is what it is for
    std::abort();
  }
};
struct AnythingButReference {
  template <class T>
  operator T() const {  // NOLINT
    std::abort();
  }
};
struct ConstReferenceOnly {
  template <class T>
  requires std::is_const_v<T>
  operator T&() const {  // NOLINT
    std::abort();
  }
};
template <class Derived>
struct BaseOnly {
  template <class T>
  requires std::is_base_of_v<T, Derived> &&(!std::is_same_v<T, Derived>)operator T&() const {  // NOLINT
    std::abort();
  }
};

template <class T, class Place, std::size_t... Before, std::size_t... After>
consteval bool takes_at(std::index_sequence<Before...>, std::index_sequence<After...>) {
  return requires { T{(void(Before), Anything{})..., Place{}, (void(After), Anything{})...}; };
}
template <class T, std::size_t... Before, std::size_t... Inside, std::size_t... After>
consteval bool takes_braced_at(std::index_sequence<Before...>, std::index_sequence<Inside...>,
                               std::index_sequence<After...>) {
  return requires {
    T{(void(Before), Anything{})..., {(void(Inside), Anything{})...}, (void(After), Anything{})...};
  };
}

/// What an aggregate's braces take at the place of one of its fields.
template <class T, std::size_t Index, std::size_t Count>
struct FieldProbe {
  template <class Place>
  static consteval bool takes() {
    return takes_at<T, Place>(std::make_index_sequence<Index>{},
                              std::make_index_sequence<Count - Index - 1>{});
  }
  /// Whether the place takes `Inside` values in braces, when they stand for `Instead` fields.
  template <std::size_t Inside, std::size_t Instead>
  static consteval bool takes_braced() {
    return takes_braced_at<T>(std::make_index_sequence<Index>{}, std::make_index_sequence<Inside>{},
                              std::make_index_sequence<Count - Index - Instead>{});
  }
  template <std::size_t... More>
  static consteval bool takes_two_instead_of_some(std::index_sequence<More...>) {
    return (takes_braced<2, 2 + More>() || ...);
  }

  static constexpr bool is_reference = !takes<AnythingButReference>() || takes<ConstReferenceOnly>();
  /// An array counts as as many fields as it has elements, but takes them in braces of their own as well.
  static constexpr bool is_array = !takes_braced<0, 1>() && !takes_braced<2, 1>() &&
                                   takes_two_instead_of_some(std::make_index_sequence<Count - Index - 1>{});

  static consteval bool readable() {
    static_assert(
        !is_reference,
        "pessimist: a field must not be a reference: a state is a value, and must outlive what it was read "
        "from");
    static_assert(!is_array, "pessimist: a field must not be a built-in array: use std::array");
    return !is_reference && !is_array;
  }
};

template <class T, std::size_t... Index>
consteval bool all_readable(std::index_sequence<Index...>) {
  return (FieldProbe<T, Index, sizeof...(Index)>::readable() && ...);
}

/// The number of fields of an aggregate, or an error in words and 0 for one that has fields which cannot be read.
template <class T>
consteval std::size_t count_fields() {
  constexpr bool is_aggregate = std::is_class_v<T> && std::is_aggregate_v<T>;
  static_assert(
      is_aggregate,
      "pessimist: a role, message, timer or other type of one's own is a plain aggregate: no constructors, "
      "virtual functions or private fields");
  if constexpr (!is_aggregate) {
    return 0;
  } else if constexpr (requires { T{BaseOnly<T>{}}; }) {
    static_assert(
        !requires { T{BaseOnly<T>{}}; },
        "pessimist: a role, message, timer or other type of one's own has no base class");
    return 0;
  } else {
    constexpr std::size_t count = boost::pfr::tuple_size_v<T>;
    // Where a field cannot be copied, supported.hpp will say which.
    constexpr bool readable =
        !std::is_copy_constructible_v<T> || all_readable<T>(std::make_index_sequence<count>{});
    return readable ? count : 0;
  }
}

}  // namespace detail

template <class T>
inline constexpr std::size_t field_count = detail::count_fields<T>();

namespace detail {
/// Not PFR's alias itself, which would read T as soon as T is known, be there a field number or not.
template <class T, std::size_t Index>
struct FieldTypeOf {
  using Type = boost::pfr::tuple_element_t<Index, T>;
};
}  // namespace detail

template <class T, std::size_t Index>
using FieldType = typename detail::FieldTypeOf<T, Index>::Type;

template <class T, std::size_t Index>
constexpr std::string_view field_name() {
  constexpr std::string_view name = detail::find_field_name<T, Index>();
  return name;
}

/// Calls `visit(name, field)` for each field of an aggregate, in the order of declaration.
template <class T, class Visit>
constexpr void for_each_field(T& aggregate, Visit&& visit) {
  using Plain = std::remove_const_t<T>;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    (visit(field_name<Plain, Index>(), boost::pfr::get<Index>(aggregate)), ...);
  }
  (std::make_index_sequence<field_count<Plain>>{});
}

/// `resource manager` of `ResourceManager`: how a person is told a type's name.
std::string in_words(std::string_view camel_case);
/// `commit-early` of `commit_early`.
std::string in_dashes(std::string_view snake_case);

}  // namespace pessimist
