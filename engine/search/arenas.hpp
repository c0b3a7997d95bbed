#pragma once

#include <cstddef>

#include <tbb/task_arena.h>

namespace pessimist::search {

/// Where so many workers run, the same each time. One for each search would be a leak: oneTBB (2021.8) keeps an arena in its
/// lists once another thread has worked there, and walks through them all whenever threads are shared out anew.
tbb::task_arena& arena_for(std::size_t workers);

}  // namespace pessimist::search
