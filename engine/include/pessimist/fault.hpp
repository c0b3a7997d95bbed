#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace pessimist {

/// What may go wrong, a number of times in a run. The network `unreliable` loses and doubles messages at no cost.
enum class Fault : std::uint8_t {
  crash,    ///< a node stops; what is volatile is gone
  restart,  ///< a crashed node comes up again
  crash_in_handler,  ///< a node crashes in the middle of a handler, with some of it done: behind a send or a durable write
  lost_writes,  ///< with a crash: some of what was not synced yet (Buffered) is gone as well
  amnesia,      ///< a node loses everything, its disk too, and starts as at first
  drop,         ///< a message on its way is lost
  duplicate,    ///< a message on its way is there twice
  reset,        ///< a connection breaks: all that is on its way on one link is lost
  partition,    ///< the nodes fall into two halves that do not hear each other
  isolate,      ///< one node neither hears the others nor is heard
  cut,          ///< one node does not hear one other
  heal,         ///< all links are whole again
  skew,         ///< one clock misses a tick, or makes two of one
  jump,         ///< a clock is set back or forth
  pause,        ///< a node stands still in the middle of a handler (Context::yield), while the others go on
  byzantine,    ///< a node says, from now on, whatever its `forge` may say
};

inline constexpr std::array all_faults{Fault::crash,       Fault::restart, Fault::crash_in_handler,
                                       Fault::lost_writes, Fault::amnesia, Fault::drop,
                                       Fault::duplicate,   Fault::reset,   Fault::partition,
                                       Fault::isolate,     Fault::cut,     Fault::heal,
                                       Fault::skew,        Fault::jump,    Fault::pause,
                                       Fault::byzantine};

std::string_view to_string(Fault fault);

/// Some faults.
class FaultSet {
 public:
  constexpr FaultSet() = default;
  constexpr FaultSet(std::initializer_list<Fault> faults) {
    for (const Fault fault : faults) bits_ = static_cast<std::uint16_t>(bits_ | bit(fault));
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool contains(Fault fault) const { return (bits_ & bit(fault)) != 0; }
  constexpr bool contains(FaultSet other) const { return (other.bits_ & ~bits_) == 0; }
  constexpr bool meets(FaultSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr void insert(Fault fault) { bits_ = static_cast<std::uint16_t>(bits_ | bit(fault)); }
  constexpr std::uint16_t bits() const { return bits_; }
  friend constexpr bool operator==(FaultSet, FaultSet) = default;

 private:
  static_assert(all_faults.size() <= 16);
  static constexpr std::uint16_t bit(Fault fault) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(fault));
  }

  std::uint16_t bits_ = 0;  // small, for steps hold one each
};

/// Faults that change which links carry messages.
inline constexpr FaultSet faults_of_links{Fault::partition, Fault::isolate, Fault::cut, Fault::heal};

/// Whether it befalls messages, not nodes.
constexpr bool is_of_network(Fault fault) {
  return fault == Fault::drop || fault == Fault::duplicate || fault == Fault::reset ||
         faults_of_links.contains(fault);
}

/// Whether a step that is these faults is a way out for a system in which nothing else can happen: what mends is, what
/// else goes wrong is none.
constexpr bool is_way_out(FaultSet faults) { return FaultSet{Fault::restart, Fault::heal}.contains(faults); }

}  // namespace pessimist
