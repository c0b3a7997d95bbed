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
  amnesia,    ///< a node loses everything, its disk too, and starts as at first
  drop,       ///< a message on its way is lost
  duplicate,  ///< a message on its way is there twice
};

inline constexpr std::array all_faults{Fault::crash,   Fault::restart, Fault::crash_in_handler,
                                       Fault::amnesia, Fault::drop,    Fault::duplicate};

/// Whether it befalls a message, not a node.
constexpr bool is_of_network(Fault fault) { return fault == Fault::drop || fault == Fault::duplicate; }

std::string_view to_string(Fault fault);

/// Some faults.
class FaultSet {
 public:
  constexpr FaultSet() = default;
  constexpr FaultSet(std::initializer_list<Fault> faults) {
    for (const Fault fault : faults) bits_ |= bit(fault);
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool contains(Fault fault) const { return (bits_ & bit(fault)) != 0; }
  constexpr bool contains(FaultSet other) const { return (other.bits_ & ~bits_) == 0; }
  constexpr bool meets(FaultSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr void insert(Fault fault) { bits_ |= bit(fault); }
  constexpr std::uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(FaultSet, FaultSet) = default;

 private:
  static constexpr std::uint32_t bit(Fault fault) { return std::uint32_t{1} << static_cast<unsigned>(fault); }

  std::uint32_t bits_ = 0;
};

/// Whether a step that is these faults is a way out for a system in which nothing else can happen: restarts are, what else
/// goes wrong is none.
constexpr bool is_way_out(FaultSet faults) { return FaultSet{Fault::restart}.contains(faults); }

}  // namespace pessimist
