#pragma once

/// All that a specification needs: see README.md for a first one.

#include "pessimist/constant.hpp"   // IWYU pragma: export
#include "pessimist/context.hpp"    // IWYU pragma: export
#include "pessimist/durable.hpp"    // IWYU pragma: export
#include "pessimist/handlers.hpp"   // IWYU pragma: export
#include "pessimist/id.hpp"         // IWYU pragma: export
#include "pessimist/parameter.hpp"  // IWYU pragma: export
#include "pessimist/property.hpp"   // IWYU pragma: export
#include "pessimist/setup.hpp"      // IWYU pragma: export
#include "pessimist/spec.hpp"       // IWYU pragma: export
#include "pessimist/token.hpp"      // IWYU pragma: export
