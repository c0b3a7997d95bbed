#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "suite/contract.hpp"
#include "suite/outcome.hpp"

namespace pessimist::suite {

/// What came of checks, kept in a folder, so that what has not changed need not be run again. A check is known by all that
/// it runs on: what the executable and the entry's settings contain. Its pins are not of it: they are judged anew. Only
/// what is finished is kept; a limit of time may be met on one day and not on another.
class Cache {
 public:
  /// Makes the folder where there is none. Throws UsageError where that cannot be, or the executable cannot be read.
  Cache(std::filesystem::path folder, const std::string& executable);

  /// Nothing where it is not kept, or what is kept is damaged.
  std::optional<Outcome> find(const Entry& entry) const;
  /// Throws WriteError.
  void keep(const Entry& entry, const Outcome& outcome) const;

 private:
  std::string key_of(const Entry& entry) const;
  std::filesystem::path file_of(const std::string& key) const;

  std::filesystem::path folder_;
  std::string executable_;  ///< what it contains, as a hash
};

}  // namespace pessimist::suite
