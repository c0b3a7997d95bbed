#pragma once

// One of every type that a state may hold, and random values of them.

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <rapidcheck.h>

#include <pessimist/pessimist.hpp>

namespace pessimist::zoo {

struct Server {};

enum class Colour { red, green, blue };
enum class Small : std::uint8_t { none = 0, most = 255 };
enum class Signed : std::int16_t { least = -32768, minus_one = -1, zero = 0, one = 1 };
enum Plain : unsigned { plain_zero, plain_one };

struct Empty {
  friend bool operator==(const Empty&, const Empty&) = default;
};
struct Vote {
  std::int32_t term = 0;
  std::optional<std::string> value;
  friend bool operator==(const Vote&, const Vote&) = default;
};
/// No default constructor anywhere.
struct Pair {
  Id<Server> from;
  Id<Server> to;
  friend bool operator==(const Pair&, const Pair&) = default;
};
struct Mixed {
  Id<Server> first;
  bool flag;
  std::optional<Id<Server>> maybe;
  std::vector<Pair> pairs;
  Id<Server> last;
  friend bool operator==(const Mixed&, const Mixed&) = default;
};
struct Disk {
  Durable<int> term = 0;
  Durable<std::vector<Vote>> log{};
  Durable<std::optional<Id<Server>>> voted_for{};
  Durable<std::string> text{};
  Durable<std::map<Id<Server>, bool>> seen{};
  int cached = 0;
  friend bool operator==(const Disk&, const Disk&) = default;
};
struct Twenty {
  int a = 0;
  Id<Server> b;
  bool c = false;
  std::string d;
  std::vector<int> e;
  std::optional<Id<Server>> f;
  Colour g = Colour::red;
  std::map<int, std::string> h;
  std::set<Id<Server>> i;
  std::uint64_t j = 0;
  Durable<int> k = 0;
  Durable<std::optional<Id<Server>>> l{};
  Empty m;
  Vote n;
  std::array<bool, 3> o{};
  std::vector<bool> p;
  std::pair<int, Id<Server>> q;
  std::int8_t r = 0;
  Pair s;
  Id<Server> t;
  friend bool operator==(const Twenty&, const Twenty&) = default;
};

/// A random value: mostly a small one, so that two are often equal; now and then an extreme one.
template <class T>
T random() {
  using namespace detail;
  using rc::gen::inRange;
  if constexpr (std::is_same_v<T, bool>) {
    return *inRange(0, 2) == 1;
  } else if constexpr (std::is_enum_v<T>) {
    return static_cast<T>(random<std::underlying_type_t<T>>());
  } else if constexpr (std::is_integral_v<T>) {
    using Limits = std::numeric_limits<T>;
    switch (*inRange(0, 8)) {
      case 0:
        return Limits::min();
      case 1:
        return Limits::max();
      case 2:
        return static_cast<T>(-1);
      case 3:
        return static_cast<T>(*inRange(0, 256));
      default:
        return static_cast<T>(*inRange(0, 2));
    }
  } else if constexpr (is_id<T>) {
    return [&]<class Role>(std::type_identity<Id<Role>>) {
      return IdAccess::make<Role>(static_cast<std::uint16_t>(*inRange(0, 3)));
    }(std::type_identity<T>{});
  } else if constexpr (is_durable<T>) {
    return T(random<typename T::Value>());
  } else if constexpr (is_monostate<T>) {
    return {};
  } else if constexpr (std::is_same_v<T, std::string>) {
    std::string text;
    for (int left = *inRange(0, 4); left > 0; --left) text.push_back("\0a\xff\1"[*inRange(0, 4)]);
    return text;
  } else if constexpr (is_optional<T>) {
    return *inRange(0, 2) == 0 ? T() : T(random<typename T::value_type>());
  } else if constexpr (is_pair<T>) {
    return {random<std::remove_const_t<typename T::first_type>>(), random<typename T::second_type>()};
  } else if constexpr (is_variant<T>) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      const std::size_t chosen = *inRange<std::size_t>(0, sizeof...(Index));
      std::optional<T> result;
      (void)((Index == chosen &&
              (result.emplace(std::in_place_index<Index>, random<std::variant_alternative_t<Index, T>>()),
               true)) ||
             ...);
      return *result;
    }
    (std::make_index_sequence<std::variant_size_v<T>>{});
  } else if constexpr (is_array<T>) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{((void)Index, random<typename T::value_type>())...};
    }
    (std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (is_sequence<T> || is_set<T> || is_map<T>) {
    T result;
    for (int left = *inRange(0, 4); left > 0; --left)
      result.insert(result.end(), random<typename T::value_type>());
    return result;
  } else {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{random<FieldType<T, Index>>()...};
    }
    (std::make_index_sequence<field_count<T>>{});
  }
}

}  // namespace pessimist::zoo
