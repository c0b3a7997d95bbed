#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pessimist/parameter.hpp"
#include "verdict/check.hpp"

namespace pessimist::suite {

/// A piece of a text: its first byte, and the one behind its last.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What is to be run, a word at a time: `ballots=3` of `parameters`, `crash=1` of `faults`.
struct Setting {
  std::string key;
  std::string word;
  unsigned line = 0;  ///< of the contract, from 1
};

/// The least steps to the violation of each property. Nothing: they are not pinned, and a `sometimes` that nothing
/// satisfies has none.
using Violations = std::map<std::string, std::optional<unsigned>>;

/// What must come of a check.
struct Expected {
  std::optional<Verdict> verdict{};
  std::optional<std::uint64_t> states{};
  std::optional<Violations> violated{};  ///< these, and no others
  std::vector<std::string> vacuous{};    ///< that may hold vacuously
};

/// The verdict that is pinned, or that of the violations pinned; else a check is to prove.
Verdict verdict_of(const Expected& expected);

/// One check of a contract.
struct Entry {
  std::string name;               ///< by default the words of its command line
  unsigned line = 0;              ///< of its [[check]], from 1
  std::vector<Setting> settings;  ///< in the same order whatever theirs in the contract is
  Expected expected;
  std::map<std::string, unsigned> lines;  ///< of each key, from 1
  std::map<std::string, Piece> values;    ///< of each key, where it stands
  std::size_t end = 0;                    ///< of the line behind which another may stand
};

/// The checks that a project has committed itself to, with what must come of each.
struct Contract {
  std::string file;
  std::string text;
  std::vector<Entry> entries;
};

/// Reads a contract (TOML). Throws UsageError, which names file, line and entry, for what cannot be read, is unknown, of the
/// wrong type, or contradicts itself.
Contract read_contract(const std::string& file);

/// `contract.toml:12: paxos: ` and what is wrong there.
UsageError refusal(const Contract& contract, const Entry& entry, unsigned line, const std::string& what);

}  // namespace pessimist::suite
