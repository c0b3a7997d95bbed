#include "random/disagreement.hpp"

#include <exception>

#include "random/print.hpp"
#include "random/shrink.hpp"

namespace pessimist::random {

namespace {

std::string listed(const std::vector<unsigned>& numbers) {
  std::string text;
  for (const unsigned number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

}  // namespace

std::string differences(const Instance& instance, const naive::Comparison& comparison) {
  try {
    return naive::differences(*instance.model, instance.options, instance.expected, comparison);
  } catch (const std::exception& error) {
    return std::string("the engine throws: ") + error.what();
  }
}

std::string disagreement(const Instance& instance, const naive::Comparison& comparison) {
  const std::string difference = differences(instance, comparison);
  if (difference.empty()) return {};
  const std::string text = print(instance) + difference + "\n";
  try {
    const Shrunk shrunk =
        shrink(instance, [&](const Instance& tried) { return !differences(tried, comparison).empty(); });
    return text + print(shrunk.instance) + differences(shrunk.instance, comparison) +
           (shrunk.minimal ? "" : "something may still be taken away, but there were too many tries\n") +
           "\nAgain: pessimist_random --from " + std::to_string(instance.plan.seed) + " --count 1 --worlds " +
           std::to_string(instance.plan.most_worlds) + " --workers " + listed(comparison.workers) +
           (instance.plan.rules.traits.frail ? " --frail\n" : "\n");
  } catch (const std::exception& error) {
    return text + "It cannot be made smaller: " + error.what() + "\n";
  }
}

}  // namespace pessimist::random
