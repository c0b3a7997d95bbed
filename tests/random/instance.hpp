#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "naive/explorer.hpp"
#include "pessimist/model.hpp"
#include "random/circumstances.hpp"
#include "random/plan.hpp"
#include "random/rule_book.hpp"

namespace pessimist::random {

/// A random protocol with the network and the faults to run it under, and what the naive explorer finds there.
struct Instance {
  Plan plan;
  PublishedRules rules;
  std::unique_ptr<Model> model;
  naive::NaiveOptions options;
  naive::NaiveResult expected;

  /// Its nodes, network, faults, properties and bounds, a line each.
  std::string description() const;
};

/// The plan's protocol, explored; not completely if it has too many worlds. From now on, what its nodes are asked is
/// recorded, if that is wanted.
Instance instance_of(const Plan& plan, Recording* recording = nullptr);

/// The instance of a seed, in a size that gives it enough worlds but not too many; none if there is no such size. Seeds
/// that follow each other go round the networks, faults, and kinds of protocols.
std::optional<Instance> make_instance(std::uint64_t seed, std::uint64_t most_worlds = Plan{}.most_worlds,
                                      Family family = Family::plain);

}  // namespace pessimist::random
