#include "random/instance.hpp"

#include <array>
#include <utility>

#include "random/random_protocol.hpp"

namespace pessimist::random {

namespace {

constexpr std::uint64_t few_worlds = 300;
constexpr std::uint64_t most_worlds = 4000;

const std::array<std::pair<Network, bool>, 5> networks{{{Network::unreliable, false},
                                                        {Network::unordered, false},
                                                        {Network::fifo, false},
                                                        {Network::unreliable, true},
                                                        {Network::unordered, true}}};
const std::array<std::map<Fault, unsigned>, 4> budgets{
    {{}, {{Fault::crash, 1}}, {}, {{Fault::crash, 1}, {Fault::restart, 1}}}};

Instance instance_of(std::uint64_t seed, unsigned size) {
  Instance instance;
  instance.seed = seed;
  instance.size = size;
  instance.reading = networks[seed % networks.size()].second;
  instance.options = {networks[seed % networks.size()].first, budgets[seed % budgets.size()], most_worlds,
                      seed % 4 == 0};
  instance.model = random_model(seed, size, instance.reading);
  instance.expected = naive::explore(*instance.model, instance.options);
  return instance;
}

}  // namespace

std::optional<Instance> make_instance(std::uint64_t seed) {
  std::optional<Instance> best;
  for (unsigned size = 0; size <= most_size; ++size) {
    Instance instance = instance_of(seed, size);
    if (!instance.expected.complete) break;
    best = std::move(instance);
    if (best->expected.worlds > few_worlds) break;
  }
  return best;
}

std::string Instance::description() const {
  std::string text = "seed " + std::to_string(seed) + ", size " + std::to_string(size);
  text += std::string(reading ? ", acts that read, " : ", ") + std::string(to_string(options.network));
  for (const auto& [fault, budget] : options.budgets) {
    text += ", " + std::string(to_string(fault)) + "=" + std::to_string(budget);
  }
  return text + "; " + described(*model);
}

}  // namespace pessimist::random
