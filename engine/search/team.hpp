#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include "search/arenas.hpp"
#include "search/worker.hpp"
#include "store/parallel.hpp"

namespace pessimist::search {

/// The workers, and the threads that they run on.
class Team {
 public:
  using Workers = std::vector<std::unique_ptr<Worker>>;

  explicit Team(Workers workers)
      : workers_(std::move(workers)),
        threads_(tbb::global_control::max_allowed_parallelism, workers_.size() + 1),
        arena_(arena_for(workers_.size())) {}

  std::size_t size() const { return workers_.size(); }
  Worker& operator[](std::size_t number) { return *workers_[number]; }
  const Worker& operator[](std::size_t number) const { return *workers_[number]; }

  /// Calls body(number of the worker, number of the block) for every block, each worker taking the next when it is done
  /// with one; a worker ends when `goes_on` says no. A few blocks are done by the caller alone.
  template <class GoesOn, class Body>
  std::size_t work(std::size_t blocks, GoesOn goes_on, Body body) {
    next_block_.store(0, std::memory_order_relaxed);
    const auto one = [&](std::size_t worker) {
      while (goes_on()) {
        const std::size_t block = next_block_.fetch_add(1, std::memory_order_relaxed);
        if (block >= blocks) break;
        body(worker, block);
      }
    };
    if (workers_.size() == 1 || blocks < few_blocks) {
      one(0);
    } else {
      arena_.execute([&] {
        store::parallel_blocks(0, workers_.size(), 1, [&](std::size_t begin, std::size_t end) {
          for (std::size_t worker = begin; worker < end; ++worker) one(worker);
        });
      });
    }
    return std::min(next_block_.load(std::memory_order_relaxed), blocks);
  }

  /// How many blocks were taken so far.
  std::size_t taken() const { return next_block_.load(std::memory_order_relaxed); }

  /// Runs a function on this team's threads.
  template <class Function>
  void execute(Function function) {
    arena_.execute(function);
  }

 private:
  static constexpr std::size_t few_blocks = 4;

  Workers workers_;
  tbb::global_control threads_;
  tbb::task_arena& arena_;
  std::atomic<std::size_t> next_block_ = 0;
};

}  // namespace pessimist::search
