#pragma once

// Values to bytes and back. The bytes are canonical: two values of a type are equal if and only if their bytes are, on
// every run and machine (integers are little-endian; sets and maps come in their order). The engine knows a part of a
// world by its bytes alone, so this file, describe.hpp and renaming.hpp are all that ever looks into a protocol's types.

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "pessimist/supported.hpp"

namespace pessimist {

namespace detail {

template <class T>
void encode_integer(T value, std::string& out) {
  auto bits = static_cast<std::uint64_t>(value);
  std::array<char, sizeof(T)> bytes;
  for (char& byte : bytes) {
    byte = static_cast<char>(bits & 0xff);
    bits >>= 8;
  }
  out.append(bytes.data(), bytes.size());
}

/// Reads from the front of bytes; a truncated value is a fault of the caller.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  T integer() {
    const std::string_view raw = text(sizeof(T));
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(raw[i])) << (8 * i);
    }
    return static_cast<T>(bits);
  }

  std::string_view text(std::size_t size) {
    if (size > bytes_.size()) throw std::logic_error("pessimist: an encoded value is truncated");
    const std::string_view result = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return result;
  }

  bool done() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

}  // namespace detail

template <class T>
void encode(const T& value, std::string& out) {
  using namespace detail;
  if constexpr (std::is_enum_v<T>) {
    encode_integer(static_cast<std::underlying_type_t<T>>(value), out);
  } else if constexpr (std::is_integral_v<T>) {
    encode_integer(value, out);
  } else if constexpr (is_id<T>) {
    encode_integer(IdAccess::ordinal(value), out);
  } else if constexpr (is_token<T>) {
    encode_integer(TokenAccess::ordinal(value), out);
  } else if constexpr (is_buffered<T>) {
    encode(*value, out);
    encode(BufferedAccess::unsynced(value), out);
  } else if constexpr (is_durable<T> || is_constant<T>) {
    encode(*value, out);
  } else if constexpr (is_monostate<T>) {
    return;
  } else if constexpr (std::is_same_v<T, std::string>) {
    encode_integer(static_cast<std::uint32_t>(value.size()), out);
    out += value;
  } else if constexpr (is_optional<T>) {
    out.push_back(value ? '\1' : '\0');
    if (value) encode(*value, out);
  } else if constexpr (is_pair<T>) {
    encode(value.first, out);
    encode(value.second, out);
  } else if constexpr (is_variant<T>) {
    encode_integer(static_cast<std::uint8_t>(value.index()), out);
    std::visit([&](const auto& alternative) { encode(alternative, out); }, value);
  } else if constexpr (is_array<T>) {
    for (const auto& element : value) encode(element, out);
  } else if constexpr (is_sequence<T> || is_set<T> || is_map<T>) {
    encode_integer(static_cast<std::uint32_t>(value.size()), out);
    for (auto&& element : value) {  // by value of reference: std::vector<bool> has no element to refer to
      encode<typename T::value_type>(element, out);
    }
  } else {
    for_each_field(value, [&](std::string_view, const auto& field) { encode(field, out); });
  }
}

template <class T>
std::string encoded(const T& value) {
  std::string out;
  encode(value, out);
  return out;
}

template <class T>
T decode(detail::Reader& in) {
  using namespace detail;
  if constexpr (std::is_enum_v<T>) {
    return static_cast<T>(in.integer<std::underlying_type_t<T>>());
  } else if constexpr (std::is_integral_v<T>) {
    return in.integer<T>();
  } else if constexpr (is_id<T>) {
    return [&]<class Role>(std::type_identity<Id<Role>>) {
      return IdAccess::make<Role>(in.integer<std::uint16_t>());
    }(std::type_identity<T>{});
  } else if constexpr (is_token<T>) {
    return [&]<class Kind>(std::type_identity<Token<Kind>>) {
      return TokenAccess::make<Kind>(in.integer<std::uint16_t>());
    }(std::type_identity<T>{});
  } else if constexpr (is_buffered<T>) {
    auto value = decode<typename T::Value>(in);
    return BufferedAccess::make(std::move(value), decode<std::vector<UnsyncedWrite<typename T::Value>>>(in));
  } else if constexpr (is_durable<T> || is_constant<T>) {
    return T(decode<typename T::Value>(in));
  } else if constexpr (is_monostate<T>) {
    return {};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return std::string(in.text(in.integer<std::uint32_t>()));
  } else if constexpr (is_optional<T>) {
    if (in.text(1).front() == '\0') return std::nullopt;
    return T(decode<typename T::value_type>(in));
  } else if constexpr (is_pair<T>) {
    return T{decode<std::remove_const_t<typename T::first_type>>(in), decode<typename T::second_type>(in)};
  } else if constexpr (is_variant<T>) {
    const std::size_t index = in.integer<std::uint8_t>();
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      std::optional<T> result;
      (void)((Index == index &&
              (result.emplace(std::in_place_index<Index>, decode<std::variant_alternative_t<Index, T>>(in)),
               true)) ||
             ...);
      return std::move(result).value();
    }
    (std::make_index_sequence<std::variant_size_v<T>>{});
  } else if constexpr (is_array<T>) {
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{((void)Index, decode<typename T::value_type>(in))...};
    }
    (std::make_index_sequence<std::tuple_size_v<T>>{});
  } else if constexpr (is_sequence<T> || is_set<T> || is_map<T>) {
    T result;
    for (auto left = in.integer<std::uint32_t>(); left > 0; --left) {
      result.insert(result.end(), decode<typename T::value_type>(in));
    }
    return result;
  } else {
    // Braces evaluate from left to right, and need no default constructor of any field.
    return [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      return T{decode<FieldType<T, Index>>(in)...};
    }
    (std::make_index_sequence<field_count<T>>{});
  }
}

template <class T>
T decoded(std::string_view bytes) {
  detail::Reader in(bytes);
  return decode<T>(in);
}

}  // namespace pessimist
