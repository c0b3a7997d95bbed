#include "report/json_place.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace pessimist {

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

JsonPlace JsonPlace::at(std::string_view key) const {
  for (const auto& [name, value] : object()) {
    if (name == key) return JsonPlace(value, pointer_ + pointer_step(key));
  }
  reject(fmt::format("the field \"{}\" is missing", key));
}

JsonPlace JsonPlace::at(std::size_t index) const {
  if (index >= size()) reject(fmt::format("has no element {}", index));
  return JsonPlace((*value_)[index], fmt::format("{}/{}", pointer_, index));
}

bool JsonPlace::has(std::string_view key) const {
  const auto& members = object();
  return std::any_of(members.begin(), members.end(), [&](const auto& member) { return member.first == key; });
}

bool JsonPlace::truth() const {
  if (!value_->is_boolean()) reject("true or false is expected");
  return value_->get<bool>();
}

std::size_t JsonPlace::size() const {
  if (!value_->is_array()) reject("an array is expected");
  return value_->size();
}

std::string JsonPlace::text() const {
  if (!value_->is_string()) reject("a text is expected");
  return value_->get<std::string>();
}

std::uint64_t JsonPlace::number(std::uint64_t most) const {
  if (!value_->is_number_unsigned() || value_->get<std::uint64_t>() > most) {
    reject(fmt::format("a whole number from 0 to {} is expected", most));
  }
  return value_->get<std::uint64_t>();
}

const nlohmann::ordered_json::object_t& JsonPlace::object() const {
  if (!value_->is_object()) reject("an object is expected");
  return value_->get_ref<const nlohmann::ordered_json::object_t&>();
}

void JsonPlace::reject(std::string_view reason) const {
  throw TraceFileError(fmt::format("{}: {}", pointer_.empty() ? "/" : pointer_, reason));
}

}  // namespace pessimist
