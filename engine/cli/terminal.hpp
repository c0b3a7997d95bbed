#pragma once

#include "report/lanes.hpp"

namespace pessimist::cli {

/// How to draw on the standard output: with all of Unicode where the locale (LC_ALL, LC_CTYPE, LANG) says UTF-8, as wide as
/// the terminal, and 100 columns wide elsewhere.
Drawing drawing_of_output();

}  // namespace pessimist::cli
