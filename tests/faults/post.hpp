#pragma once

// Letters on their way from a writer to a mailbox.

#include <vector>

#include <pessimist/pessimist.hpp>

namespace pessimist::faults {

struct Letter {
  int number = 0;
};
struct Mailbox {
  std::vector<int> read;
  void receive(const Letter& letter) {
    if (read.size() < 2) read.push_back(letter.number);  // more there are in no run
  }
};
struct Writer {
  Constant<int> letters = 1;
  void start(Context<Letter>& context) {
    for (int number = 1; number <= letters; ++number) context.send(context.only<Mailbox>(), Letter{number});
  }
};
template <int letters>
struct Post {
  using Roles = pessimist::Roles<Mailbox, Writer>;
  using Messages = pessimist::Messages<Letter>;
  struct Parameters {
    bool spared = false;  ///< the writer's links stay whole
  };
  static void set_up(const Parameters& parameters, Setup<Post>& setup) {
    setup.template nodes<Mailbox>(1);
    setup.template nodes<Writer>(1, Writer{letters});
    setup.networks({Network::unordered, Network::fifo, Network::unreliable});
    setup.faults({Fault::drop, Fault::duplicate, Fault::reset, Fault::cut, Fault::isolate, Fault::partition,
                  Fault::heal});
    if (parameters.spared) setup.template spare<Writer>({Fault::cut, Fault::isolate, Fault::partition});
  }
};

}  // namespace pessimist::faults
