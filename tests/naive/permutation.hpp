#pragma once

#include <vector>

#include "naive/world.hpp"
#include "pessimist/renaming.hpp"

namespace pessimist::naive {

/// Every permutation of the nodes of each role that is not ordered, and of the tokens of each kind, with every other.
std::vector<Renaming> all_permutations(const Layout& layout);

World permuted(const Model& model, Network network, const World& world, const Renaming& permutation);

}  // namespace pessimist::naive
