#include "report/summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/reach_words.hpp"
#include "report/verdict_words.hpp"

namespace pessimist {

std::string summary(const Model& model, const Run& run, const CheckResult& result) {
  std::size_t width = 0;
  for (const PropertyResult& property : result.properties) width = std::max(width, property.name.size());
  std::string text;
  for (const PropertyResult& property : result.properties) {
    text += fmt::format("{:{}}  {}\n", property.name, width, verdict_in_words(property, result));
  }
  text += reach_in_words(model, run, result);
  if (result.verdict == Verdict::violated || result.verdict == Verdict::broken) {
    text += "Again: " + command_of(run) + "\n";
  }
  return text;
}

std::string last_line(const Run& run, const CheckResult& result) {
  return fmt::format("{} [{}]: {}  states={} transitions={} depth={} seconds={:.3f} bytes={}", run.spec,
                     setting_in_words(run), to_string(result.verdict), result.states, result.transitions,
                     result.depth, result.seconds, result.bytes);
}

}  // namespace pessimist
