#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pessimist::cli {

// Each throws UsageError, which names the option, what was given and what is expected.

std::uint64_t parse_number(const std::string& option, const std::string& given, std::uint64_t least,
                           std::uint64_t most);
/// `500ms`, `30s`, `10m`, `1h`; from a millisecond to ten years.
std::chrono::milliseconds parse_time(const std::string& option, const std::string& given);
/// `512K`, `512M`, `8G`, `1T`, in powers of 1024; also `8GiB`, `8GB`.
std::uint64_t parse_memory(const std::string& option, const std::string& given);

}  // namespace pessimist::cli
