#include "verdict/confirm.hpp"

#include <stdexcept>

#include "reductions/property_audit.hpp"
#include "verdict/replay.hpp"
#include "verdict/retrace.hpp"

namespace pessimist {

namespace {

std::logic_error at_fault(const ReplayError& error) {
  return std::logic_error(std::string("pessimist itself is at fault: its trace does not replay: ") +
                          error.what());
}

}  // namespace

PropertyResult confirm(const Model& model, const CheckOptions& options, search::Search& search,
                       const search::Finding& finding, const PropertyInfo& property) {
  try {
    return replay(model, options, retrace(model, options, search, search.path_to(finding), property.name));
  } catch (const ClaimError& error) {
    // The run is one of its orbit's, so what was said of another of the orbit's worlds is not said of this one.
    if (options.reductions.symmetry)
      throw SpecError(reductions::not_symmetric(property.name, "names exchanged"));
    throw at_fault(error);
  } catch (const ReplayError& error) {
    throw at_fault(error);
  }
}

}  // namespace pessimist
