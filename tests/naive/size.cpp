#include "naive/size.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace pessimist::naive {

namespace {

using Kind = Aspect::Kind;

/// Prints worlds but for one aspect, and that aspect alone.
class Split {
 public:
  Split(const Model& model, Aspect aspect) : model_(model), aspect_(aspect) {}

  void look_at(const World& world, unsigned depth) {
    values_by_depth_.resize(depth + 1);
    std::uint64_t packets = 0;
    std::string rest;
    for (NodeIndex node = 0; node < world.locals.size(); ++node) {
      rest += "\nnode " + local(node, world.locals[node]);
      for (const Packet& packet : world.inboxes[node]) {
        if (is(Kind::message, packet.type)) {
          value(print(packet));
          ++packets;
        } else {
          rest += "; " + print(packet);
        }
      }
    }
    for (const auto& [fault, times] : world.used) {
      if (is(Kind::fault, static_cast<unsigned>(fault))) {
        value(std::to_string(times));
      } else {
        rest += "\n" + std::string(to_string(fault)) + std::to_string(times);
      }
    }
    for (const Packet& packet : world.history) {
      if (is(Kind::history, packet.type)) {
        value(print(packet));
        ++packets;
      } else {
        rest += "\nwas " + print(packet);
      }
    }
    rests_.insert(rest);
    sum_ += packets;
    most_ = std::max(most_, packets);
  }

  std::string differences(const Size::OfAspect& found) const {
    std::vector<std::uint64_t> by_depth;
    for (const auto& values : values_by_depth_) by_depth.push_back(values.size());
    std::string text;
    if (found.worlds_without != rests_.size()) {
      text += " worlds without: " + std::to_string(found.worlds_without) + ", not " +
              std::to_string(rests_.size());
    }
    if (found.values != values_.size())
      text += " values: " + std::to_string(found.values) + ", not " + std::to_string(values_.size());
    if (found.values_by_depth != by_depth) text += " values by depth";
    if (found.sum != sum_ || found.most != most_) text += " packets";
    if (text.empty()) return text;
    return std::string(to_string(aspect_.kind)) + " " + std::to_string(aspect_.role) + "." +
           std::to_string(aspect_.number) + ":" + text + "\n";
  }

 private:
  bool is(Kind kind, unsigned number) const { return aspect_.kind == kind && aspect_.number == number; }
  void value(const std::string& print) {
    values_.insert(print);
    values_by_depth_.back().insert(print);
  }

  std::string local(NodeIndex node, const Local& local) {
    const bool is_role = model_.layout().role_number_of(node) == aspect_.role;
    std::string text;
    if (is_role && aspect_.kind == Kind::up) {
      value(local.up ? "up" : "down");
    } else {
      text += local.up ? "up" : "down";
    }
    const auto circumstance = [&](Kind kind, const std::string& print) {
      if (is_role && aspect_.kind == kind) {
        value(print);
      } else {
        text += ", " + print;
      }
    };
    circumstance(Kind::clock, std::to_string(local.clock));
    circumstance(Kind::lies, local.lies ? "lies" : "honest");
    std::string deaf;
    for (const NodeIndex other : local.deaf_to) deaf += std::to_string(other) + " ";
    circumstance(Kind::links, deaf);
    circumstance(Kind::pause, local.pending ? std::to_string(local.pending->type) +
                                                  to_string(model_.describe_timer(local.pending->type,
                                                                                  local.pending->body))
                                            : "");
    std::string running;
    for (const ArmedTimer& timer : local.armed) {
      const std::string print =
          std::to_string(timer.type) + to_string(model_.describe_timer(timer.type, timer.body)) + ", ";
      (is_role && is(Kind::timer, timer.type) ? running : text) += print;
    }
    if (is_role && aspect_.kind == Kind::timer) value(running);
    for (const auto& [name, field] : model_.describe_fields(node, local.fields).children) {
      if (is_role && aspect_.kind == Kind::field &&
          model_.fields()[aspect_.role][aspect_.number].name == name) {
        value(to_string(field));
      } else {
        text += ", " + name + ": " + to_string(field);
      }
    }
    return text;
  }

  std::string print(const Packet& packet) const {
    return std::to_string(packet.from) + " to " + std::to_string(packet.to) + ": " +
           std::to_string(packet.type) + to_string(model_.describe_message(packet.type, packet.body));
  }

  const Model& model_;
  Aspect aspect_;
  std::set<std::string> rests_, values_;
  std::vector<std::set<std::string>> values_by_depth_;
  std::uint64_t sum_ = 0, most_ = 0;
};

/// What each node was: its local states, inboxes, and both, in bytes.
struct Seen {
  std::set<std::string> locals, inboxes, units;
};

void look_at(const World& world, std::vector<Seen>& nodes) {
  nodes.resize(world.locals.size());
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    const Local& local = world.locals[node];
    std::string state = (local.up ? "up" : "down") + std::string(local.lies ? "lies" : "") +
                        std::to_string(local.clock) + "/" + local.fields;
    for (const ArmedTimer& timer : local.armed) state += "/" + std::to_string(timer.type) + timer.body;
    if (local.pending) state += "/then " + std::to_string(local.pending->type) + local.pending->body;
    for (const NodeIndex other : local.deaf_to) state += "/deaf to " + std::to_string(other);
    std::string inbox;
    for (const Packet& packet : world.inboxes[node])
      inbox += "/" + std::to_string(packet.from) + "," + std::to_string(packet.type) + packet.body;
    nodes[node].locals.insert(state);
    nodes[node].inboxes.insert(inbox);
    nodes[node].units.insert(state + "|" + inbox);
  }
}

}  // namespace

std::string differences(const Model& model, const NaiveOptions& options, const Size& found) {
  std::vector<Split> splits;
  for (const Size::OfAspect& of : found.aspects) splits.emplace_back(model, of.aspect);
  std::vector<Seen> nodes;
  std::vector<std::uint64_t> worlds_by_depth;
  NaiveOptions watched = options;
  watched.on_world = [&](const World& world, unsigned depth) {
    for (Split& split : splits) split.look_at(world, depth);
    look_at(world, nodes);
    worlds_by_depth.resize(depth + 1);
    ++worlds_by_depth.back();
  };
  const NaiveResult result = explore(model, watched);
  std::string text;
  if (found.worlds != result.worlds || found.worlds_by_depth != worlds_by_depth) text += "worlds\n";
  for (std::size_t aspect = 0; aspect < splits.size(); ++aspect)
    text += splits[aspect].differences(found.aspects[aspect]);
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    const Size::OfNode& of = found.nodes[node];
    const Seen& seen = nodes[node];
    if (of.locals != seen.locals.size() || of.inboxes != seen.inboxes.size() || of.units != seen.units.size())
      text += "node " + std::to_string(node) + "\n";
  }
  return text;
}

}  // namespace pessimist::naive
