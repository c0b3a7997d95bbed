#include "random/random_protocol.hpp"

#include "random/properties.hpp"

namespace pessimist::random {

template <bool reading>
void RandomProtocol<reading>::set_up(const Parameters& parameters, Setup<RandomProtocol>& setup) {
  const Plan& plan = parameters.plan;
  const unsigned rules = parameters.rules;
  setup.networks({Network::unreliable, Network::unordered});
  if (!reading) setup.networks({Network::unreliable, Network::unordered, Network::fifo});
  setup.faults({all_faults.begin(), all_faults.end()});
  setup.template nodes<Peer<reading>>(plan.peers, Peer<reading>{.rules = rules, .left = plan.sends});
  Properties<reading> properties(plan, setup);
  properties.add_of_peers();
  properties.add_of_messages();
  if (plan.keepers == 0) return;
  if (plan.ranked) {
    using TheKeeper = Keeper<reading, true>;
    setup.template nodes<TheKeeper>(plan.keepers, TheKeeper{.rules = rules, .left = plan.sends});
    properties.template add_of_keepers<TheKeeper>();
  } else {
    using TheKeeper = Keeper<reading, false>;
    setup.template nodes<TheKeeper>(plan.keepers, TheKeeper{.rules = rules, .left = plan.sends});
    properties.template add_of_keepers<TheKeeper>();
  }
}

std::unique_ptr<Model> random_model(const Plan& plan, unsigned rules) {
  if (plan.reading) {
    using Protocol = RandomProtocol<true>;
    return std::make_unique<ProtocolModel<Protocol>>(Protocol::Parameters{plan, rules});
  }
  using Protocol = RandomProtocol<false>;
  return std::make_unique<ProtocolModel<Protocol>>(Protocol::Parameters{plan, rules});
}

}  // namespace pessimist::random
