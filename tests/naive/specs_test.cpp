#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "naive/agreement.hpp"
#include "pessimist/spec.hpp"

namespace pessimist::naive {
namespace {

std::unique_ptr<Model> made(const std::string& name, const Assignments& parameters = {}) {
  const auto& specs = registered_specs();
  const auto spec =
      std::find_if(specs.begin(), specs.end(), [&](const Spec& each) { return each.name == name; });
  if (spec == specs.end()) return nullptr;
  return spec->make(parameters);
}

/// Compares; says whether the naive explorer could tell.
bool compare(const Spec& spec, const Model& model, const NaiveOptions& options) {
  const NaiveResult expected = explore(model, options);
  if (!expected.complete) {
    WARN(spec.name << " on " << to_string(options.network) << " has too many worlds to compare");
    return false;
  }
  INFO(spec.name << " on " << to_string(options.network) << (options.budgets.empty() ? "" : ", with faults"));
  CHECK(differences(model, options, expected) == "");
  return true;
}

/// Smaller than by default, where the defaults are too large for an explorer that prints every world.
Assignments small(const std::string& spec) {
  if (spec == "snapshot") return {{"transfers", "1"}};
  if (spec == "chain-replication") return {{"queries", "1"}};
  if (spec == "scatter-gather") return {{"workers", "2"}};
  if (spec == "raft") return {{"max_term", "1"}, {"entries", "1"}};
  if (spec == "two-phase-commit-recovery") return {{"participants", "2"}};
  if (spec == "abd-register") return {{"replicas", "2"}, {"readers", "1"}};
  if (spec == "quorum-kv") return {{"n", "2"}, {"readers", "1"}};
  if (spec == "reliable-broadcast") return {{"processes", "3"}, {"values", "1"}};
  if (spec == "primary-backup") return {{"writes", "1"}};
  return {};
}

using Budgets = std::map<Fault, unsigned>;

/// None; a crash and a restart; and each other fault by itself, with what it takes to show.
std::vector<Budgets> budgets_of(const Model& model, Network network) {
  const auto has = [&](Fault fault) { return std::ranges::count(model.faults(), fault) > 0; };
  std::vector<Budgets> all{{}};
  if (has(Fault::crash)) all.push_back({{Fault::crash, 1}});
  if (has(Fault::restart)) all.back()[Fault::restart] = 1;
  for (const Fault fault : model.faults()) {
    if (fault == Fault::crash || fault == Fault::restart || fault == Fault::heal) continue;
    if (is_of_network(fault) && network == Network::unreliable) continue;
    all.push_back({{fault, 1}});
    if (fault == Fault::crash_in_handler || fault == Fault::lost_writes) all.back()[Fault::restart] = 1;
    if (fault == Fault::lost_writes) all.back()[Fault::crash] = 1;
    if (faults_of_links.contains(fault) && has(Fault::heal)) all.back()[Fault::heal] = 1;
  }
  return all;
}

TEST_CASE("the engine and the naive explorer agree on every spec", "[specs]") {
  std::set<std::string> compared;
  for (const Spec& spec : registered_specs()) {
    if (spec.make == nullptr) continue;  // another test has registered no more than a name
    const std::unique_ptr<Model> model = spec.make(small(spec.name));
    for (const Network network : model->networks()) {
      for (const Budgets& budgets : budgets_of(*model, network)) {
        const bool is_compared = compare(spec, *model, {network, budgets, 200'000});
        if (is_compared && budgets.empty()) compared.insert(spec.name);
      }
    }
  }
  for (const char* name : {"two-phase-commit", "paxos", "raft", "raft-election", "mutex", "snapshot",
                           "chain-replication", "scatter-gather", "two-phase-commit-recovery", "lease-lock",
                           "primary-backup", "abd-register", "quorum-kv", "reliable-broadcast"}) {
    INFO(name);
    CHECK(compared.contains(name));
  }
}

// Figures of TLC for Lamport's own specifications.
TEST_CASE("the naive explorer finds the published counts", "[specs]") {
  const auto explored = [](const std::string& name, const Assignments& parameters) {
    const std::unique_ptr<Model> model = made(name, parameters);
    REQUIRE(model);
    return explore(*model, {});
  };
  const NaiveResult three = explored("two-phase-commit", {{"rms", "3"}});
  CHECK(three.worlds == 288);
  CHECK(three.depth == 10);
  const NaiveResult four = explored("two-phase-commit", {{"rms", "4"}});
  CHECK(four.worlds == 1568);
  CHECK(four.depth == 13);
  const NaiveResult paxos = explored("paxos", {{"acceptors", "3"}, {"values", "2"}, {"ballots", "2"}});
  CHECK(paxos.worlds == 3921);
  CHECK(paxos.depth == 16);
}

}  // namespace
}  // namespace pessimist::naive
