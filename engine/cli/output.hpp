#pragma once

#include <string_view>

namespace pessimist::cli {

/// To standard output. What fails is noticed by `finish_output`.
void print(std::string_view text);
/// The same for prose: on a terminal, in lines no longer than it is wide. Commands to be copied stay in one piece.
void print_prose(std::string_view text);
/// One message on standard error, as `pessimist: text`.
void complain(std::string_view text);
/// Flushes standard output. Complains and returns false where not all of it could be written.
bool finish_output();

}  // namespace pessimist::cli
