#pragma once

// The parallel loop of the engine, in one place, so that the thread sanitiser can be told what it promises: what the
// caller did is seen by the bodies, what the bodies did is seen by the caller. Nothing is promised between two bodies,
// so a race between them is reported.

#include <cstddef>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "store/thread_sanitizer.hpp"

namespace pessimist::store {

/// Calls body(begin, end) for blocks that cover [begin, end), each at most `grain` long, on the current task arena.
template <class Body>
void parallel_blocks(std::size_t begin, std::size_t end, std::size_t grain, const Body& body) {
  char start = 0;
  char finish = 0;
  [[maybe_unused]] const thread_sanitizer::Workers workers{};
  thread_sanitizer::release(&start);
  const auto run = [&](const tbb::blocked_range<std::size_t>& block) {
    thread_sanitizer::ignore(false);
    thread_sanitizer::acquire(&start);
    body(block.begin(), block.end());
    thread_sanitizer::release(&finish);
    thread_sanitizer::ignore(true);
  };
  thread_sanitizer::ignore(true);
  try {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(begin, end, grain), run, tbb::simple_partitioner());
  } catch (...) {
    thread_sanitizer::ignore(false);
    throw;
  }
  thread_sanitizer::ignore(false);
  thread_sanitizer::acquire(&finish);
}

}  // namespace pessimist::store
