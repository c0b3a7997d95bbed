#include "report/html_report.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/claim_words.hpp"
#include "report/html_trace.hpp"
#include "report/markup.hpp"
#include "report/page_assets.hpp"
#include "report/reach_words.hpp"
#include "report/summary.hpp"
#include "report/trace_json.hpp"
#include "report/verdict_words.hpp"
#include "report/version.hpp"

namespace pessimist {

namespace {

std::string entry(std::string_view name, std::string_view value) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", markup(name), markup(value));
}

/// What was checked: the parameters, the faults and the network.
std::string setting_of(const Run& run) {
  std::string html;
  for (const ParameterInfo& parameter : run.parameters) html += entry(parameter.name, parameter.value);
  const std::string faults = faults_in_words(run.faults);
  html += entry("faults", faults.empty() ? "none" : faults);
  return html + entry("network", to_string(run.network));
}

/// A line for each property; one that has a trace leads to it.
std::string table_of(const CheckResult& result, const std::vector<const PropertyResult*>& traced) {
  std::string rows;
  for (const PropertyResult& property : result.properties) {
    const auto place = std::find(traced.begin(), traced.end(), &property);
    const std::string name = markup(property.name);
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"kind\">{}</td><td class=\"{}\">{}</td></tr>\n",
        place == traced.end() ? name
                              : fmt::format("<a href=\"#trace-{}\">{}</a>", place - traced.begin(), name),
        to_string(property.kind), to_string(property.verdict), markup(verdict_in_words(property, result)));
  }
  if (rows.empty()) return {};
  return "<table>\n<thead><tr><th scope=\"col\">property</th><th scope=\"col\">kind</th>"
         "<th scope=\"col\">verdict</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n";
}

std::string again(std::string_view command) {
  return fmt::format("<p class=\"again\">Again: <code>{}</code></p>\n", markup(command));
}

std::string verdicts_of(const Model& model, const Run& run, const CheckResult* result,
                        const std::vector<const PropertyResult*>& traced) {
  if (result == nullptr) {
    return "<p class=\"reach\">A trace from a file, run again: its steps do all that the file says.</p>\n" +
           again(command_of(run));
  }
  std::string reach = markup(reach_in_words(model, run, *result));
  while (reach.ends_with('\n')) reach.pop_back();
  for (std::size_t line = 0; (line = reach.find('\n', line)) != std::string::npos; line += 4)
    reach.replace(line, 1, "<br>");
  return table_of(*result, traced) + fmt::format("<p class=\"reach\">{}</p>\n", reach) +
         again(command_of(run));
}

std::string data_of(const Model& model, const Run& run, const std::vector<const PropertyResult*>& traced) {
  nlohmann::ordered_json traces = nlohmann::ordered_json::array();
  for (const PropertyResult* const property : traced) traces.push_back(trace_json(model, run, *property));
  return json_in_markup(traces.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace

std::string html_report(const Model& model, const Run& run, const CheckResult* result,
                        const std::vector<const PropertyResult*>& traced) {
  const bool is_violated = std::any_of(traced.begin(), traced.end(), [](const PropertyResult* property) {
    return property->verdict == PropertyResult::Verdict::violated;
  });
  const bool claims = std::any_of(traced.begin(), traced.end(),
                                  [](const PropertyResult* property) { return claims_something(*property); });
  const std::string_view replayed = is_violated ? "violated" : claims ? "reached" : "replayed";
  const std::string verdict(result == nullptr ? replayed : to_string(result->verdict));
  std::string traces;
  for (std::size_t i = 0; i < traced.size(); ++i) traces += html_trace(model, run, result, *traced[i], i);
  return filled(page_assets::report_html,
                {{"version", markup(version())},
                 {"title", markup(fmt::format("{}: {} - pessimist", run.spec, verdict))},
                 {"style", std::string(page_assets::base_css) + std::string(page_assets::report_css)},
                 {"spec", markup(run.spec)},
                 {"verdict", verdict},
                 {"verdict_in_words", verdict},
                 {"setting", setting_of(run)},
                 {"verdicts", verdicts_of(model, run, result, traced)},
                 {"traces", traces},
                 {"footer", markup(result == nullptr ? "" : last_line(run, *result))},
                 {"data", data_of(model, run, traced)},
                 {"script", std::string(page_assets::nodes_js) + std::string(page_assets::report_js)}});
}

}  // namespace pessimist
