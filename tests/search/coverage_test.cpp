#include "search/coverage.hpp"

#include <catch2/catch.hpp>

#include <pessimist/pessimist.hpp>

#include "report/coverage_json.hpp"
#include "report/coverage_words.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

struct Ask {};
struct Answer {};
struct Refusal {};
struct Patience {};

struct Server {
  int asked = 0;
  void receive(const Ask&, AnyId from, Context<Answer, Refusal>& context) {
    if (++asked < 9) return context.send(from, Answer{});
    context.send(from, Refusal{});
  }
  void timeout(const Patience&) { asked = 0; }
};
struct Client {
  bool is_served = false;
  void start(Context<Ask>& context) { context.broadcast<Server>(Ask{}); }
  void receive(const Answer&) { is_served = true; }
  void receive(const Refusal&) { is_served = false; }
};
struct Service {
  static constexpr std::string_view name = "service";
  using Roles = pessimist::Roles<Server, Client>;
  using Messages = pessimist::Messages<Ask, Answer, Refusal>;
  using Timers = pessimist::Timers<Patience>;
  struct Parameters {};
  static void set_up(const Parameters&, Setup<Service>& setup) {
    setup.nodes<Server>(1);
    setup.nodes<Client>(2);
    setup.networks({Network::unordered});
    setup.faults({Fault::crash, Fault::restart});
    setup.sometimes("served", each(&Client::is_served, [](bool is_served) { return is_served; }));
  }
};

std::vector<std::string> in_words(const Model& model, const std::vector<Handler>& handlers) {
  std::vector<std::string> words;
  for (const Handler& handler : handlers) words.push_back(handler_in_words(model, handler));
  return words;
}

TEST_CASE("coverage tells what happened, how often and when first, and what never did", "[search]") {
  const ProtocolModel<Service> model(Service::Parameters{});
  CheckOptions options;
  options.network = Network::unordered;
  options.coverage = true;
  CheckResult result = check(model, options);
  // Both clients ask at once. The server hears one or the other first, then each may have its answer before or behind that
  // the server hears the second.
  CHECK(in_words(model, result.never_called) ==
        std::vector<std::string>{"server: timer Patience", "client: receive of Refusal"});
  CHECK(never_in_words(model, result) ==
        "Never called: server: timer Patience; client: receive of Refusal.\n");
  REQUIRE(result.coverage);
  CHECK(result.coverage->faults.empty());
  const auto count = [&](Trigger::Kind kind, unsigned number) {
    std::uint64_t times = 0;
    for (const auto& [handler, outcomes] : result.coverage->handlers) {
      if (handler.kind != kind || handler.number != number) continue;
      for (const auto& [outcome, counted] : outcomes) times += counted.times;
    }
    return times;
  };
  CHECK(count(Trigger::Kind::receive, 0) + count(Trigger::Kind::receive, 1) == result.transitions);
  const auto& asked = result.coverage->handlers.at({0, Trigger::Kind::receive, 0});
  CHECK(asked.size() == 1);
  CHECK(asked.at({{1}}).first_depth == 0);
  CHECK(result.coverage->handlers.at({1, Trigger::Kind::receive, 1}).at({{}}).first_depth == 1);

  options.budgets = {{Fault::crash, 0}, {Fault::restart, 1}};
  result = check(model, options);
  CHECK(result.never_possible == std::vector<Fault>{Fault::restart});
  const auto document = coverage_json(model, result);
  CHECK(document.at("never_possible").at(0) == "restart");
  CHECK(document.at("handlers").at(0).at("handler") == "server: receive of Ask");
  CHECK(document.at("handlers").at(0).at("sends").at(0) == "Answer");
}

TEST_CASE("coverage counts each step of each world once, for any number of workers", "[search]") {
  const auto counted = [](const char* name, std::map<Fault, unsigned> budgets, unsigned workers) {
    const auto& specs = registered_specs();
    const auto model = std::ranges::find(specs, name, &Spec::name)->make({});
    CheckOptions options;
    options.network = model->networks().front();
    options.budgets = std::move(budgets);
    options.workers = workers;
    options.coverage = true;
    options.keep_going = true;
    options.first_slots = 8;
    return check(*model, options);
  };
  const std::map<Fault, unsigned> crash{{Fault::crash, 1}, {Fault::restart, 1}};
  for (const auto& [name, budgets] :
       {std::pair("two-phase-commit", crash), std::pair("raft-election", crash), std::pair("paxos", crash),
        std::pair("lease-lock", std::map<Fault, unsigned>{{Fault::skew, 1}}),
        std::pair("primary-backup", std::map<Fault, unsigned>{{Fault::partition, 1}, {Fault::heal, 1}})}) {
    INFO(name);
    const CheckResult one = counted(name, budgets, 1);
    std::uint64_t sum = 0;
    for (const auto& [handler, outcomes] : one.coverage.value().handlers) {
      for (const auto& [outcome, count] : outcomes) sum += count.times;
    }
    CHECK(sum == one.transitions);
    for (const auto& [fault, budget] : budgets) CHECK(one.coverage->faults.at(fault).times > 0);
    const CheckResult two = counted(name, budgets, 2);
    REQUIRE(two.coverage->handlers.size() == one.coverage->handlers.size());
    for (const auto& [handler, outcomes] : one.coverage->handlers) {
      for (const auto& [outcome, count] : outcomes) {
        CHECK(two.coverage->handlers.at(handler).at(outcome).times == count.times);
        CHECK(two.coverage->handlers.at(handler).at(outcome).first_depth == count.first_depth);
      }
    }
  }
}

}  // namespace
}  // namespace pessimist
