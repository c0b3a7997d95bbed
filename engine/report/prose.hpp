#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pessimist {

/// The text in lines of at most so many columns, broken at spaces; what goes on of a line stands a little further in than it.
/// A command to be copied (`Again: ...`) stays in one piece, and so does what is too far in.
std::string in_lines(std::string_view text, std::size_t width);

}  // namespace pessimist
