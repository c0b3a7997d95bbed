#pragma once

// What the thread sanitiser must be told, because Debian's libtbb is not instrumented: it sees neither the edges
// that a parallel loop promises nor how libtbb recycles the objects that its header templates write to. Suppressions
// cannot help: every frame of a worker's stack lies below one of oneTBB, so they would hide our own races as well.
// In any other build all of this is empty.

#if defined(__SANITIZE_THREAD__)
#define PESSIMIST_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define PESSIMIST_THREAD_SANITIZER
#endif
#endif

#ifdef PESSIMIST_THREAD_SANITIZER

#include <tbb/task_scheduler_observer.h>

extern "C" {
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
void AnnotateIgnoreWritesBegin(const char* file, int line);
void AnnotateIgnoreWritesEnd(const char* file, int line);
void __tsan_acquire(void* address);  // NOLINT(bugprone-reserved-identifier)
void __tsan_release(void* address);  // NOLINT(bugprone-reserved-identifier)
}

namespace pessimist::store::thread_sanitizer {

// Whether the plain reads and writes of this thread are ignored. The sanitiser counts, which would leave a body ignored
// where oneTBB nests; a thread must also not end ignored.
class Ignored {
 public:
  Ignored() = default;
  Ignored(const Ignored&) = delete;
  Ignored& operator=(const Ignored&) = delete;
  ~Ignored() { set(false); }

  void set(bool ignored) {
    if (ignored == ignored_) return;
    ignored_ = ignored;
    if (ignored) {
      AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
      AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    } else {
      AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
      AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
    }
  }

 private:
  bool ignored_ = false;
};

inline void ignore(bool ignored) {
  thread_local Ignored state;
  state.set(ignored);
}

// A worker is ignored from its first step in the scheduler; our code switches it on again for each body. An observer sees
// one arena, that of the thread that makes it, so every parallel loop makes its own.
class Workers : public tbb::task_scheduler_observer {
 public:
  Workers() { observe(true); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() override { observe(false); }
  void on_scheduler_entry(bool is_worker) override {
    if (is_worker) ignore(true);
  }
};

inline void acquire(void* address) { __tsan_acquire(address); }
inline void release(void* address) { __tsan_release(address); }

}  // namespace pessimist::store::thread_sanitizer

#else

namespace pessimist::store::thread_sanitizer {

inline void ignore(bool) {}
struct Workers {};
inline void acquire(void*) {}
inline void release(void*) {}

}  // namespace pessimist::store::thread_sanitizer

#endif
