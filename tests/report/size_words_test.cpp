#include "report/size_words.hpp"

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/sample.hpp"
#include "report/size_json.hpp"
#include "report/table.hpp"

namespace {

using pessimist::Aspect;
using pessimist::CheckResult;
using pessimist::Size;

const pessimist::ProtocolModel<sample::Election> model{sample::Election::Parameters{}};

Size::OfAspect aspect(Aspect::Kind kind, unsigned role, unsigned number, std::uint64_t without) {
  Size::OfAspect of;
  of.aspect = {kind, role, number};
  of.worlds_without = without;
  of.values = 7;
  of.values_by_depth = {1, 5, 2};
  return of;
}

CheckResult result_of(std::vector<Size::OfAspect> aspects) {
  CheckResult result;
  result.states = 20'000;
  result.size.emplace();
  result.size->worlds = 20'000;
  result.size->worlds_by_depth = {1, 9'999, 10'000};
  result.size->exact_up_to = 10'000;
  result.size->error = 0.01;
  result.size->nodes.assign(model.layout().node_count(), {3, 2, 6});
  result.size->aspects = std::move(aspects);
  return result;
}

}  // namespace

TEST_CASE("what splits the worlds is told in full", "[size]") {
  CheckResult result =
      result_of({aspect(Aspect::Kind::field, 0, 0, 5'000), aspect(Aspect::Kind::message, 0, 1, 12'345),
                 aspect(Aspect::Kind::fault, 0, 0, 19'801)});
  result.size->aspects[1].sum = 30'000;
  result.size->aspects[1].most = 3;
  result.size->aspects[0].values = 1;
  CHECK(size_in_words(model, result, true) == R"(
What splits the 20,000 worlds:
                     worlds without  fewer  values  at one depth      in a world
  promised of voter           5,000    75%       1             5
  messages Vote             ~12,300    38%       7             5  1.5, at most 3
  use of crash              ~19,800    ~0%       7             5

                             local states  inboxes  both
  voter 1, voter 2, voter 3             3        2     6
  clerk                                 3        2     6

Without promised of voter there would be 5,000 worlds instead of 20,000: bound it (setup.bound), keep less in it, or make it a Constant if it need never change.
Never but one value: promised of voter; it could be a Constant, or go.
Worlds that differ in nothing else count once. Counts with ~ are estimates, with a standard error of 1.0%; others are exact.

)");
}

TEST_CASE("what splits the worlds is told in short, of a part of them", "[size]") {
  CheckResult result = result_of(std::vector<Size::OfAspect>(6, aspect(Aspect::Kind::timer, 1, 0, 20'000)));
  result.size->exact_up_to = 30'000;
  result.size->complete = false;
  result.states = 50'000;
  result.reductions.symmetry = true;
  const std::string row = "  timer Patience of clerk          20,000     0%       7             5\n";
  CHECK(
      size_in_words(model, result, false) ==
      "\nWhat splits the 20,000 worlds of the first 3 depths (of 50,000 in all):\n"
      "                           worlds without  fewer  values  at one depth\n" +
          row + row + row + row + row +
          "\nWhichever one is left out, as many worlds remain: what it tells follows from the others.\n"
          "These are the worlds that the reductions leave (--reduce none leaves all). Worlds that differ in "
          "nothing else count once. All counts are exact. More: --explain-size.\n\n");
  result.size.reset();
  CHECK(size_in_words(model, result, true).empty());
  CHECK(size_json(model, result.size).is_null());
}

TEST_CASE("what splits the worlds, for programs", "[size]") {
  CheckResult result =
      result_of({aspect(Aspect::Kind::history, 0, 1, 5'000), aspect(Aspect::Kind::up, 1, 0, 1)});
  result.size->aspects[0].sum = 30'000;
  result.size->aspects[0].most = 3;
  const auto document = size_json(model, result.size);
  CHECK(document.at("worlds") == 20'000);
  CHECK(document.at("complete") == true);
  CHECK(document.at("nodes").size() == model.layout().node_count());
  CHECK(document.at("nodes").at(0) ==
        nlohmann::ordered_json(
            {{"node", "voter 1"}, {"role", "voter"}, {"local_states", 3}, {"inboxes", 2}, {"units", 6}}));
  const auto& history = document.at("aspects").at(0);
  CHECK(history.at("kind") == "history");
  CHECK(history.at("name") == "Vote");
  CHECK(history.at("role").is_null());
  CHECK(history.at("mean_in_world") == 1.5);
  CHECK(history.at("values_by_depth") == std::vector<int>{1, 5, 2});
  const auto& up = document.at("aspects").at(1);
  CHECK(up.at("kind") == "up");
  CHECK(up.at("role") == "clerk");
  CHECK(up.at("most_in_world").is_null());
}

TEST_CASE("a table is as wide as it must be", "[size]") {
  pessimist::Table table{{"", "long", "empty"}};
  table.add({"abc", "1", ""});
  table.add({"a", "12345", ""});
  CHECK(table.text() == "        long\n  abc      1\n  a    12345\n");
}
