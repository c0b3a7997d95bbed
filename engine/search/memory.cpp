#include "search/memory.hpp"

#include <fstream>
#include <string>

#include <unistd.h>

namespace pessimist::search {

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");  // sizes in pages: of the program, then resident
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// Not from getrusage(): that figure is inherited from whoever started the process.
std::uint64_t peak_resident_bytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    std::uint64_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  return resident_bytes();
}

std::uint64_t machine_bytes() {
  return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
         static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace pessimist::search
