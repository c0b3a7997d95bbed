#include "report/html_report.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/sample.hpp"
#include "report/sequence_chart.hpp"
#include "report/trace_json.hpp"

// What it looks like, and what one can do with it, is tested in a browser: tests/browser/.

namespace {

const pessimist::ProtocolModel<sample::Election> model{sample::Election::Parameters{}};
const pessimist::Run run = sample::run_of({});

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++found;
  return found;
}

/// A step is taken in which the voter's remark looks like markup.
pessimist::PropertyResult hostile() {
  sample::Walk walk(model);
  walk.receive(0, 0, {2});
  return walk.violation("<script>alert(1)</script>");
}

}  // namespace

TEST_CASE("chart: a row for each step, with what it is") {
  const pessimist::PropertyResult property = sample::eventful(model);
  const std::string svg = pessimist::sequence_chart(model, run.network, property);
  const std::size_t steps = property.trace->steps.size();
  CHECK(count(svg, "class=\"row step") == steps + 1);
  CHECK(count(svg, fmt::format("data-step=\"{}\"", steps)) >= 2);
  CHECK(count(svg, "<g class=\"head\"") == model.layout().node_count());
  CHECK(count(svg, "\"mark crashes\"") == 2);  // the second in the legend, as for each of these
  CHECK(count(svg, "\"mark restarts\"") == 2);
  CHECK(count(svg, "\"mark timer\"") == 2);
  CHECK(count(svg, "\"lane down\"") == 2);
  CHECK(count(svg, "violates `never done`: it is done") >= 1);
}

TEST_CASE("chart: nothing that a protocol says is markup") {
  const std::string svg = pessimist::sequence_chart(model, run.network, hostile());
  CHECK(count(svg, "<script") == 0);
  CHECK(count(svg, "<i>") == 0);
  CHECK(count(svg, "&lt;script&gt;alert(1)&lt;/script&gt;") >= 1);
}

TEST_CASE("page: it holds the trace, and needs nothing else") {
  const pessimist::PropertyResult property = hostile();
  const std::string html = pessimist::html_report(model, run, nullptr, {&property});
  CHECK(count(html, "<script") == 2);
  CHECK(count(html, "<i>") == 0);
  CHECK(count(html, "http") == 2);  // the name space of SVG, and http-equiv
  const std::string_view begin = "id=\"data\">";
  const std::size_t at = html.find(begin) + begin.size();
  const auto data = nlohmann::ordered_json::parse(html.substr(at, html.find("</script>", at) - at));
  REQUIRE(data.size() == 1);
  CHECK(data[0] == pessimist::trace_json(model, run, property));
}

TEST_CASE("page: the verdicts, and how far they reach, with and without traces") {
  pessimist::CheckResult result;
  result.verdict = pessimist::Verdict::proved;
  result.complete = true;
  result.properties.emplace_back();
  result.properties[0].name = "never <done>";
  result.properties[0].verdict = pessimist::PropertyResult::Verdict::holds;
  const std::string html = pessimist::html_report(model, run, &result, {});
  CHECK(count(html, "<th scope=\"row\">never &lt;done&gt;</th>") == 1);
  CHECK(count(html, "Every world was visited within the fault budgets crash=1,restart=1.") == 1);
  CHECK(count(html, "class=\"trace\"") == 0);
}
