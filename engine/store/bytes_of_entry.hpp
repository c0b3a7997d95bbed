#pragma once

#include <cstddef>

namespace pessimist::store {

/// What an entry of an interner or a memo takes besides its content, about.
inline constexpr std::size_t bytes_of_entry = 48;

}  // namespace pessimist::store
