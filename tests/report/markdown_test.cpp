// Comments for pull requests.

#include "report/markdown.hpp"

#include <catch2/catch.hpp>

#include "pessimist/protocol_model.hpp"
#include "report/markdown_report.hpp"
#include "report/sample.hpp"
#include "report/snapshot.hpp"

namespace pessimist {
namespace {

const ProtocolModel<sample::Election> model{sample::Election::Parameters{}};
const Run run = sample::run_of(describe_parameters(sample::Election::Parameters{}));

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

TEST_CASE("markdown: text is no markup", "[report]") {
  CHECK(in_markdown("a|b `c` <d> & #1\n*e*") == "a\\|b \\`c\\` &lt;d&gt; &amp; \\#1 \\*e\\*");
  CHECK(fenced("text", "one\n```\ntwo") == "````text\none\n```\ntwo\n````\n");
  CHECK(fenced("sh", "one\n") == "```sh\none\n```\n");
}

TEST_CASE("markdown: a diagram that GitHub would not draw is left out", "[report]") {
  CHECK(trace_in_markdown("told", std::string(50'000, 'x')).find("```mermaid") != std::string::npos);
  CHECK(trace_in_markdown("told", std::string(50'001, 'x')) == fenced("text", "told"));
}

TEST_CASE("markdown: a comment does not grow longer than GitHub takes, and says what it lacks", "[report]") {
  Comment comment;
  comment.add("head\n");
  comment.add_if_short(std::string(60'000, 'a'));
  comment.add_if_short(std::string(10'000, 'b'));
  comment.add_if_short(std::string(1'000, 'c'));
  const std::string text = comment.text();
  CHECK(text.size() <= 65'536);
  CHECK(count(text, "a") >= 60'000);
  CHECK(text.find("bb") == std::string::npos);
  CHECK(text.find("cc") != std::string::npos);
  CHECK(text.find("Left out, as a comment may not be that long: 1 trace.") != std::string::npos);
  Comment short_one;
  short_one.add_if_short("all");
  CHECK(short_one.text() == "all");
}

TEST_CASE("markdown: a result with a trace", "[report]") {
  PropertyResult property = sample::eventful(model);
  CheckResult result;
  result.verdict = Verdict::violated;
  result.properties = {property};
  snapshot::check("election.md", markdown_report(model, run, &result, {&property}));
  const std::string replayed = markdown_report(model, run, nullptr, {&property});
  CHECK(replayed.starts_with("### election: replayed\n"));
  CHECK(count(replayed, "<details>") == 1);
}

}  // namespace
}  // namespace pessimist
