// The state graph of small instances, against the naive explorer.

#include "trace/state_graph.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "naive/explorer.hpp"
#include "report/graph_dot.hpp"
#include "report/snapshot.hpp"

namespace pessimist {
namespace {

struct Instance {
  const char* spec;
  Assignments parameters;
  std::map<Fault, unsigned> faults;
};

const std::vector<Instance> instances{
    {"two-phase-commit", {{"rms", "2"}}, {{Fault::crash, 1}, {Fault::restart, 1}}},
    {"raft-election", {{"max_term", "1"}}, {{Fault::crash, 1}, {Fault::restart, 1}}},
    {"lease-lock", {{"clients", "1"}}, {{Fault::skew, 1}, {Fault::pause, 1}}},
    {"primary-backup", {{"writes", "1"}}, {{Fault::cut, 1}, {Fault::heal, 1}}},
    {"mutex", {{"processes", "2"}}, {}}};

std::unique_ptr<Model> made(const Instance& instance) {
  return std::ranges::find(registered_specs(), instance.spec, &Spec::name)->make(instance.parameters);
}

TEST_CASE("a state graph has every world and every step that there is", "[trace]") {
  for (const Instance& instance : instances) {
    INFO(instance.spec);
    const auto model = made(instance);
    const Network network = model->networks().front();
    const naive::NaiveResult expected = naive::explore(*model, {network, instance.faults, 20'000});
    const StateGraph graph = state_graph(*model, network, instance.faults, 20'000);
    CHECK(graph.is_complete);
    CHECK(graph.vertices.size() == expected.worlds);
    CHECK(graph.edges.size() == expected.transitions);
    CHECK(graph.vertices.back().depth == expected.depth);
  }
}

TEST_CASE("a state graph that grows too large ends with as many worlds as were wanted", "[trace]") {
  const auto model = made(instances[0]);
  const StateGraph graph = state_graph(*model, model->networks().front(), {}, 10);
  CHECK_FALSE(graph.is_complete);
  CHECK(graph.vertices.size() == 10);
  for (const StateGraph::Edge& edge : graph.edges) CHECK(std::max(edge.from, edge.to) < 10);
}

TEST_CASE("a state graph in DOT", "[trace]") {
  const Instance broken{"two-phase-commit", {{"rms", "2"}, {"bug", "commit-early"}}, {}};
  const auto model = made(broken);
  const StateGraph graph = state_graph(*model, model->networks().front(), {}, 12);
  snapshot::check("two-phase-commit.dot", graph_dot(*model, graph, "two \"phases\""));
  const StateGraph whole = state_graph(*model, model->networks().front(), {}, 20'000);
  CHECK(std::ranges::any_of(whole.vertices, [&](const auto& vertex) { return is_bad(*model, vertex); }));
  CHECK_FALSE(is_bad(*model, whole.vertices.front()));
}

}  // namespace
}  // namespace pessimist
