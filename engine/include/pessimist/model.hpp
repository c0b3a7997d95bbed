#pragma once

// The narrow waist: all that the engine knows of a protocol. Above it are templates and a protocol's own types; below
// it are bytes, which the engine interns and names by integers. A Model is a pure function of what it is asked, and
// may be asked by several threads at once.

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pessimist/clock.hpp"
#include "pessimist/fault.hpp"
#include "pessimist/layout.hpp"
#include "pessimist/predicate.hpp"
#include "pessimist/renaming.hpp"
#include "pessimist/value.hpp"

namespace pessimist {

/// A timer that runs: its type, by number, and its encoded value.
struct ArmedTimer {
  unsigned type = 0;
  std::string body;
  friend auto operator<=>(const ArmedTimer&, const ArmedTimer&) = default;
};

/// All that a node is: whether it runs, which of its timers do, the encoded fields of its role, and what befell it.
struct Local {
  bool up = true;
  std::vector<ArmedTimer> armed;  ///< sorted, each once
  std::string fields;
  Ticks clock = 0;  ///< where its role reads the clock
  std::optional<ArmedTimer>
      pending{};                     ///< it stands still in the middle of a handler: what it will go on with
  std::vector<NodeIndex> deaf_to{};  ///< sorted: whose messages do not come through to it
  bool lies = false;                 ///< it is byzantine
  friend bool operator==(const Local&, const Local&) = default;
};

/// A message on its way.
struct Packet {
  NodeIndex from = 0;
  NodeIndex to = 0;
  unsigned type = 0;  ///< the message's type, by number
  std::string body;   ///< its encoded value
  friend auto operator<=>(const Packet&, const Packet&) = default;
};

/// What makes a node take a step, or befalls a message in its inbox.
struct Trigger {
  enum class Kind : std::uint8_t {
    start,
    receive,
    act,
    timeout,
    suspect,  ///< it finds that nothing comes from a peer any more
    resume,   ///< it goes on where it stood still
    forge,    ///< it lies
    tick,     ///< time passes, for all nodes
    jump,     ///< its clock is set
    crash,
    restart,
    amnesia,
    drop,
    duplicate,
    reset,      ///< the connection from a peer breaks
    partition,  ///< for all nodes, as are the next but `cut`
    isolate,
    heal,
    cut,
  };

  Kind kind = Kind::start;
  unsigned number = 0;  ///< act: which of the role's acts; timeout, resume: the timer's type
  std::string timer;    ///< timeout, resume: the timer's encoded value
  std::vector<Packet>
      packets;  ///< receive, drop, duplicate: the one; act: all in the inbox of the types that it reads,
                ///< sorted; reset: all from the peer, in the order of the queue
  bool interrupted = false;  ///< the node crashes in the middle of the handler
  bool takes =
      false;  ///< interrupted: the message is gone from the network, even if nothing was done with it
  bool loses_writes = false;  ///< and of what it has not synced some is lost (also of a crash)
  bool paused = false;        ///< the node stands still where its handler yields
  bool turns = false;         ///< forge: it has not lied before
  std::vector<NodeIndex>
      nodes{};      ///< sorted. suspect, reset, cut: the peer; isolate: the one node; partition: those on one
                    ///< side; tick: the one whose clock goes wrong, if any
  Ticks ticks = 0;  ///< tick: of that clock; jump: by how much
  friend bool operator==(const Trigger&, const Trigger&) = default;
};

/// Whether it is something that happens to all nodes at once: each takes the step, or none.
bool is_for_all(Trigger::Kind kind);
/// Whether it runs a handler, so that the node may crash or stand still within.
bool runs_handler(Trigger::Kind kind);

/// One `choose` in a run of a handler.
struct Choice {
  enum class Kind : std::uint8_t {
    by_handler,
    crash,        ///< whether the handler is cut short, and where
    lost_sends,   ///< how many of its last messages to one receiver
    lost_writes,  ///< which writes
    pause,        ///< whether the handler stands still where it yields
  };
  std::size_t taken = 0;
  std::size_t options = 0;
  std::string shown;  ///< the option taken, in print
  Kind kind = Kind::by_handler;
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// What a node did.
struct Outcome {
  Local after;
  std::vector<Packet> sends;  ///< in the order of sending
  std::vector<Choice> choices;
  std::vector<unsigned> went_on_with{};  ///< timer types: it yielded, and did not stand still
  bool happened =
      true;  ///< false: the trigger is a crash within, a pause or a loss, and by these choices there was none,
             ///< or it is not possible here
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// How messages travel (design: networks).
enum class Network : std::uint8_t {
  unreliable,  ///< may be lost, delayed, reordered and doubled for ever: an inbox is a set that only grows
  unordered,   ///< each is delivered at most once, in any order: an inbox is a multiset
  fifo,        ///< each link keeps its order: an inbox is a queue per sender
};

/// A type whose values the engine holds as bytes.
struct ValueType {
  enum class Kind : std::uint8_t { fields, message, timer };
  Kind kind = Kind::fields;
  unsigned number = 0;  ///< of the role, the message's type or the timer's type
};

/// A field of a role, as it was declared.
struct FieldInfo {
  std::string name;
  bool durable = false;
  bool constant = false;
};

struct Act {
  std::vector<unsigned> reads;  ///< message types, by number
  std::string shown;            ///< `Promise, Nack`; empty for an act that reads nothing
};

/// What the nodes of a role can be asked to do.
struct RoleTriggers {
  bool starts = false;
  bool restarts = false;                    ///< has a handler for it
  std::vector<std::vector<bool>> receives;  ///< [message type][role number of the sender]
  std::vector<Act> acts;
  std::vector<bool> timeouts;         ///< [timer type]
  std::vector<bool> reads;            ///< [message type]: by some act
  std::vector<bool> stale;            ///< [message type]: says of some that they no longer matter
  FaultSet spared;                    ///< faults that never befall its nodes
  std::vector<bool> suspects;         ///< [role number of the peer]: has a handler for it
  std::vector<bool> hears_of_resets;  ///< [role number of the peer]: has a handler for it
  bool forges = false;                ///< has a handler for it
  bool reads_clock = false;           ///< some handler may
  bool buffers = false;               ///< has a Buffered field
};

/// A line of a specification.
struct SourcePlace {
  const char* file = "";
  unsigned line = 0;
  /// Where it is called; as a default argument, where that function is.
  static SourcePlace here(const char* file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
    return {file, line};
  }
};

/// A property to judge, or a bound, or what it is to be finished.
struct PropertyInfo {
  enum class Kind : std::uint8_t { always, sometimes, no_deadlock };
  std::string name;
  Kind kind = Kind::always;
  std::shared_ptr<const Predicate> predicate;
  SourcePlace place{};  ///< where the specification declares it
};

struct BoundInfo {
  std::string name;
  std::shared_ptr<const Predicate> predicate;
};

class Model {
 public:
  Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  virtual ~Model() = default;

  virtual const Layout& layout() const = 0;
  virtual const std::vector<std::string>& message_names() const = 0;
  virtual const std::vector<std::string>& timer_names() const = 0;
  virtual const std::vector<RoleTriggers>& triggers() const = 0;          ///< by role number
  virtual const std::vector<std::vector<FieldInfo>>& fields() const = 0;  ///< by role number, as declared
  virtual const std::vector<PropertyInfo>& properties() const = 0;
  virtual const std::vector<BoundInfo>& bounds() const = 0;
  virtual const std::vector<Network>& networks() const = 0;  ///< the default first
  virtual const std::vector<Fault>& faults() const = 0;      ///< that a run may allow
  virtual const Clocks& clocks() const = 0;
  virtual const std::vector<bool>& prompt()
      const = 0;  ///< [message type]: no time passes while one is on its way
  virtual std::optional<unsigned> most_down()
      const = 0;  ///< how many nodes may be down at once; nothing: all

  /// The node before its `start`.
  virtual Local initial(NodeIndex node) const = 0;

  /// Runs one handler once. `script` says what its first `choose`s answer; those beyond it answer 0. Where the handler is
  /// to be interrupted, there is a choice at each place where the node may crash with something done (0 goes on, 1 does
  /// not), then for each link how many of the last messages are lost, and which writes where some are; where it is to
  /// stand still, a choice at each yield. What happens to all nodes is run at each. Throws what the handler throws, and
  /// SpecError where the handler misuses its context.
  virtual Outcome run(NodeIndex node, const Local& before, const Trigger& trigger,
                      const std::vector<std::size_t>& script) const = 0;

  /// Whether the receiver says of a message that it no longer matters to a node with these fields. Throws what `stale`
  /// throws.
  virtual bool is_stale(NodeIndex node, const std::string& fields, const Packet& packet) const = 0;

  virtual Value describe_fields(NodeIndex node, const std::string& fields) const = 0;
  virtual Value describe_message(unsigned type, const std::string& body) const = 0;
  virtual Value describe_timer(unsigned type, const std::string& body) const = 0;

  /// The value with its names replaced.
  virtual std::string renamed(ValueType type, const std::string& bytes, const Renaming& renaming) const = 0;
  virtual void walk(ValueType type, const std::string& bytes, Walker& walker) const = 0;
};

/// Whether an event takes messages from the network as it begins, so that they are gone even if the node crashes at once.
bool takes_messages(Trigger::Kind kind, Network network);

/// What a trigger that runs no handler, nor crashes the node, does to it: time passes, links are cut and healed. False for
/// other triggers.
bool befall(const Model& model, NodeIndex node, const Trigger& trigger, Outcome& outcome);
/// The node crashes; a crash leaves these fields.
void go_down(std::string fields, Local& local);
/// The node is as it was at first, with these fields; but its clock and the links to it are as they were.
void be_as_at_first(const std::string& fields, Local& local);

/// The faults that a step by this trigger is.
FaultSet faults_of(const Trigger& trigger);

/// Whether the link between two nodes, from the one to the other, can be cut by a fault: the other listens to the one, and
/// neither is spared.
bool can_part(const Model& model, Fault fault, NodeIndex from, NodeIndex to);
/// Whether a node listens to another: has a handler for something that it sends, or for its silence.
bool listens(const Model& model, NodeIndex to, NodeIndex from);

/// Throws: the specification does what no specification may (exit code 4).
class SpecError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string_view to_string(Network network);
std::string_view to_string(Trigger::Kind kind);
std::string_view to_string(PropertyInfo::Kind kind);

}  // namespace pessimist
