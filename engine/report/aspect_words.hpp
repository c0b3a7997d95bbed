#pragma once

#include <string>

#include "pessimist/model.hpp"
#include "search/size.hpp"

namespace pessimist {

/// `state of rm`, `timer Retry of server`, `which server is up`, `messages Vote`, `history of Vote`, `use of crash`
std::string aspect_in_words(const Model& model, const Aspect& aspect);

/// Its name alone: `state`, `Retry`, `up`, `Vote`, `crash`
std::string name_of(const Model& model, const Aspect& aspect);

}  // namespace pessimist
