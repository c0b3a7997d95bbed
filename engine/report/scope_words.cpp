#include "report/scope_words.hpp"

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

std::string scope_in_words(const Model& model, const std::map<Fault, unsigned>& budgets) {
  std::vector<std::string> sentences;
  if (const auto most = model.most_down())
    sentences.push_back(fmt::format("At most {} down at once.", counted(*most, "node")));
  if (const Ticks horizon = model.clocks().horizon; horizon > 0)
    sentences.push_back(
        fmt::format("Clocks were followed for {}.", counted(static_cast<std::uint64_t>(horizon), "tick")));
  for (std::size_t role = 0; role < model.triggers().size(); ++role) {
    std::vector<std::string> spared;
    for (const auto& [fault, budget] : budgets) {
      if (budget > 0 && model.triggers()[role].spared.contains(fault)) spared.emplace_back(to_string(fault));
    }
    if (!spared.empty())
      sentences.push_back(fmt::format("Of nodes of the role {} none has: {}.",
                                      model.layout().roles()[role].name, joined(spared)));
  }
  return sentences.empty() ? "" : joined(sentences, " ") + "\n";
}

}  // namespace pessimist
