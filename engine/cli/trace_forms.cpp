#include "cli/trace_forms.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "report/html_report.hpp"
#include "report/itf.hpp"
#include "report/lanes.hpp"
#include "report/markdown_report.hpp"
#include "report/mermaid.hpp"
#include "report/run_json.hpp"
#include "report/shiviz.hpp"
#include "report/write_file.hpp"

namespace pessimist::cli {

void describe_forms(CLI::App& command, FormWords& words) {
  command.add_flag("--lanes", words.lanes, "Draw each trace with a lane for each node, before its story");
  command
      .add_option("--mermaid", words.mermaid,
                  "Write the trace as a Mermaid sequence diagram, as GitHub draws it")
      ->type_name("F.mmd");
  command.add_option("--shiviz", words.shiviz, "Write the trace as a log for ShiViz")->type_name("F.log");
  command.add_option("--itf", words.itf, "Write the trace in the Informal Trace Format of Apalache")
      ->type_name("F.itf.json");
  command
      .add_option(
          "--html", words.html,
          "Write a page for a browser: the verdicts, and each trace as a chart with its steps to go through")
      ->type_name("F.html");
  command
      .add_option("--markdown", words.markdown,
                  "Write a comment for a pull request: the verdicts, and each trace folded, with its diagram")
      ->type_name("F.md");
}

std::filesystem::path numbered(const std::filesystem::path& path, std::size_t number) {
  if (number == 1) return path;
  std::filesystem::path name = path.stem();
  name += fmt::format(".{}", number);
  name += path.extension();
  return path.parent_path() / name;
}

bool write_or_complain(const std::filesystem::path& path, const std::string& content) {
  try {
    write_file(path, content);
    return true;
  } catch (const WriteError& error) {
    complain(error.what());
    return false;
  }
}

bool write_forms(const FormWords& words, const Model& model, const Run& run, const PropertyResult& property,
                 std::size_t number) {
  bool all_written = true;
  const auto write = [&](const std::optional<std::string>& path, const std::string& content) {
    all_written &= write_or_complain(numbered(*path, number), content);
  };
  if (words.mermaid) write(words.mermaid, mermaid(model, run.network, property));
  if (words.shiviz) write(words.shiviz, shiviz(model, run.network, property));
  if (words.itf) write(words.itf, file_text(itf_json(model, run, property)));
  return all_written;
}

bool write_reports(const FormWords& words, const Model& model, const Run& run, const CheckResult* result,
                   const std::vector<const PropertyResult*>& traced) {
  bool all_written = true;
  if (words.html) all_written &= write_or_complain(*words.html, html_report(model, run, result, traced));
  if (words.markdown)
    all_written &= write_or_complain(*words.markdown, markdown_report(model, run, result, traced));
  return all_written;
}

std::string lanes_if_wanted(const FormWords& words, const Model& model, const Run& run,
                            const PropertyResult& property) {
  return words.lanes ? lanes(model, run.network, property, drawing_of_output()) + "\n" : "";
}

}  // namespace pessimist::cli
