#pragma once

#include "search/search.hpp"
#include "verdict/check.hpp"
#include "verdict/replay.hpp"

namespace pessimist {

/// The events of a run that the path of worlds stands for. Worlds of a search may be reduced: the path goes through
/// representatives, which need not have happened one after the other. So the run is found anew, on the real handlers: from
/// a world that the path's first one stands for, the first event that leads to one that the next stands for, and so on.
RecordedTrace retrace(const Model& model, const CheckOptions& options, search::Search& search,
                      const search::Path& path, const std::string& property);

}  // namespace pessimist
