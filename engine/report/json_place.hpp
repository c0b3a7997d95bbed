#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "pessimist/parameter.hpp"

namespace pessimist {

/// Thrown where a trace file cannot be read, or is not what it claims to be; names the place in it.
class TraceFileError : public UsageError {
  using UsageError::UsageError;
};

/// A value in a JSON document that a user may have edited, with its place (a JSON pointer, RFC 6901). Every access
/// throws TraceFileError, which names the place, where the document is not as it should be.
class JsonPlace {
 public:
  explicit JsonPlace(const nlohmann::ordered_json& value, std::string pointer = {})
      : value_(&value), pointer_(std::move(pointer)) {}

  JsonPlace at(std::string_view key) const;
  JsonPlace at(std::size_t index) const;
  bool has(std::string_view key) const;
  std::size_t size() const;  ///< of an array
  bool truth() const;
  std::string text() const;
  std::uint64_t number(std::uint64_t most) const;

  const nlohmann::ordered_json& value() const { return *value_; }
  const nlohmann::ordered_json::object_t& object() const;
  [[noreturn]] void reject(std::string_view reason) const;

 private:
  const nlohmann::ordered_json* value_;
  std::string pointer_;
};

/// A key as it stands in a JSON pointer.
std::string pointer_step(std::string_view key);

}  // namespace pessimist
