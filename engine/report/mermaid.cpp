#include "report/mermaid.hpp"

#include <cstddef>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "report/claim_words.hpp"
#include "report/named.hpp"
#include "report/node_words.hpp"
#include "report/step_words.hpp"
#include "trace/flight.hpp"

namespace pessimist {

namespace {

/// As the text of a message or a note: what Mermaid would read as syntax, or as HTML, by its character entities.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "<br/>";
    } else if (std::string_view("#;<>\"&{}[]()|`%\\").find(c) != std::string_view::npos) {
      result += fmt::format("#{};", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result;
}

/// [step]: the messages that an act reads and nobody has received or read before.
std::vector<std::vector<Packet>> first_read(Network network, const Trace& trace) {
  std::vector<std::vector<Packet>> read(trace.steps.size());
  for (const Flight& flight : flights(network, trace)) {
    if (flight.met.empty()) continue;
    const std::size_t step = flight.met.front();
    if (trace.steps[step].trigger.kind == Trigger::Kind::act) read[step].push_back(flight.packet);
  }
  return read;
}

class Writer {
 public:
  Writer(const Model& model, Network network) : model_(model), network_(network) {}

  std::string write(const PropertyResult& property) {
    const Trace& trace = property.trace.value();
    line("sequenceDiagram");
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node)
      line(fmt::format("  participant n{} as {}", node, escaped(model_.layout().name(node))));
    const auto read = first_read(network_, trace);
    const WorldView* before = &trace.initial;
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
      for (const Packet& packet : read[i]) arrow(i + 1, packet, "->>");
      step(i + 1, *before, trace.steps[i]);
      before = &trace.steps[i].after;
    }
    everywhere(claim_in_words(property));
    return std::move(text_);
  }

 private:
  void line(std::string_view line) { fmt::format_to(std::back_inserter(text_), "{}\n", line); }

  void everywhere(std::string_view words) {
    const auto nodes = model_.layout().node_count();
    const std::string over = nodes == 1 ? "n0" : fmt::format("n0,n{}", nodes - 1);
    line(fmt::format("  Note over {}: {}", over, escaped(words)));
  }

  void arrow(std::size_t number, const Packet& packet, std::string_view kind) {
    line(fmt::format("  n{}{}n{}: {}. {}", packet.from, kind, packet.to, number,
                     escaped(message_in_words(model_, packet))));
  }

  void step(std::size_t number, const WorldView& before, const TraceStep& step) {
    const Trigger& trigger = step.trigger;
    std::string words = fmt::format("{}. {}", number, headline_of(model_, step));
    if (is_for_all(trigger.kind)) return everywhere(words);
    if (has_message(trigger.kind) && trigger.kind != Trigger::Kind::duplicate) {
      const Packet& packet = trigger.packets.at(0);
      const bool is_lost = trigger.kind == Trigger::Kind::drop;
      arrow(number, packet, is_lost ? "-x" : "->>");
      if (is_lost) return;
      words.clear();
      if (trigger.interrupted || trigger.paused) words = headline_of(model_, step);
    }
    for (const std::string& did : consequences_of(model_, network_, before, step))
      words += (words.empty() ? "" : "\n") + did;
    line(fmt::format("  Note over n{}: {}", step.node, escaped(words)));
  }

  const Model& model_;
  Network network_;
  std::string text_;
};

}  // namespace

std::string mermaid(const Model& model, Network network, const PropertyResult& property) {
  return Writer(model, network).write(property);
}

}  // namespace pessimist
