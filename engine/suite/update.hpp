#pragma once

#include <string>
#include <vector>

#include "suite/contract.hpp"
#include "suite/outcome.hpp"

namespace pessimist::suite {

/// A piece of a text and what is to stand there instead.
struct Edit {
  Piece piece;
  std::string text;
};

/// What makes a contract say of an entry what came out: wrong pins are replaced where they stand, missing ones stand on lines
/// behind the entry's last. Nothing for a check that is broken or unfinished: such a result is nothing to hold on to.
std::vector<Edit> pins_anew(const Contract& contract, const Entry& entry, const Outcome& outcome);

/// The text with the edits made, which do not overlap.
std::string edited(const std::string& text, std::vector<Edit> edits);

}  // namespace pessimist::suite
