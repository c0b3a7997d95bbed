#include "report/html_trace.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/claim_words.hpp"
#include "report/end_facts.hpp"
#include "report/markup.hpp"
#include "report/node_words.hpp"
#include "report/sequence_chart.hpp"
#include "report/step_facts.hpp"
#include "report/step_words.hpp"
#include "report/verdict_words.hpp"
#include "report/why_words.hpp"

namespace pessimist {

namespace {

std::string list_of(const std::vector<std::string>& lines, std::string_view look) {
  if (lines.empty()) return {};
  std::string html = fmt::format("<ul class=\"{}\">", look);
  for (const std::string& line : lines) fmt::format_to(std::back_inserter(html), "<li>{}</li>", markup(line));
  return html + "</ul>";
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The trace in words, with a place for each step that the page can find again.
class Story {
 public:
  Story(const Model& model, Network network, const PropertyResult& property)
      : model_(model), network_(network), property_(property), trace_(*property.trace) {}

  std::string tell() {
    const bool is_violated = property_.verdict == PropertyResult::Verdict::violated;
    beginning();
    const std::vector<bool> leads = leads_to_end(model_, network_, property_);
    const WorldView* before = &trace_.initial;
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      const TraceStep& step = trace_.steps[i];
      line(std::to_string(i + 1) + (leads[i] ? "" : "*"),
           fmt::format(" data-step=\"{}\"{}", i + 1, leads[i] ? "" : " class=\"aside\""),
           headline_of(model_, step), consequences_of(model_, network_, *before, step));
      before = &step.after;
    }
    line("", " class=\"ending\"", ending(is_violated),
         states(nodes_at_end(model_, property_), trace_.last()));
    std::string html = "<ol class=\"story\">\n" + lines_ + "</ol>\n";
    if (std::find(leads.begin(), leads.end(), false) != leads.end()) {
      html += fmt::format("<p class=\"note\">* {} does not follow from this step.</p>\n",
                          is_violated ? "The violation" : "The witness");
    }
    return html;
  }

 private:
  std::string_view ending(bool is_violated) const {
    if (!claims_something(property_)) return "where it ends";
    return is_violated ? "what is wrong" : "what is reached";
  }

  std::vector<std::string> states(const std::vector<NodeIndex>& nodes, const WorldView& world) const {
    std::vector<std::string> lines;
    for (const NodeIndex node : nodes) {
      lines.push_back(fmt::format("{}: {}", model_.layout().name(node),
                                  state_in_words(model_, node, world.locals.at(node))));
    }
    return lines;
  }

  void beginning() {
    std::vector<NodeIndex> all;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) all.push_back(node);
    std::vector<std::string> did;
    const WorldView before = before_starts(model_);
    for (const TraceStep& start : trace_.starts) {
      TraceStep shown = start;  // its new state is told anyhow
      shown.outcome.after = before.locals.at(start.node);
      for (const std::string& one : consequences_of(model_, network_, before, shown))
        did.push_back(fmt::format("{} starts and {}", model_.layout().name(start.node), one));
    }
    lines_ += "<li data-step=\"0\" data-number=\"0\"><span class=\"headline\">at first</span>" +
              list_of(states(all, trace_.initial), "states") + list_of(did, "did") + "</li>\n";
  }

  void line(std::string_view number, std::string_view attributes, std::string_view headline,
            const std::vector<std::string>& did) {
    fmt::format_to(std::back_inserter(lines_),
                   "<li data-number=\"{}\"{}><span class=\"headline\">{}</span>{}</li>\n", number, attributes,
                   markup(headline), list_of(did, "did"));
  }

  const Model& model_;
  Network network_;
  const PropertyResult& property_;
  const Trace& trace_;
  std::string lines_;
};

std::string claim_of(const CheckResult* result, const PropertyResult& property) {
  if (result != nullptr) return verdict_in_words(property, *result);
  if (!claims_something(property)) return "Claims nothing.";
  const bool is_violated = property.verdict == PropertyResult::Verdict::violated;
  return fmt::format("{}{}{}", is_violated ? "VIOLATED" : "reached", property.why.empty() ? "" : ": ",
                     property.why);
}

}  // namespace

std::string html_trace(const Model& model, const Run& run, const CheckResult* result,
                       const PropertyResult& property, std::size_t number) {
  std::vector<std::string> findings = lines_of(why_in_words(model, run, property));
  if (result != nullptr) {
    const auto minimality = lines_of(minimality_in_words(*result, property));
    findings.insert(findings.begin(), minimality.begin(), minimality.end());
  }
  std::string html =
      fmt::format("<section class=\"trace\" id=\"trace-{0}\" aria-labelledby=\"trace-{0}-title\">\n", number);
  html += fmt::format("<h2 id=\"trace-{}-title\">{} <small>{}</small></h2>\n", number,
                      claims_something(property) ? markup(property.name) : "A path",
                      claims_something(property) ? to_string(property.kind) : "");
  html += fmt::format("<p class=\"claim {}\">{}</p>\n", to_string(property.verdict),
                      markup(claim_of(result, property)));
  html += list_of(findings, "findings");
  html += "\n<div class=\"chart\">\n" + sequence_chart(model, run.network, property) + "</div>\n";
  html += "<h3 class=\"story-title\">The story</h3>\n" + Story(model, run.network, property).tell();
  return html + "</section>\n";
}

}  // namespace pessimist
