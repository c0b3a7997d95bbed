#include "random/random_protocol.hpp"

#include "random/properties.hpp"

namespace pessimist::random {

template <Kind kind>
void RandomProtocol<kind>::set_up(const Parameters& parameters, Setup<RandomProtocol>& setup) {
  const Plan& plan = parameters.plan;
  const unsigned rules = parameters.rules;
  setup.networks({Network::unreliable, Network::unordered});
  if (kind != Kind::reads) setup.networks({Network::unreliable, Network::unordered, Network::fifo});
  setup.faults({all_faults.begin(), all_faults.end()});
  if (plan.most_down) setup.most_down(*plan.most_down);
  if constexpr (kind == Kind::times) setup.clocks({.horizon = 1 + static_cast<Ticks>(plan.seed % 2)});
  setup.template nodes<Peer<kind>>(plan.peers, Peer<kind>{.rules = rules, .left = plan.sends});
  Properties<kind> properties(plan, setup);
  properties.add_of_peers();
  properties.add_of_messages();
  if (plan.keepers > 0 && plan.ranked) {
    using TheKeeper = Keeper<kind, true>;
    setup.template nodes<TheKeeper>(plan.keepers, TheKeeper{.rules = rules, .left = plan.sends});
    properties.template add_of_keepers<TheKeeper>();
  } else if (plan.keepers > 0) {
    using TheKeeper = Keeper<kind, false>;
    setup.template nodes<TheKeeper>(plan.keepers, TheKeeper{.rules = rules, .left = plan.sends});
    properties.template add_of_keepers<TheKeeper>();
  }
  setup.template tokens<Stone>(plan.rules.traits.valued ? 2 + plan.rules.seed % 2 : 1);
}

namespace {

template <Kind kind>
std::unique_ptr<Model> model_of_kind(const Plan& plan, unsigned rules) {
  using Protocol = RandomProtocol<kind>;
  return std::make_unique<ProtocolModel<Protocol>>(typename Protocol::Parameters{plan, rules});
}

}  // namespace

std::unique_ptr<Model> random_model(const Plan& plan, unsigned rules) {
  switch (plan.kind) {
    case Kind::receives:
      return model_of_kind<Kind::receives>(plan, rules);
    case Kind::reads:
      return model_of_kind<Kind::reads>(plan, rules);
    case Kind::fails:
      return model_of_kind<Kind::fails>(plan, rules);
    case Kind::times:
      return model_of_kind<Kind::times>(plan, rules);
  }
  return nullptr;
}

}  // namespace pessimist::random
