#include "random/random_protocol.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "random/dice.hpp"

namespace pessimist::random {

namespace {

struct Size {
  unsigned peers, keepers;
  unsigned budget;  ///< of sends, for each node
};

constexpr std::array<std::array<Size, 2>, most_size + 1> sizes{{
    {{{1, 1, 1}, {1, 1, 1}}},
    {{{2, 1, 1}, {1, 2, 1}}},
    {{{2, 1, 2}, {2, 2, 1}}},
    {{{3, 1, 1}, {2, 2, 2}}},
    {{{3, 1, 2}, {3, 3, 1}}},
}};

template <bool reading>
void add_peer_properties(Dice dice, std::size_t peers, Setup<RandomProtocol<reading>>& setup) {
  using ThePeer = Peer<reading>;
  const unsigned mood = dice.below(3);
  const unsigned level = 1 + dice.below(2);
  const std::size_t heard = 1 + dice.below(2);
  if (dice.one_in(2)) {
    setup.always("a peer's level", each(&ThePeer::level, [=](unsigned found) { return found < level; }));
  }
  if (dice.one_in(2)) {
    setup.always("two peers' moods", pairs(&ThePeer::mood, [=](unsigned first, unsigned second) {
                   return implies(first == mood, second == mood, "they differ");
                 }));
  }
  if (dice.one_in(2)) {
    setup.always(
        "a peer that hears all", each(observe<ThePeer>(), [=](const Observed<ThePeer, ThePeer>& peer) {
          const bool hears_all = peer.value.heard.size() == peers && peer.value.level == level;
          return implies(hears_all, peer.value.mood != mood && !peer.value.heard.contains(peer.node));
        }));
  }
  setup.sometimes("a peer remembers", each(&ThePeer::heard, [=](const std::set<Id<ThePeer>>& set) {
                    return implies(set.size() > 0, set.size() >= heard);
                  }));
  setup.no_deadlock("a peer is content", each(&ThePeer::mood, [=](unsigned found) { return found != mood; }));
}

template <bool reading, class TheKeeper>
void add_keeper_properties(Dice dice, Setup<RandomProtocol<reading>>& setup) {
  using ThePeer = Peer<reading>;
  const unsigned mood = dice.below(3);
  const unsigned level = 1 + dice.below(2);
  if (dice.one_in(2)) {
    setup.always("a peer and a keeper",
                 pairs(&ThePeer::level, &TheKeeper::mood, [=](unsigned of_peer, unsigned of_keeper) {
                   return implies(of_peer == level, of_keeper != mood, "the level is reached in that mood");
                 }));
  }
  if (dice.one_in(2)) {
    setup.no_deadlock("keepers agree",
                      together(&TheKeeper::level, &ThePeer::level, [=](const auto& keepers, const auto& all) {
                        const bool waits =
                            std::ranges::any_of(all, [](const auto& peer) { return peer.value == 0; });
                        return implies(waits, keepers.front().value == keepers.back().value);
                      }));
  }
  if (dice.one_in(2)) {
    setup.bound("a keeper's progress",
                each(observe<TheKeeper>([](const TheKeeper& keeper) { return keeper.mood + keeper.level; }),
                     [](unsigned sum) { return sum < 4; }));
  }
  if (dice.one_in(3)) {
    setup.bound("two keepers", pairs(&TheKeeper::level, [](unsigned a, unsigned b) { return a + b < 4; }));
  }
}

template <bool reading>
void add_message_properties(Dice dice, Setup<RandomProtocol<reading>>& setup) {
  using ThePeer = Peer<reading>;
  const unsigned value = dice.below(2);
  const unsigned level = 1 + dice.below(2);
  if (dice.one_in(3)) {
    setup.always("pings of a value",
                 together(sent<Ping>(), &ThePeer::level, [=](const auto& pings, const auto& peers) {
                   const auto several = std::ranges::count_if(
                       pings, [=](const Sent<Ping>& ping) { return ping.message.value == value; });
                   const bool reached =
                       std::ranges::any_of(peers, [=](const auto& peer) { return peer.value >= level; });
                   return implies(reached, several < 2, "too many");
                 }));
  }
  if (dice.one_in(4)) {
    setup.sometimes("a note about its sender", together(sent<Note<reading>>(), [](const auto& notes) {
                      return std::ranges::any_of(notes, [](const Sent<Note<reading>>& note) {
                        return note.from == AnyId(note.message.about) && note.message.value == 1;
                      });
                    }));
  }
  if (dice.one_in(3)) {
    setup.bound("pongs", together(sent<Pong>(), [](const auto& pongs) { return pongs.size() < 3; }));
  }
}

}  // namespace

template <bool reading>
void RandomProtocol<reading>::set_up(const Parameters& parameters, Setup<RandomProtocol>& setup) {
  const std::uint64_t seed = parameters.seed;
  Dice dice{seed, reading ? 1U : 0U};
  const bool ranked = dice.one_in(2);
  const Size size = sizes.at(parameters.size).at(dice.below(2));
  const auto keeper = [&]<class TheKeeper>(const TheKeeper& initial) {
    setup.template nodes<TheKeeper>(size.keepers, initial);
    add_keeper_properties<reading, TheKeeper>(Dice{seed, 3}, setup);
  };
  setup.networks({Network::unreliable, Network::unordered});
  if (!reading) setup.networks({Network::unreliable, Network::unordered, Network::fifo});
  setup.faults({Fault::crash, Fault::restart});
  setup.template nodes<Peer<reading>>(size.peers, Peer<reading>{.seed = seed, .left = size.budget});
  if (ranked) {
    keeper(Keeper<reading, true>{.seed = seed, .left = size.budget});
  } else {
    keeper(Keeper<reading, false>{.seed = seed, .left = size.budget});
  }
  add_peer_properties<reading>(Dice{seed, 2}, size.peers, setup);
  add_message_properties<reading>(Dice{seed, 4}, setup);
}

std::unique_ptr<Model> random_model(std::uint64_t seed, unsigned size, bool reading) {
  if (reading)
    return std::make_unique<ProtocolModel<RandomProtocol<true>>>(
        RandomProtocol<true>::Parameters{seed, size});
  return std::make_unique<ProtocolModel<RandomProtocol<false>>>(
      RandomProtocol<false>::Parameters{seed, size});
}

std::string described(const Model& model) {
  std::string text;
  for (const RoleNodes& role : model.layout().roles()) {
    text += (text.empty() ? "" : ", ") + std::to_string(role.count) + " x " + role.name;
  }
  for (const PropertyInfo& property : model.properties()) {
    text += "; " + std::string(to_string(property.kind)) + " \"" + property.name + "\"";
  }
  for (const BoundInfo& bound : model.bounds()) text += "; bound \"" + bound.name + "\"";
  return text;
}

}  // namespace pessimist::random
