#include "report/claim_words.hpp"

#include <fmt/format.h>

namespace pessimist {

bool claims_something(const PropertyResult& property) { return !property.name.empty(); }

std::string claim_in_words(const PropertyResult& property) {
  if (!claims_something(property))
    return property.why.empty() ? "is where the path ends"
                                : "is where the specification breaks: " + property.why;
  const bool is_violated = property.verdict == PropertyResult::Verdict::violated;
  return fmt::format("{} `{}`{}{}", is_violated ? "violates" : "is the witness of", property.name,
                     property.why.empty() ? "" : ": ", property.why);
}

}  // namespace pessimist
