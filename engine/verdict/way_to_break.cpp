#include "verdict/way_to_break.hpp"

#include <exception>

#include "verdict/confirm.hpp"

namespace pessimist {

std::optional<PropertyResult> way_to_break(const Model& model, const CheckOptions& options,
                                           search::Search& search, const search::Summary& summary) {
  if (!summary.broken_in) return {};
  try {
    return confirm(model, options, search, *summary.broken_in, PropertyInfo{});
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace pessimist
