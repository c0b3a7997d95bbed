#pragma once

// How many different things there were, in bounded memory. Of the hashes of what was added the k least are kept. While
// there are no more than k, their number is the answer. After that they tell how densely hashes lie: if the k-th least is
// at a fraction x of the range of all hashes, there are about (k - 1) / x different ones. That is unbiased, with a standard
// error of 1 / sqrt(k - 2), and depends on nothing but the set of what was added: neither on its order, nor on how often,
// nor on how it was divided among workers.
//
// Bar-Yossef, Jayram, Kumar, Sivakumar, Trevisan, "Counting Distinct Elements in a Data Stream", RANDOM 2002; the unbiased
// form is that of Beyer, Haas, Reinwald, Sismanis, Gemulla, "On Synopses for Distinct-Value Estimation Under Multiset
// Operations", SIGMOD 2007.

#include <cstddef>
#include <cstdint>
#include <limits>

#include <boost/unordered/unordered_flat_set.hpp>

namespace pessimist::store {

class DistinctCount {
 public:
  /// `most_kept`: up to so many the count is exact; at least 3.
  explicit DistinctCount(std::size_t most_kept) : most_kept_(most_kept) {}

  /// A well mixed hash (hash.hpp) of what is to be counted. Takes most_kept * 2 words at most.
  void add(std::uint64_t hash) {
    if (hash > highest_) return;
    kept_.insert(hash);
    if (kept_.size() >= 2 * most_kept_) [[unlikely]]
      drop();
  }
  /// Adds all that another was given, which keeps as many.
  void add(const DistinctCount& other);

  /// Of different hashes that were added. Exact if it is at most `most_kept`, and an estimate if it is more.
  std::uint64_t count() const;
  void clear();

  /// The standard error of an estimate, as a fraction of what is counted.
  static double error(std::size_t most_kept);

 private:
  struct Hash {
    using is_avalanching = void;
    std::size_t operator()(std::uint64_t hash) const { return hash; }
  };

  /// Drops all but the `most_kept` least, if there are more.
  void drop();
  void drop_above(std::uint64_t highest);

  std::size_t most_kept_;
  boost::unordered_flat_set<std::uint64_t, Hash> kept_;
  std::uint64_t highest_ = std::numeric_limits<std::uint64_t>::max();  ///< what is above it was dropped
};

}  // namespace pessimist::store
