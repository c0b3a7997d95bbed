#include "report/chart_messages.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "report/chart_mark.hpp"
#include "report/markup.hpp"
#include "report/node_words.hpp"
#include "report/quantity_words.hpp"
#include "report/utf8.hpp"
#include "trace/flight.hpp"

namespace pessimist {

namespace {

struct Point {
  int x = 0;
  int y = 0;
};

constexpr int mark_size = 6;
constexpr int stub_width = 26;
constexpr int stub_drop = 15;

/// From beside the lane of the sender into the row of the receiver, where it is flat and leaves room for its label.
std::string curve(Point from, Point to) {
  const int width = to.x - from.x;
  const int bend = std::max(11, std::abs(width) / 16);
  return fmt::format("M{} {}C{} {} {} {} {} {}", from.x, from.y, from.x + (width < 0 ? -bend : bend),
                     from.y + (to.y - from.y) * 9 / 10, from.x + width * 3 / 20, to.y, to.x, to.y);
}

/// On the way back to where it came from, to one side (1: to the right, -1).
std::string loop(Point from, Point to, int side) {
  const int far = from.x + side * 34;
  return fmt::format("M{} {}C{} {} {} {} {} {}", from.x, from.y, far, from.y, far, to.y, to.x, to.y);
}

std::string head(Point tip, int side) {
  return fmt::format("<path class=\"tip\" d=\"M{} {}l{}-4v8z\"/>", tip.x + side * (mark_size - 1), tip.y,
                     side * 8);
}

/// Labels of messages that are to stand at one place, put together.
struct Label {
  std::vector<std::string> names, values;  // each once for each message
  std::vector<std::string> told;
  int room = 0;  // in pixels
};

/// `Vote`, `Vote ×2, Ack`
std::string counted_once(const std::vector<std::string>& words) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
        words.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    const auto count = std::count(words.begin(), words.end(), words[i]);
    result.push_back(count == 1 ? words[i] : fmt::format("{} ×{}", words[i], count));
  }
  return joined(result);
}

class Artist {
 public:
  Artist(const Model& model, const Trace& trace, const ChartLayout& layout)
      : model_(model), trace_(trace), layout_(layout), rows_(layout.rows.size()), labels_(rows_.size()) {}

  void draw(const Flight& flight) {
    const Point from = beginning(flight);
    bool has_end = false;
    for (const std::size_t step : flight.met) {
      const Trigger::Kind kind = trace_.steps[step].trigger.kind;
      const std::size_t row = step + 1;
      if (kind == Trigger::Kind::duplicate) {
        double_it(flight, from, row);
        continue;
      }
      if (kind == Trigger::Kind::drop || kind == Trigger::Kind::reset) {
        lose(flight, from, row);
      } else if (kind == Trigger::Kind::receive || !has_end) {
        arrive(flight, from, row, has_end);
      }
      has_end = true;
    }
    if (!has_end) leave(flight, from);
  }

  std::vector<RowMessages> rows() && {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      for (const auto& [place, label] : labels_[row]) write(row, place, label);
    }
    return std::move(rows_);
  }

 private:
  struct Place {
    Point at;
    int side = 1;  // the label stands to the right, or (-1) to the left
    friend bool operator<(const Place& one, const Place& other) {
      return std::tie(one.at.x, one.at.y, one.side) < std::tie(other.at.x, other.at.y, other.side);
    }
  };

  int y_of(std::size_t row) const { return layout_.rows[row].y; }
  static std::size_t row_of(const Flight& flight) { return flight.begun ? *flight.begun + 1 : 0; }

  /// A message that is doubled, or lost, gets this far.
  int midway(const Packet& packet) const {
    const int from = layout_.lane(packet.from);
    return packet.from == packet.to ? from + 30 : from + (layout_.lane(packet.to) - from) * 3 / 5;
  }
  /// To which side of its receiver a message comes from.
  int side_of_sender(const Packet& packet) const {
    if (packet.from != packet.to) return packet.from < packet.to ? -1 : 1;
    return 2 * packet.to < model_.layout().node_count() ? 1 : -1;
  }
  int room_beside(int x, int side) const {
    return side > 0 ? layout_.lanes_end() - x : x - layout_.lanes_begin();
  }

  Point beginning(const Flight& flight) const {
    const bool is_double =
        flight.begun && trace_.steps[*flight.begun].trigger.kind == Trigger::Kind::duplicate;
    return {is_double ? midway(flight.packet) : layout_.lane(flight.packet.from), y_of(row_of(flight))};
  }

  template <class... Arguments>
  void way(std::size_t row, fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(rows_[row].ways), form, std::forward<Arguments>(arguments)...);
  }

  std::string path(const Packet& packet, Point from, Point to) const {
    return packet.from == packet.to ? loop(from, to, side_of_sender(packet)) : curve(from, to);
  }

  void arrive(const Flight& flight, Point from, std::size_t row, bool again) {
    const Packet& packet = flight.packet;
    const int side = side_of_sender(packet);
    const Point to{layout_.lane(packet.to), y_of(row)};
    way(row, "<path class=\"message{}\" d=\"{}\"/>{}\n", again ? " again" : "",
        path(packet, from, {to.x + side * mark_size * 2, to.y}), head(to, side));
    const bool is_own = packet.from == packet.to;
    const int gap = is_own ? 34 : 14;
    label(row, {{to.x + side * gap, to.y - 6}, side}, packet,
          (is_own ? room_beside(to.x, side) : std::abs(from.x - to.x)) - gap - 8,
          again ? "received once more" : "received");
  }

  void lose(const Flight& flight, Point from, std::size_t row) {
    const Packet& packet = flight.packet;
    const Point to{midway(packet), y_of(row)};
    const int side = -side_of_sender(packet);
    way(row, "<path class=\"message broken\" d=\"{}\"/><path class=\"peer\" d=\"M{} {}H{}\"/>\n",
        path(packet, from, to), to.x + side * 8, to.y, layout_.lane(packet.to));
    rows_[row].labels += mark_at(marks::lost, to.x, to.y);
    label(row, {{to.x - side * 10, to.y - 8}, -side}, packet, std::abs(from.x - to.x) - 16,
          "lost on its way");
  }

  void double_it(const Flight& flight, Point from, std::size_t row) {
    const Point to{midway(flight.packet), y_of(row)};
    way(row, "<path class=\"message doubled-way\" d=\"{}\"/>\n", path(flight.packet, from, to));
    rows_[row].labels += mark_at(marks::doubled, to.x, to.y);
    const int side = side_of_sender(flight.packet);
    label(row, {{to.x + side * 10, to.y - 8}, side}, flight.packet, std::abs(from.x - to.x) - 16,
          "doubled on its way");
  }

  /// It is under way for ever: nothing in this run receives it.
  void leave(const Flight& flight, Point from) {
    const Packet& packet = flight.packet;
    const int side = packet.from == packet.to ? side_of_sender(packet) : packet.from < packet.to ? 1 : -1;
    const Point to{from.x + side * stub_width, from.y + stub_drop};
    const std::size_t row = row_of(flight);
    const Place place{{to.x + side * 5, to.y + 4}, side};
    if (!labels_[row].contains(place)) {
      way(row,
          "<path class=\"message stub\" d=\"M{} {}L{} {}\"/><path class=\"stub-tip\" d=\"M{} {}l{} "
          "1l{}-5\"/>\n",
          from.x, from.y, to.x, to.y, to.x - side * 6, to.y, side * 6, side * -3);
    }
    const int room = row == 0 ? layout_.pitch / 2 : room_beside(from.x, side);
    label(row, place, packet, room - stub_width - 8, "not received in this run");
  }

  void label(std::size_t row, const Place& place, const Packet& packet, int room, std::string_view fate) {
    Label& label = labels_[row][place];
    label.names.push_back(model_.message_names().at(packet.type));
    label.values.push_back(message_in_words(model_, packet));
    label.told.push_back(fmt::format("{} from {} to {}: {}", label.values.back(),
                                     model_.layout().name(packet.from), model_.layout().name(packet.to),
                                     fate));
    label.room = std::max(label.room, room);
  }

  void write(std::size_t row, const Place& place, const Label& label) {
    const auto fitting = [](int room) {
      return static_cast<std::size_t>(std::max(room, 0) / ChartLayout::label_column);
    };
    std::size_t room = fitting(label.room);
    std::string text = counted_once(label.values);
    if (columns(text) > room) {
      text = counted_once(label.names);
      // Nothing else happens in the row: what it is called may reach over other lanes.
      if (row > 0) room = std::max(room, fitting(room_beside(place.at.x, place.side)));
    }
    constexpr std::size_t least = 4;
    if (room < least) return;
    fmt::format_to(std::back_inserter(rows_[row].labels),
                   "<text class=\"label\" x=\"{}\" y=\"{}\"{}><title>{}</title>{}</text>\n", place.at.x,
                   place.at.y, place.side < 0 ? " text-anchor=\"end\"" : "", markup(joined(label.told, "\n")),
                   markup(shortened(text, room)));
  }

  const Model& model_;
  const Trace& trace_;
  const ChartLayout& layout_;
  std::vector<RowMessages> rows_;
  std::vector<std::map<Place, Label>> labels_;  // [row]
};

}  // namespace

std::vector<RowMessages> chart_messages(const Model& model, Network network, const Trace& trace,
                                        const ChartLayout& layout) {
  Artist artist(model, trace, layout);
  for (const Flight& flight : flights(network, trace)) artist.draw(flight);
  return std::move(artist).rows();
}

}  // namespace pessimist
