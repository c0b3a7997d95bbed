#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pessimist {

/// Two lower-case digits a byte.
std::string to_hex(std::string_view bytes);
/// Nothing where the text is not what to_hex gives.
std::optional<std::string> from_hex(std::string_view digits);

}  // namespace pessimist
