#pragma once

#include <string>
#include <vector>

#include "pessimist/model.hpp"
#include "search/limits.hpp"
#include "search/stop.hpp"

namespace pessimist {

/// The properties with these names, by number; without names, all. Throws UsageError.
std::vector<std::size_t> chosen_properties(const Model& model, const std::vector<std::string>& names);
/// The message types that some property or bound reads: all that were ever sent of them must be remembered.
std::vector<bool> messages_read(const Model& model, const std::vector<std::size_t>& properties);
/// `the time limit of 3 s`; nothing where it was no limit.
std::string in_words(search::StopReason reason, const Limits& limits);

}  // namespace pessimist
