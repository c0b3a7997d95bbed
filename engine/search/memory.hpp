#pragma once

#include <cstdint>

namespace pessimist::search {

/// Memory of this process that is in use now, and at most so far, in bytes.
std::uint64_t resident_bytes();
std::uint64_t peak_resident_bytes();

/// Physical memory of the machine.
std::uint64_t machine_bytes();

}  // namespace pessimist::search
