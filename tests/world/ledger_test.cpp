#include "world/ledger.hpp"

#include <catch2/catch.hpp>

#include "pessimist/parameter.hpp"

namespace pessimist::world {
namespace {

TEST_CASE("a ledger counts each fault up to its budget", "[ledger]") {
  const Ledger ledger({{Fault::crash, 2}, {Fault::restart, 1}});
  PartId now = 0;
  CHECK(ledger.used(now).empty());
  now = ledger.spend(now, {Fault::crash}).value();
  now = ledger.spend(now, {Fault::restart}).value();
  CHECK_FALSE(ledger.spend(now, {Fault::restart}));
  now = ledger.spend(now, {Fault::crash}).value();
  CHECK_FALSE(ledger.spend(now, {Fault::crash}));
  CHECK(ledger.used(now) == std::map<Fault, unsigned>{{Fault::crash, 2}, {Fault::restart, 1}});
}

TEST_CASE("the order in which faults were used is forgotten", "[ledger]") {
  const Ledger ledger({{Fault::crash, 1}, {Fault::restart, 1}});
  const auto one_way = ledger.spend(ledger.spend(0, {Fault::crash}).value(), {Fault::restart});
  const auto the_other = ledger.spend(ledger.spend(0, {Fault::restart}).value(), {Fault::crash});
  CHECK(one_way == the_other);
}

TEST_CASE("a budget of none is no fault", "[ledger]") {
  const Ledger ledger({{Fault::crash, 0}});
  CHECK_FALSE(ledger.allows_faults());
  CHECK_FALSE(ledger.spend(0, {Fault::crash}));
}

TEST_CASE("budgets that do not fit are the user's fault", "[ledger]") {
  CHECK_THROWS_AS(Ledger({{Fault::crash, 0xffffffff}, {Fault::restart, 1}}), UsageError);
}

}  // namespace
}  // namespace pessimist::world
