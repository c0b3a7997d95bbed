#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include "search/arenas.hpp"
#include "search/shares.hpp"
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

  /// Calls body(number of the worker, number) for each of some numbers; a worker ends when `goes_on` says no. A few are done
  /// by the caller alone.
  template <class GoesOn, class Body>
  void work(Shares& shares, GoesOn goes_on, Body body) {
    const auto one = [&](std::size_t worker) {
      while (goes_on()) {
        const auto number = shares.take(worker);
        if (!number) break;
        body(worker, *number);
      }
    };
    if (workers_.size() == 1 || shares.left() < few) {
      one(0);
    } else {
      arena_.execute([&] {
        store::parallel_blocks(0, workers_.size(), 1, [&](std::size_t begin, std::size_t end) {
          for (std::size_t worker = begin; worker < end; ++worker) one(worker);
        });
      });
    }
  }
  /// The same, where it does not matter whose is what.
  template <class GoesOn, class Body>
  void work(std::size_t numbers, GoesOn goes_on, Body body) {
    Shares shares = Shares::even(numbers, workers_.size());
    work(shares, goes_on, body);
  }

  /// Runs a function on this team's threads.
  template <class Function>
  void execute(Function function) {
    arena_.execute(function);
  }

 private:
  static constexpr std::size_t few = 4;

  Workers workers_;
  tbb::global_control threads_;
  tbb::task_arena& arena_;
};

}  // namespace pessimist::search
