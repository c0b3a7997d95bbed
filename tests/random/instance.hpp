#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "naive/explorer.hpp"
#include "pessimist/model.hpp"

namespace pessimist::random {

/// A random protocol with the network and the faults to run it under, and what the naive explorer finds there.
struct Instance {
  std::uint64_t seed = 0;
  unsigned size = 0;
  bool reading = false;
  naive::NaiveOptions options;
  std::unique_ptr<Model> model;
  naive::NaiveResult expected;

  std::string description() const;
};

/// The instance of a seed, in a size that gives it enough worlds but not too many; none if there is no such size. Seeds
/// that follow each other go round the networks, faults, and kinds of protocols.
std::optional<Instance> make_instance(std::uint64_t seed);

}  // namespace pessimist::random
