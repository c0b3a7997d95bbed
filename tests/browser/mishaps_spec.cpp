// All that can befall messages and links, in one trace: one letter is lost, one comes twice, one is on its way when the
// connection breaks; then the receiver does not hear the sender any more.

#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

struct Sender;
struct Receiver;

struct Letter {
  int number = 0;
};

struct Sender {
  int sent = 0;

  void act(const Received<>&, Context<Letter>& context) {
    if (sent < 4) context.send(context.only<Receiver>(), Letter{++sent});
  }
};

struct Receiver {
  Durable<std::vector<int>> seen{};
  Durable<bool> is_disconnected = false;
  Durable<bool> suspects = false;
  Durable<int> restarts = 0;

  void receive(const Letter& letter) { seen.write().push_back(letter.number); }
  void disconnected(Id<Sender>) { is_disconnected = true; }
  void suspect(Id<Sender>) { suspects = true; }
  void restart() { restarts = 1; }
};

struct Mishaps {
  static constexpr std::string_view name = "mishaps";
  static constexpr std::string_view summary = "letters on a bad line";

  using Roles = pessimist::Roles<Sender, Receiver>;
  using Messages = pessimist::Messages<Letter>;
  struct Parameters {};

  static void set_up(const Parameters&, Setup<Mishaps>& setup) {
    setup.nodes<Sender>(1);
    setup.nodes<Receiver>(1);
    setup.networks({Network::fifo});
    setup.faults(
        {Fault::drop, Fault::duplicate, Fault::reset, Fault::cut, Fault::heal, Fault::crash, Fault::restart});
    setup.spare<Sender>({Fault::crash});
    setup.always("not everything goes wrong",
                 each(observe<Receiver>([](const Receiver& receiver) {
                        return *receiver.seen == std::vector{2, 2, 4} && receiver.is_disconnected &&
                               receiver.suspects && receiver.restarts == 1;
                      }),
                      [](bool all) { return all ? fails("it does") : holds(); }));
  }
};

PESSIMIST_SPEC(Mishaps);

}  // namespace
