#pragma once

// What is judged of random protocols, and how far they are followed. A seed chooses among these, and chooses their
// numbers; their names say all of it.

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "random/dice.hpp"
#include "random/plan.hpp"
#include "random/roles.hpp"

namespace pessimist::random {

template <Kind kind>
struct RandomProtocol;

/// What a property reads of a peer where it is to tell only those peers apart that it has to.
template <Kind kind>
struct View {
  unsigned mood;
  unsigned level;
  std::set<Id<Peer<kind>>> heard;
};

template <Kind kind>
class Properties {
 public:
  using TheSetup = Setup<RandomProtocol<kind>>;
  using ThePeer = Peer<kind>;
  using TheNote = Note<kind>;

  Properties(const Plan& plan, TheSetup& setup) : plan_(plan), setup_(setup) {}

  void add_of_peers() {
    Dice dice{seed(), 2};
    const unsigned mood = dice.below(3);
    const unsigned level = 1 + dice.below(2);
    const std::size_t heard = 1 + dice.below(2);
    if (dice.one_in(2)) {
      always("the level of each peer is less than " + std::to_string(level),
             each(&ThePeer::level, [=](unsigned found) { return found < level; }));
    }
    if (dice.one_in(2)) {
      always("if a peer's mood is " + shown(mood) + ", so is every other's",
             pairs(&ThePeer::mood, [=](unsigned first, unsigned second) {
               return implies(first == mood, second == mood, "they differ");
             }));
    }
    if (dice.one_in(2)) add_of_memory(mood, level);
    if (plan_.rules.traits.valued) {
      always("peers that hold stones hold the same",
             pairs(&ThePeer::stone, [](const AnyStone& first, const AnyStone& second) {
               return implies(first && second, first == second, "they differ");
             }));
    }
    sometimes("a peer remembers " + shown(heard) + " or more",
              each(&ThePeer::heard, [=](const std::set<Id<ThePeer>>& set) {
                return implies(set.size() > 0, set.size() >= heard);
              }));
    no_deadlock("no peer's mood is " + shown(mood),
                each(&ThePeer::mood, [=](unsigned found) { return found != mood; }));
  }

  template <class TheKeeper>
  void add_of_keepers() {
    Dice dice{seed(), 3};
    const unsigned mood = dice.below(3);
    const unsigned level = 1 + dice.below(2);
    if (dice.one_in(2)) {
      always("no peer's level is " + shown(level) + " while a keeper's mood is " + shown(mood),
             pairs(&ThePeer::level, &TheKeeper::mood, [=](unsigned of_peer, unsigned of_keeper) {
               return implies(of_peer == level, of_keeper != mood, "the level is reached in that mood");
             }));
    }
    if (dice.one_in(2)) {
      no_deadlock("while a peer's level is 0, all keepers have the same level",
                  together(&TheKeeper::level, &ThePeer::level, [](const auto& keepers, const auto& all) {
                    const bool waits =
                        std::ranges::any_of(all, [](const auto& peer) { return peer.value == 0; });
                    const bool agree = std::ranges::all_of(
                        keepers, [&](const auto& keeper) { return keeper.value == keepers.front().value; });
                    return implies(waits, agree);
                  }));
    }
    if (dice.one_in(2)) {
      bound("a keeper's mood and level add up to less than 4",
            each(observe<TheKeeper>([](const TheKeeper& keeper) { return keeper.mood + keeper.level; }),
                 [](unsigned sum) { return sum < 4; }));
    }
    if (dice.one_in(3)) {
      bound("the levels of two keepers add up to less than 4",
            pairs(&TheKeeper::level, [](unsigned a, unsigned b) { return a + b < 4; }));
    }
  }

  void add_of_messages() {
    Dice dice{seed(), 4};
    const unsigned value = dice.below(2);
    const unsigned level = 1 + dice.below(2);
    if (dice.one_in(3)) {
      always("when a peer's level is " + shown(level) + " or more, at most one Ping(" + shown(value) +
                 ") was sent",
             together(sent<Ping>(), &ThePeer::level, [=](const auto& pings, const auto& peers) {
               const auto several = std::ranges::count_if(
                   pings, [=](const Sent<Ping>& ping) { return ping.message.value == value; });
               const bool reached =
                   std::ranges::any_of(peers, [=](const auto& peer) { return peer.value >= level; });
               return implies(reached, several < 2, "too many");
             }));
    }
    if (dice.one_in(4)) {
      sometimes("a Note(1) is about its sender", together(sent<TheNote>(), [](const auto& notes) {
                  return std::ranges::any_of(notes, [](const Sent<TheNote>& note) {
                    return note.from == AnyId(note.message.about) && note.message.value == 1;
                  });
                }));
    }
    if (dice.one_in(3)) {
      bound("fewer than 3 Pongs were sent",
            together(sent<Pong>(), [](const auto& pongs) { return pongs.size() < 3; }));
    }
  }

 private:
  void add_of_memory(unsigned mood, unsigned level) {
    const auto judge = [=](const auto& peer) {
      const bool is_relevant = peer.value.level == level && !peer.value.heard.empty();
      return implies(is_relevant, peer.value.mood != mood && !peer.value.heard.contains(peer.node));
    };
    const std::string name = "a peer of level " + shown(level) +
                             " that remembers any does not remember itself, and its mood is not " +
                             shown(mood);
    if (plan_.rules.traits.idle) {
      const auto view = [](const ThePeer& peer) { return View<kind>{peer.mood, peer.level, peer.heard}; };
      always(name, each(observe<ThePeer>(view),
                        [=](const Observed<ThePeer, View<kind>>& peer) { return judge(peer); }));
    } else {
      always(name,
             each(observe<ThePeer>(), [=](const Observed<ThePeer, ThePeer>& peer) { return judge(peer); }));
    }
  }

  template <class Draft>
  void always(const std::string& name, Draft draft) {
    if (is_wanted(name)) setup_.always(name, std::move(draft));
  }
  template <class Draft>
  void sometimes(const std::string& name, Draft draft) {
    if (is_wanted(name)) setup_.sometimes(name, std::move(draft));
  }
  template <class Draft>
  void no_deadlock(const std::string& name, Draft draft) {
    if (is_wanted(name) && kind != Kind::times) setup_.no_deadlock(name, std::move(draft));
  }
  template <class Draft>
  void bound(const std::string& name, Draft draft) {
    if (!plan_.left_out.contains(name)) setup_.bound(name, std::move(draft));
  }

  bool is_wanted(const std::string& property) {
    const bool veiled = plan_.rules.traits.veiled && Dice{seed(), 7, judged_++}.one_in(2);
    return !veiled && !plan_.left_out.contains(property);
  }

  std::uint64_t seed() const { return plan_.rules.seed; }
  template <class Number>
  static std::string shown(Number number) {
    return std::to_string(number);
  }

  const Plan& plan_;
  TheSetup& setup_;
  std::uint64_t judged_ = 0;  ///< properties that were offered
};

}  // namespace pessimist::random
