#include "report/lanes.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "report/end_facts.hpp"
#include "report/quantity_words.hpp"
#include "report/step_words.hpp"
#include "trace/dependence.hpp"

namespace pessimist {

namespace {

struct Glyphs {
  std::string_view lane, down, line, crossing, from_left, from_right, to_right, to_left;
  std::string_view event, mishap, crash, restart, lost, all;
};
constexpr Glyphs of_unicode{"│", " ", "─", "┼", "├", "┤", "▶", "◀", "●", "!", "✗", "○", "×", "═"};
constexpr Glyphs of_ascii{"|", " ", "-", "+", "|", "|", ">", "<", "*", "!", "X", "o", "x", "="};

/// One row, column by column.
using Row = std::vector<std::string_view>;

class Drawer {
 public:
  Drawer(const Model& model, const Drawing& drawing, std::size_t steps)
      : model_(model),
        glyphs_(drawing.unicode ? of_unicode : of_ascii),
        width_(drawing.width),
        nodes_(model.layout().node_count()),
        margin_(std::to_string(steps).size() + 3) {
    constexpr std::size_t least_words = 36;
    const std::size_t room = width_ > margin_ + least_words ? width_ - margin_ - least_words : 0;
    pitch_ = std::clamp<std::size_t>(room / std::max<std::size_t>(nodes_, 1), 3, 6);
  }

  /// A line for each node, at the head of its lane.
  void heads() {
    for (NodeIndex node = 0; node < nodes_; ++node) {
      Row row = empty();
      for (NodeIndex other = 0; other < node; ++other) row[column(other)] = glyphs_.lane;
      row.resize(column(node));
      line("", row, model_.layout().name(node), true);
    }
  }

  void step(std::string_view number, const WorldView& before, const TraceStep& step) {
    Row row = of_nodes(before);
    const Trigger& trigger = step.trigger;
    if (is_for_all(trigger.kind)) {
      for (std::size_t at = 0; at <= column(last()); ++at) row[at] = glyphs_.all;
    } else {
      if (trigger.kind == Trigger::Kind::receive || trigger.kind == Trigger::Kind::drop)
        arrow(trigger.packets.at(0).from, step.node, trigger.kind == Trigger::Kind::drop, row);
      if (trigger.kind != Trigger::Kind::drop) row[column(step.node)] = mark_of(before, step);
    }
    marks_.insert(row.begin(), row.end());
    words(number, row, of_nodes(step.after), headline_of(model_, step));
  }

  /// What the marks stand for, of those that were drawn.
  void legend() {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view mark, std::string_view meaning) {
      if (marks_.contains(mark)) parts.push_back(fmt::format("{} {}", mark, meaning));
    };
    add(glyphs_.event, "acts, or receives from where the arrow begins");
    add(glyphs_.mishap, "something befalls it");
    add(glyphs_.crash, "crashes");
    add(glyphs_.restart, "restarts");
    add(glyphs_.lost, "is lost");
    add(glyphs_.all, "befalls all");
    text_ += fmt::format("{:{}}{}\n", "", margin_, joined(parts));
  }

  std::string text() && { return std::move(text_); }

 private:
  NodeIndex last() const { return static_cast<NodeIndex>(nodes_ - 1); }
  std::size_t column(NodeIndex node) const { return node * pitch_; }
  Row empty() const { return Row(column(last()) + 1, " "); }
  Row of_nodes(const WorldView& world) const {
    Row row = empty();
    for (NodeIndex node = 0; node < nodes_; ++node)
      row[column(node)] = world.locals[node].up ? glyphs_.lane : glyphs_.down;
    return row;
  }

  std::string_view mark_of(const WorldView& before, const TraceStep& step) const {
    const bool was_up = before.locals[step.node].up;
    const bool is_up = step.outcome.after.up;
    if (was_up && !is_up) return glyphs_.crash;
    if (is_up && !was_up) return glyphs_.restart;
    const bool befalls = !runs_handler(step.trigger.kind) && !faults_of(step.trigger).empty();
    return befalls ? glyphs_.mishap : glyphs_.event;
  }

  void arrow(NodeIndex from, NodeIndex to, bool is_lost, Row& row) const {
    if (from == to) return;
    const bool goes_right = from < to;
    const std::size_t left = column(std::min(from, to));
    const std::size_t right = column(std::max(from, to));
    for (std::size_t at = left + 1; at < right; ++at)
      row[at] = at % pitch_ == 0 && row[at] == glyphs_.lane ? glyphs_.crossing : glyphs_.line;
    row[column(from)] = goes_right ? glyphs_.from_left : glyphs_.from_right;
    const std::string_view head = goes_right ? glyphs_.to_right : glyphs_.to_left;
    row[goes_right ? right - 1 : left + 1] = is_lost ? glyphs_.lost : head;
  }

  /// The words beside the lanes, in as many lines as they need; the lanes go on beside them.
  void words(std::string_view number, const Row& first, const Row& rest, std::string_view text) {
    const std::size_t used = margin_ + column(last()) + 1 + 2;
    const std::size_t room = width_ > used + 20 ? width_ - used : 20;
    bool is_first = true;
    while (is_first || !text.empty()) {
      std::size_t length = text.size();
      if (length > room) {
        const std::size_t space = text.rfind(' ', room);
        length =
            space == std::string_view::npos || space == 0 ? std::min(text.find(' '), text.size()) : space;
      }
      line(is_first ? number : "", is_first ? first : rest, text.substr(0, length));
      text.remove_prefix(length);
      while (text.starts_with(' ')) text.remove_prefix(1);
      is_first = false;
    }
  }

  void line(std::string_view number, const Row& row, std::string_view words, bool is_head = false) {
    std::string text = fmt::format("{:>{}}", number, margin_ - 2);
    if (!number.ends_with('*')) text = fmt::format("{:>{}} ", number, margin_ - 3);
    text += "  ";
    for (const std::string_view glyph : row) text += glyph;
    text += is_head ? "" : "  ";
    text += words;
    text.erase(text.find_last_not_of(' ') + 1);
    text_ += text + "\n";
  }

  const Model& model_;
  const Glyphs& glyphs_;
  std::size_t width_;
  std::size_t nodes_;
  std::size_t margin_;  // for the numbers of steps, and a mark
  std::size_t pitch_ = 0;
  std::string text_;
  std::set<std::string_view> marks_;  // all that was drawn
};

}  // namespace

std::string lanes(const Model& model, Network network, const PropertyResult& property,
                  const Drawing& drawing) {
  const Trace& trace = property.trace.value();
  const std::vector<bool> leads = leads_to_end(model, network, property);
  Drawer drawer(model, drawing, trace.steps.size());
  drawer.heads();
  const WorldView* before = &trace.initial;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    drawer.step(fmt::format("{}{}", i + 1, leads[i] ? "" : "*"), *before, trace.steps[i]);
    before = &trace.steps[i].after;
  }
  drawer.legend();
  return std::move(drawer).text();
}

}  // namespace pessimist
