#include "report/sequence_chart.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "report/chart_lanes.hpp"
#include "report/chart_legend.hpp"
#include "report/chart_mark.hpp"
#include "report/chart_messages.hpp"
#include "report/claim_words.hpp"
#include "report/end_facts.hpp"
#include "report/markup.hpp"
#include "report/page_assets.hpp"
#include "report/step_words.hpp"

namespace pessimist {

namespace {

/// Lines do not begin with a number: `server 2` stays together.
std::string with_numbers_kept(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool before_digit = i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (text[i] == ' ' && before_digit) {
      result += "\u00A0";  // a space that does not break
    } else {
      result += text[i];
    }
  }
  return result;
}

ChartLayout layout_for(const Model& model, const PropertyResult& property) {
  std::vector<std::string> words{"at first"};
  for (const TraceStep& step : property.trace->steps)
    words.push_back(with_numbers_kept(headline_of(model, step)));
  words.push_back(with_numbers_kept(claim_in_words(property)));
  return layout_of(model.layout(), words);
}

class Painter {
 public:
  Painter(const Model& model, Network network, const PropertyResult& property)
      : model_(model),
        property_(property),
        trace_(*property.trace),
        layout_(layout_for(model, property)),
        messages_(chart_messages(model, network, trace_, layout_)),
        leads_(leads_to_end(model, network, property)) {}

  std::string paint() {
    begin_row(0, "step start");
    write_row(0, "0");
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) paint_step(i);
    paint_end();
    const std::string drawing = "<g class=\"rows\">\n" + rows_ + "</g>\n<g class=\"lanes\">\n" +
                                chart_lanes(trace_, layout_) + "</g>\n<g class=\"ways\">\n" + ways_ +
                                "</g>\n<g class=\"steps\">\n" + steps_ + "</g>\n";
    const ChartLegend legend = chart_legend(drawing, layout_.width, layout_.height + 16);
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"sequence-chart\" viewBox=\"0 0 {0} {1}\" "
        "width=\"{0}\" height=\"{1}\" role=\"img\" aria-label=\"{2}\" data-head=\"{3}\">\n",
        layout_.width, legend.bottom,
        markup(fmt::format("Message sequence chart: {}", claim_in_words(property_))), layout_.head_height);
    svg += fmt::format("<style>{}</style>\n", page_assets::chart_css);
    svg += drawing;
    svg += "<g class=\"heads\">\n" + chart_heads(model_.layout(), layout_) + "</g>\n";
    svg += fmt::format("<g class=\"legend{}\">\n{}</g>\n", is_violated() ? " violated" : "", legend.svg);
    return svg + "</svg>\n";
  }

 private:
  bool is_violated() const { return property_.verdict == PropertyResult::Verdict::violated; }

  void begin_row(std::size_t row, std::string_view look) {
    const ChartLayout::Row& place = layout_.rows[row];
    const std::string number = row + 1 < layout_.rows.size() ? fmt::format(" data-step=\"{}\"", row) : "";
    fmt::format_to(std::back_inserter(rows_),
                   "<rect class=\"row {}\"{} x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", look, number,
                   place.top, layout_.width, place.height);
    if (!messages_[row].ways.empty()) {
      fmt::format_to(std::back_inserter(ways_), "<g class=\"way {}\"{}>\n{}</g>\n", look, number,
                     messages_[row].ways);
    }
    fmt::format_to(std::back_inserter(steps_), "<g class=\"{}\"{}>\n", look, number);
    // Catches the pointer, wherever it is in the row.
    fmt::format_to(std::back_inserter(steps_),
                   "<rect class=\"hit\" x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", place.top,
                   layout_.width, place.height);
  }

  /// What stands in every row, and the end of it.
  void write_row(std::size_t row, std::string_view number) {
    const ChartLayout::Row& place = layout_.rows[row];
    fmt::format_to(std::back_inserter(steps_), "<text class=\"number\" x=\"{}\" y=\"{}\">{}</text>\n",
                   ChartLayout::numbers - 10, place.y + 5, number);
    steps_ += messages_[row].labels;
    fmt::format_to(std::back_inserter(steps_), "<text class=\"words\" y=\"{}\">", place.y + 5);
    int rise = 0;
    for (const std::string& line : place.words) {
      fmt::format_to(std::back_inserter(steps_), "<tspan x=\"{}\" dy=\"{}\">{}</tspan>", layout_.words_x,
                     rise, markup(line));
      rise = ChartLayout::line_height;
    }
    steps_ += "</text>\n</g>\n";
  }

  void paint_step(std::size_t i) {
    const TraceStep& step = trace_.steps[i];
    const FaultSet faults = faults_of(step.trigger);
    const bool is_bad = !faults.empty() && !is_way_out(faults);
    begin_row(i + 1, fmt::format("step{}{}", is_bad ? " fault" : "", leads_[i] ? "" : " aside"));
    const int y = layout_.rows[i + 1].y;
    if (is_for_all(step.trigger.kind)) {
      paint_for_all(step, y);
    } else {
      paint_at_node(step, y);
    }
    write_row(i + 1, std::to_string(i + 1));
  }

  void paint_for_all(const TraceStep& step, int y) {
    fmt::format_to(std::back_inserter(steps_), "<path class=\"everywhere {}\" d=\"M{} {}H{}\"/>\n",
                   to_string(step.trigger.kind), layout_.lanes_begin(), y, layout_.lanes_end());
    const auto& nodes = step.trigger.nodes;
    const bool parts =
        step.trigger.kind == Trigger::Kind::partition || step.trigger.kind == Trigger::Kind::isolate;
    for (NodeIndex node = 0; node < model_.layout().node_count(); ++node) {
      const bool is_named = std::binary_search(nodes.begin(), nodes.end(), node);
      const FaultSet spared = model_.triggers().at(model_.layout().role_number_of(node)).spared;
      if (parts && !spared.meets(faults_of(step.trigger)))
        steps_ += mark_at(is_named ? marks::apart : marks::opposite, layout_.lane(node), y);
      if (!parts && is_named) steps_ += mark_at(marks::jumps, layout_.lane(node), y);
    }
  }

  bool hears_of_reset(const TraceStep& step) const {
    const Layout& layout = model_.layout();
    return model_.triggers()
        .at(layout.role_number_of(step.node))
        .hears_of_resets.at(layout.role_number_of(step.trigger.nodes.at(0)));
  }

  void paint_at_node(const TraceStep& step, int y) {
    const int x = layout_.lane(step.node);
    const Trigger& trigger = step.trigger;
    using Kind = Trigger::Kind;
    if (trigger.kind == Kind::suspect || trigger.kind == Kind::cut || trigger.kind == Kind::reset) {
      const int peer = layout_.lane(trigger.nodes.at(0));
      fmt::format_to(std::back_inserter(steps_), "<path class=\"peer\" d=\"M{} {}H{}\"/>\n", peer, y, x);
      if (trigger.kind == Kind::cut) {
        steps_ += mark_at(marks::cut, (x + peer) / 2, y);
        return;
      }
      if (trigger.kind == Kind::reset) steps_ += mark_at(marks::lost, peer + (x - peer) * 3 / 5, y);
    }
    if (trigger.kind == Kind::drop || trigger.kind == Kind::duplicate) return;  // the message shows it
    if (trigger.kind != Kind::reset || hears_of_reset(step)) steps_ += mark_at(mark_of(step), x, y);
    // What ends the handler stands below, in the lane.
    const int below = y + 15;
    if (runs_handler(trigger.kind) && !step.outcome.after.up) steps_ += mark_at(marks::crashes, x, below);
    if (runs_handler(trigger.kind) && step.outcome.after.pending) steps_ += mark_at(marks::pauses, x, below);
  }

  void paint_end() {
    const std::size_t row = layout_.rows.size() - 1;
    begin_row(row, is_violated() ? "end violated" : "end");
    if (claims_something(property_)) {
      for (const NodeIndex node : nodes_at_end(model_, property_))
        steps_ += mark_at(marks::end, layout_.lane(node), layout_.rows[row].y);
    }
    write_row(row, "");
  }

  const Model& model_;
  const PropertyResult& property_;
  const Trace& trace_;
  ChartLayout layout_;
  std::vector<RowMessages> messages_;  // [row]
  std::vector<bool> leads_;
  std::string rows_, ways_, steps_;  // in layers: arrows go behind the labels of all steps
};

}  // namespace

std::string sequence_chart(const Model& model, Network network, const PropertyResult& property) {
  return Painter(model, network, property).paint();
}

}  // namespace pessimist
