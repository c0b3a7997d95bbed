#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "pessimist/layout.hpp"
#include "pessimist/value.hpp"

namespace pessimist {

/// What a predicate says of what it was shown.
struct Judgement {
  enum class Verdict : std::uint8_t {
    holds,
    fails,
    vacuous,  ///< holds because what it is about was not the case
  };
  Verdict verdict = Verdict::holds;
  std::string why;           ///< of a failure
  std::vector<AnyId> nodes;  ///< that a failure is about, where the engine cannot know them
};

/// What a predicate reads of one node, or of one message.
struct Reading {
  NodeIndex node = 0;  ///< of a message: its sender
  NodeIndex to = 0;    ///< of a message
  std::string bytes;   ///< the observed value, or the message, encoded
  friend auto operator<=>(const Reading&, const Reading&) = default;
};

/// A predicate over observations, as the engine sees it.
class Predicate {
 public:
  enum class Form : std::uint8_t {
    each,   ///< judged for each node of its one source by itself
    pairs,  ///< judged for each two different nodes: the first of its first source, the second of its second
    together,  ///< judged once, on all nodes and messages of all its sources
  };
  struct Source {
    bool is_messages = false;  ///< else an observation of a role's nodes
    unsigned number = 0;       ///< role number, or message type
  };

  Predicate() = default;
  Predicate(const Predicate&) = delete;
  Predicate& operator=(const Predicate&) = delete;
  virtual ~Predicate() = default;

  virtual Form form() const = 0;
  virtual const std::vector<Source>& sources() const = 0;
  /// The encoded value that source number `source` reads of a node with these fields.
  virtual std::string observe(std::size_t source, const std::string& fields) const = 0;
  /// That value, or a message, as a person reads it.
  virtual Value describe(std::size_t source, const std::string& bytes) const = 0;
  /// `readings` has an entry for each source: one reading for `each` and `pairs`, all of them, in order, for
  /// `together`; messages sorted by sender, receiver and content. Throws what the protocol's predicate throws.
  virtual Judgement judge(const std::vector<std::vector<Reading>>& readings) const = 0;
};

}  // namespace pessimist
