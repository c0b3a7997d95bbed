#pragma once

#include <optional>
#include <string>

#include "suite/handler_name.hpp"

namespace pessimist::suite {

/// The line, from 1, on which a C++ source declares the handler: in the body of the struct that is the role, by its name or
/// by the name that it says, and not in those of its functions. Nothing where it is not found, as where a macro or a
/// template declares it.
std::optional<unsigned> line_of_handler(const std::string& source, const HandlerName& handler);

}  // namespace pessimist::suite
