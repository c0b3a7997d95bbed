#include "search/arenas.hpp"

#include <map>
#include <mutex>

namespace pessimist::search {

tbb::task_arena& arena_for(std::size_t workers) {
  static std::mutex mutex;
  static auto& arenas = *new std::map<std::size_t, tbb::task_arena>;  // as long as the threads, to the end
  const std::lock_guard lock(mutex);
  return arenas.try_emplace(workers, static_cast<int>(workers)).first->second;
}

}  // namespace pessimist::search
