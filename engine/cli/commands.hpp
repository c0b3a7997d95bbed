#pragma once

#include "cli/words.hpp"

namespace pessimist::cli {

// Each does what its command says and returns the exit code. Throws UsageError, SpecError.

int run_list(const ListWords& words);
int run_check(const CheckWords& words);
int run_envelope(const EnvelopeWords& words);
int run_explore(const ExploreWords& words);
int run_graph(const GraphWords& words);
int run_replay(const ReplayWords& words);

}  // namespace pessimist::cli
