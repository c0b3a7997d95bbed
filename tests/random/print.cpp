#include "random/print.hpp"

#include "random/words.hpp"

namespace pessimist::random {

namespace {

Table table_of(const Instance& instance) {
  if (instance.plan.rules.table) return *instance.plan.rules.table;
  Recording recording;
  const Instance recorded = instance_of(instance.plan, &recording);
  std::erase_if(recording.asked, [](const auto& entry) { return entry.second == Reaction{}; });
  return recording.asked;
}

}  // namespace

std::string print(const Instance& instance) {
  std::string text = instance.description();
  text += std::to_string(instance.expected.worlds) + " worlds, depth " +
          std::to_string(instance.expected.depth) + (instance.expected.complete ? "\n" : ", and more\n");
  text += "what nodes do, and about all else they do nothing:\n";
  for (const auto& [situation, reaction] : table_of(instance)) {
    text += "  " + words(situation) + ": " + words(situation, reaction) + "\n";
  }
  return text;
}

}  // namespace pessimist::random
