#pragma once

#include <string>
#include <utility>
#include <vector>

namespace pessimist {

/// A value as a person reads it: a tree of printed leaves. What traces show and compare.
struct Value {
  enum class Kind {
    leaf,      ///< `text` is all there is: an integer, a word, a node's name
    string,    ///< `text`, to be shown in quotes
    record,    ///< `text` is the type's name, children are its fields
    sequence,  ///< children are the elements, in order
    set,       ///< children are the elements
    map,       ///< children come in twos: key, value
  };

  Kind kind = Kind::leaf;
  std::string text;
  std::vector<std::pair<std::string, Value>> children;  ///< the first is a field's name, else empty

  static Value leaf(std::string text) { return {Kind::leaf, std::move(text), {}}; }

  friend bool operator==(const Value&, const Value&) = default;
};

/// On one line: `Promise{ballot: 1, accepted: none}`.
std::string to_string(const Value& value);

}  // namespace pessimist
