#include "trace/state_graph.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "pessimist/codec.hpp"
#include "trace/explain.hpp"
#include "trace/walk.hpp"

namespace pessimist {

namespace {

/// A world as a key: whatever tells it from others.
using Key = std::tuple<std::vector<std::string>, std::vector<std::vector<Packet>>, std::map<Fault, unsigned>,
                       std::set<Packet>>;

class Explorer {
 public:
  Explorer(const Model& model, Network network, const std::map<Fault, unsigned>& budgets, std::size_t most)
      : model_(model), network_(network), budgets_(budgets), most_(most), is_read_(types_read(model)) {}

  StateGraph explore() {
    for (const auto& scripts : start_combinations(model_)) {
      Walk walk(model_, network_, budgets_);
      walk.start(scripts);
      graph_.vertices[vertex(walk.world(), read_of(walk.sent()), 0)].is_initial = true;
    }
    for (std::size_t from = 0; from < graph_.vertices.size(); ++from) {
      const StateGraph::Vertex vertex = graph_.vertices[from];
      if (is_outside(vertex)) continue;
      const Walk walk(model_, network_, budgets_, vertex.world);
      for (Walk::Possible& possible : walk.possible()) {
        std::set<Packet> sent = vertex.sent;
        sent.merge(read_of({possible.outcome.sends.begin(), possible.outcome.sends.end()}));
        const std::size_t to = this->vertex(possible.after, std::move(sent), vertex.depth + 1);
        if (to == none) continue;
        graph_.edges.push_back({from,
                                to,
                                {possible.step.node, possible.step.trigger, std::move(possible.outcome),
                                 std::move(possible.after)}});
      }
    }
    return std::move(graph_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// [message type]: whether some property reads all that were ever sent.
  static std::vector<bool> types_read(const Model& model) {
    std::vector<bool> is_read(model.message_names().size(), false);
    const auto add = [&](const Predicate& predicate) {
      for (const Predicate::Source& source : predicate.sources()) {
        if (source.is_messages) is_read[source.number] = true;
      }
    };
    for (const PropertyInfo& property : model.properties()) add(*property.predicate);
    for (const BoundInfo& bound : model.bounds()) add(*bound.predicate);
    return is_read;
  }
  std::set<Packet> read_of(std::set<Packet> sent) const {
    std::erase_if(sent, [&](const Packet& packet) { return !is_read_[packet.type]; });
    return sent;
  }

  bool is_outside(const StateGraph::Vertex& vertex) const {
    return std::any_of(model_.bounds().begin(), model_.bounds().end(), [&](const BoundInfo& bound) {
      return explain(model_, *bound.predicate, Judgement::Verdict::fails, vertex.world, vertex.sent)
          .has_value();
    });
  }

  /// The number of a world; `none` if it is new and there are enough of them.
  std::size_t vertex(const WorldView& world, std::set<Packet> sent, unsigned depth) {
    std::vector<std::string> locals;
    for (const Local& local : world.locals) locals.push_back(encoded(local));
    Key key{std::move(locals), world.inboxes, world.faults_used, sent};
    const auto known = numbers_.find(key);
    if (known != numbers_.end()) return known->second;
    if (graph_.vertices.size() == most_) {
      graph_.is_complete = false;
      return none;
    }
    numbers_.emplace(std::move(key), graph_.vertices.size());
    graph_.vertices.push_back({world, std::move(sent), depth, false});
    return graph_.vertices.size() - 1;
  }

  const Model& model_;
  Network network_;
  const std::map<Fault, unsigned>& budgets_;
  std::size_t most_;
  std::vector<bool> is_read_;
  std::map<Key, std::size_t> numbers_;
  StateGraph graph_;
};

}  // namespace

StateGraph state_graph(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
                       std::size_t most) {
  return Explorer(model, network, budgets, most).explore();
}

}  // namespace pessimist
