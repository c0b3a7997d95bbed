#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pessimist {

/// `1,234,567`
std::string grouped(std::uint64_t number);
/// `1 world`, `1,234 worlds`
std::string counted(std::uint64_t number, std::string_view noun);
/// `512 MiB`, `1.5 GiB`
std::string bytes_in_words(std::uint64_t bytes);
/// `0.4 s`, `12 s`, `3 min 4 s`, `2 h 5 min`
std::string seconds_in_words(double seconds);
/// `a, b, c`
std::string joined(const std::vector<std::string>& words, std::string_view separator = ", ");

}  // namespace pessimist
