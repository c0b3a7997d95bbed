#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pessimist {

/// The known word that was likely meant: the one with the fewest typing errors (a letter too many, too few, wrong, or
/// two swapped) if these are few for its length; else the only one that begins with what was given.
std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& known);

/// `unknown spec 'paxso', did you mean paxos? Known are: paxos, raft`
std::string unknown(std::string_view what, std::string_view given, const std::vector<std::string>& known);

}  // namespace pessimist
