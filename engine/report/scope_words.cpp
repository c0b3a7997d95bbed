#include "report/scope_words.hpp"

#include <map>
#include <string>
#include <vector>

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
  std::map<std::string, std::vector<std::string>> roles_spared;
  for (std::size_t role = 0; role < model.triggers().size(); ++role) {
    const RoleNodes& nodes = model.layout().roles()[role];
    std::vector<std::string> faults;
    for (const auto& [fault, budget] : budgets) {
      if (budget > 0 && model.triggers()[role].spared.contains(fault)) faults.emplace_back(to_string(fault));
    }
    if (!faults.empty() && nodes.count > 0) roles_spared[joined(faults)].push_back(nodes.name);
  }
  for (const auto& [faults, roles] : roles_spared)
    sentences.push_back(fmt::format("Spared from {}: {}.", faults, joined(roles)));
  return sentences.empty() ? "" : joined(sentences, " ") + "\n";
}

}  // namespace pessimist
