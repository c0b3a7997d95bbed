// Bracha's reliable broadcast: one process sends a value to all, and though some of them lie, all processes that do not
// deliver the same value, or none delivers any.
//
// Source: Bracha, "Asynchronous Byzantine Agreement Protocols" (Information and Computation 75, 1987), section 3; the
// names of the properties are those of Cachin, Guerraoui and Rodrigues, "Introduction to Reliable and Secure Distributed
// Programming" (2011), section 3.10.
//
// Modelled: n processes, of which f may lie, the sender too, also one thing to one and another to the next; messages
// that are late and doubled. Who lies cannot speak in another's name. A process waits for n - f others, as more might never
// speak: with n = 3f + 1 these are the paper's 2f + 1. With n = 3f two such quorums may have but liars in common, and
// agreement is gone: `processes=3` shows it. Not modelled: broadcasts one after the other, which would only be numbered.

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

enum class Bug { none, skips_echo, no_amplification, hasty };

struct Content;
using Value = Token<Content>;

struct Send {
  Value value;
};
struct Echo {
  Value value;
};
struct Ready {
  Value value;
};

struct Process {
  Constant<Bug> bug;
  Constant<std::size_t> faulty;  ///< processes that may lie
  bool is_sender = false;
  std::optional<Value> echoed{};
  std::optional<Value> readied{};
  std::optional<Value> delivered{};
  bool lies = false;
  bool is_silent = false;  ///< lies no more

  /// No `start`: a sender may lie before it has sent anything.
  void act(const Received<>&, Context<Send, Echo>& context) {
    if (!is_sender || echoed) return;
    const Value value = context.choose(context.tokens<Content>());
    context.broadcast<Process>(Send{value});
    echo(value, context);
  }

  void act(const Received<Send>& received, Context<Echo>& context) {
    if (echoed || received.empty()) return;
    std::set<Value> values;
    for (const auto& [from, to, send] : received.of<Send>()) values.insert(send.value);
    echo(context.choose(values), context);
  }

  void act(const Received<Send, Echo, Ready>& received, Context<Ready>& context) {
    if (readied) return;
    std::vector<Value> values = context.tokens<Content>();
    std::erase_if(values, [&](Value value) { return !may_be_ready(value, received, context); });
    if (values.empty()) return;
    readied = context.choose(values);
    context.broadcast<Process>(Ready{*readied});
  }

  void act(const Received<Ready>& received, Context<>& context) {
    if (delivered) return;
    const std::size_t enough = bug == Bug::hasty ? faulty + 1 : quorum(context);
    std::vector<Value> values = context.tokens<Content>();
    std::erase_if(values, [&](Value value) { return voters(received.of<Ready>(), value, readied) < enough; });
    if (!values.empty()) delivered = context.choose(values);
  }

  /// Anything to anybody, one message after the other; or nothing from now on. Who is not the sender has nothing to say as
  /// one: links are authenticated.
  void forge(Context<Send, Echo, Ready>& context) {
    lies = true;
    if (is_silent) return;
    enum class Lie { silence, send, echo, ready };
    std::vector<Lie> lies_of_it{Lie::silence, Lie::echo, Lie::ready};
    if (is_sender) lies_of_it.push_back(Lie::send);
    const Lie lie = context.choose(lies_of_it);
    if (lie == Lie::silence) {
      is_silent = true;
      return;
    }
    const Id<Process> to = context.choose(context.others<Process>());
    const Value value = context.choose(context.tokens<Content>());
    if (lie == Lie::send) context.send(to, Send{value});
    if (lie == Lie::echo) context.send(to, Echo{value});
    if (lie == Lie::ready) context.send(to, Ready{value});
  }

  void echo(Value value, Context<Echo> context) {
    echoed = value;
    context.broadcast<Process>(Echo{value});
  }

  bool may_be_ready(Value value, const Received<Send, Echo, Ready>& received, Context<> context) const {
    if (bug == Bug::skips_echo && echoed == value) return true;
    if (voters(received.of<Echo>(), value, echoed) >= quorum(context)) return true;
    return bug != Bug::no_amplification && voters(received.of<Ready>(), value, readied) > faulty;
  }

  /// As many as do not lie.
  std::size_t quorum(Context<> context) const { return context.count<Process>() - faulty; }

  /// How many have said this of the value, this process included.
  template <class Message>
  static std::size_t voters(const std::vector<Sent<Message>>& messages, Value value,
                            const std::optional<Value>& own) {
    const auto others =
        std::ranges::count(messages, value, [](const auto& sent) { return sent.message.value; });
    return static_cast<std::size_t>(others) + (own == value ? 1 : 0);
  }
};

Judgement agree(const std::optional<Value>& one, const std::optional<Value>& other) {
  return implies(one && other, one == other, "two processes deliver different values");
}

/// What the sender sent, if it does not lie.
std::optional<Value> sent_by(const Process& process) {
  return process.is_sender ? process.echoed : std::nullopt;
}

Judgement is_what_was_sent(const std::optional<Value>& sent, const std::optional<Value>& delivered) {
  return implies(sent && delivered, sent == delivered, "what is delivered is not what the sender sent");
}

enum class End { lies, delivered, waits };

End end_of(const Process& process) {
  if (process.lies) return End::lies;
  return process.delivered ? End::delivered : End::waits;
}

Judgement deliver_together(End one, End other) {
  return implies(one == End::delivered && other != End::lies, other == End::delivered,
                 "one process has delivered, the other never will");
}

struct ReliableBroadcast {
  static constexpr std::string_view name = "reliable-broadcast";
  static constexpr std::string_view summary = "broadcast among processes of which some lie (Bracha 1987)";

  using Roles = pessimist::Roles<Process>;
  using Messages = pessimist::Messages<Send, Echo, Ready>;

  struct Parameters {
    Parameter<int> processes{4, "processes, the sender among them", 2, 9};
    Parameter<int> faulty{1, "processes that may lie, by which quorums are reckoned", 0, 4};
    Parameter<int> values{2, "values that may be sent", 1, 9};
    Parameter<Bug> bug{
        Bug::none,
        "skips-echo: a process is ready for what the sender sent it, whatever others were sent; "
        "no-amplification: a process is not ready because others are; "
        "hasty: a process delivers as soon as somebody who does not lie is ready"};
  };

  static void set_up(const Parameters& parameters, Setup<ReliableBroadcast>& setup) {
    bool has_sender = false;
    setup.nodes<Process>(static_cast<std::size_t>(*parameters.processes), [&](Id<Process>) {
      Process process{.bug = *parameters.bug,
                      .faulty = static_cast<std::size_t>(*parameters.faulty),
                      .is_sender = !has_sender};
      has_sender = true;
      return process;
    });
    setup.tokens<Content>(static_cast<std::size_t>(*parameters.values));
    setup.faults({Fault::byzantine});

    setup.always("agreement", pairs(&Process::delivered, agree));
    setup.always("validity", pairs(observe<Process>(sent_by), &Process::delivered, is_what_was_sent));
    setup.sometimes("everybody delivers", together(&Process::delivered, [](const auto& processes) {
                      return std::ranges::all_of(processes,
                                                 [](const auto& one) { return one.value.has_value(); });
                    }));
    setup.no_deadlock("totality", pairs(observe<Process>(end_of), deliver_together));
  }
};

PESSIMIST_SPEC(ReliableBroadcast);

}  // namespace
