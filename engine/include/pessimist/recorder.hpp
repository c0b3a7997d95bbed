#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pessimist/buffered.hpp"
#include "pessimist/context.hpp"
#include "pessimist/model.hpp"

namespace pessimist::detail {

/// A handler that a crash may cut short.
struct Interruption {
  std::function<std::string()> left;  ///< the fields that a crash at this moment leaves
  std::string left_at_first;          ///< the same, before the handler
  bool takes = false;                 ///< a crash shows even if nothing was done (Trigger::takes)
  std::function<std::string(const Packet&)> in_words;  ///< `Promise{ballot: 1} to leader 2`
  /// The fields that it leaves if it loses writes; nothing if by the choices made none was lost. Empty where none are.
  std::function<std::optional<std::string>()> left_with_loss;
};

/// Records what a running handler does, and answers its choices from a script. Where the handler may be interrupted, the
/// script also says where: before a write to the disk, or behind all that it does. What it has sent since the write
/// before that may have left it or not, to each receiver by itself: a send is no more than handed over, and the order
/// in which a broadcast goes out is nobody's intention. What the handler does behind its crash is not recorded.
class Recorder final : public Effects, public WriteObserver {
 public:
  Recorder(const Layout& layout, NodeIndex self, const std::vector<std::size_t>& script,
           const std::vector<TypeKey>& messages, const std::vector<TypeKey>& timers, Outcome& outcome)
      : layout_(layout),
        self_(self),
        script_(script),
        messages_(messages),
        timers_(timers),
        outcome_(outcome) {}

  const Layout& layout() const override { return layout_; }
  NodeIndex self() const override { return self_; }
  void send(NodeIndex to, TypeKey message, std::string body) override;
  void arm(TypeKey key, std::string body) override;
  void disarm(TypeKey key, std::string body) override;
  Ticks now() const override { return outcome_.after.clock; }
  void sync() override;
  void yield(TypeKey key, std::string body) override;
  std::size_t choose(std::size_t options, const std::function<std::string(std::size_t)>& describe) override;

  /// A choice that is not the handler's.
  std::size_t answer(std::size_t options, const std::function<std::string(std::size_t)>& describe,
                     Choice::Kind kind);

  /// Where the handler went on to, if it yielded; it is no longer about to.
  std::optional<ArmedTimer> take_yielded() { return std::exchange(yielded_, std::nullopt); }

  /// From here on; until end().
  void interrupt(Interruption interruption);
  void before_write() override;
  /// The handler has returned.
  void end();
  bool has_crashed() const { return has_crashed_; }
  /// Writes to buffered fields with lesser numbers are on disk.
  std::uint32_t synced() const { return synced_; }

 private:
  ArmedTimer timer(TypeKey key, std::string body) const;
  void require_not_yielded() const;
  void may_crash(const char* place);
  void lose_sends();

  const Layout& layout_;
  NodeIndex self_;
  const std::vector<std::size_t>& script_;
  const std::vector<TypeKey>& messages_;
  const std::vector<TypeKey>& timers_;
  Outcome& outcome_;
  std::optional<Interruption> interruption_;
  std::optional<ArmedTimer> yielded_;
  std::size_t sent_before_write_ = 0;  ///< the last
  std::uint32_t synced_ = 0;
  bool has_crashed_ = false;
};

/// Lets a recorder know of durable writes while a handler runs.
class WriteObservation {
 public:
  explicit WriteObservation(WriteObserver& observer) { write_observer = &observer; }
  WriteObservation(const WriteObservation&) = delete;
  WriteObservation& operator=(const WriteObservation&) = delete;
  ~WriteObservation() { write_observer = nullptr; }
};

}  // namespace pessimist::detail
