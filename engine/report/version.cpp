#include "report/version.hpp"

namespace pessimist {

std::string_view version() { return PESSIMIST_VERSION; }

}  // namespace pessimist
