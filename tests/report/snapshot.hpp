#pragma once

#include <string>

namespace pessimist::snapshot {

/// Whether snapshots are written instead of compared: pessimist_tests --rewrite-snapshots.
bool& rewrites();

/// The text must be that of the file tests/report/snapshots/NAME.
void check(const std::string& name, const std::string& text);

}  // namespace pessimist::snapshot
