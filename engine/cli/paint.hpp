#pragma once

#include <string>
#include <string_view>

namespace pessimist::cli {

/// Whether the standard output is to be coloured: on a terminal that can, unless NO_COLOR is set (no-color.org).
bool is_painted();

/// A report with its headlines bold, what is violated or broken red, what holds green, what is not decided yellow.
std::string painted(std::string_view report);

}  // namespace pessimist::cli
