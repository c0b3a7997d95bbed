#pragma once

#include <memory>

#include "search/search.hpp"
#include "verdict/check.hpp"

namespace pessimist {

/// What a search without stubborn sets says of the runs that one with them has found: a shorter one, or that there is none.
class Shortening {
 public:
  /// Searches up to the depth of the deepest finding, and no longer than the options' limits leave and the size of the
  /// reduced search makes worth while. `elapsed`: since the check began.
  Shortening(world::System& system, const std::vector<std::size_t>& properties, const CheckOptions& options,
             const search::Summary& reduced, std::chrono::duration<double> elapsed);

  /// A shorter way to what the property is about, if one was found.
  const std::optional<search::Finding>& shorter(std::size_t property) const {
    return summary_.findings[property];
  }
  /// Whether every world was judged that lies nearer than a finding of the property.
  bool is_certain(std::size_t property, unsigned depth) const {
    return shorter(property) || (summary_.complete_depth && *summary_.complete_depth + 1 >= depth);
  }
  /// Whether it has judged the property by something that was not vacuous.
  bool was_relevant(std::size_t property) const { return summary_.relevant[property]; }
  /// What the specification did that none may, nearer than what was found; empty: nothing.
  const std::string& broken() const { return summary_.broken; }
  /// Every world up to it was judged.
  std::optional<unsigned> complete_depth() const { return summary_.complete_depth; }
  search::Search& search() { return search_; }

 private:
  search::Search search_;
  search::Summary summary_;
};

}  // namespace pessimist
