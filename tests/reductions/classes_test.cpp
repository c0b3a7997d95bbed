// Classes of local states: what must not be one.

#include <stdexcept>

#include <catch2/catch.hpp>

#include "pessimist/spec.hpp"
#include "verdict/check.hpp"

namespace pessimist {
namespace {

/// Comes into a state whose handler breaks the rules, or into one whose handler goes back to the beginning.
struct Chooser {
  int state = 0;
  bool has_chosen = false;
  Constant<int>
      other;  ///< the number of the latter: which of the two is a class's representative must not matter
  void act(const Received<>&, Context<>& context) {
    if (state == 1) throw std::runtime_error("it breaks");
    has_chosen = state == 0;
    state = has_chosen ? context.choose(2) == 0 ? 1 : *other : 0;
  }
};
struct Choosing {
  using Roles = pessimist::Roles<Chooser>;
  using Messages = pessimist::Messages<>;
  struct Parameters {
    int other = 2;
  };
  static void set_up(const Parameters& parameters, Setup<Choosing>& setup) {
    setup.nodes<Chooser>(1, Chooser{.other = parameters.other});
    setup.sometimes("it has chosen", each(&Chooser::has_chosen, [](bool has_chosen) { return has_chosen; }));
  }
};

TEST_CASE("classes: what breaks the rules is one with nothing that does not", "[reductions]") {
  for (int other = 2; other < 12; ++other) {
    const ProtocolModel<Choosing> model(Choosing::Parameters{.other = other});
    CheckOptions options;
    options.reductions.classes = true;
    const CheckResult result = check(model, options);
    CHECK(result.verdict == Verdict::broken);
    CHECK(result.broken.find("it breaks") != std::string::npos);
  }
}

}  // namespace
}  // namespace pessimist
