#include "verdict/retrace.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "store/ensure.hpp"
#include "trace/walk.hpp"

namespace pessimist {

namespace {

class Retracer {
 public:
  Retracer(const Model& model, const CheckOptions& options, search::Search& search)
      : model_(model), options_(options), search_(search), leaves_(search.leaves()) {}

  RecordedTrace run(const search::Path& path, const std::string& property) {
    RecordedTrace recorded{{}, {}, property};
    Walk walk = start(path.front(), recorded);
    for (std::size_t number = 1; number < path.size(); ++number) {
      const auto steps = walk.possible();
      const auto step = std::find_if(steps.begin(), steps.end(), [&](const Walk::Possible& possible) {
        std::set<Packet> sent = walk.sent();
        sent.insert(possible.outcome.sends.begin(), possible.outcome.sends.end());
        return is(possible.after, sent, path[number]);
      });
      store::ensure(step != steps.end(), "a step of a reduced path stands for a step of a run");
      walk.take(step->step);
      recorded.steps.push_back(step->step);
    }
    return recorded;
  }

 private:
  bool is(const WorldView& world, const std::set<Packet>& sent, const world::Tree::Nodes& target) {
    const auto nodes = search_.leaves_of(world.locals, world.inboxes, world.faults_used, sent);
    return std::equal(nodes.begin(), nodes.begin() + static_cast<std::ptrdiff_t>(leaves_), target.begin());
  }

  /// The first initial world that the target stands for.
  Walk start(const world::Tree::Nodes& target, RecordedTrace& recorded) {
    const auto nodes = model_.layout().node_count();
    std::vector<std::vector<std::vector<std::size_t>>> scripts;  // what each node may choose
    for (NodeIndex node = 0; node < nodes; ++node) scripts.push_back(search_.start_scripts(node));
    std::vector<std::size_t> chosen(nodes, 0);
    while (true) {
      std::vector<std::vector<std::size_t>> script;
      for (NodeIndex node = 0; node < nodes; ++node) script.push_back(scripts[node][chosen[node]]);
      Walk walk(model_, options_.network, options_.budgets, options_.most_faults);
      walk.start(script);
      if (is(walk.world(), walk.sent(), target)) {
        for (NodeIndex node = 0; node < nodes; ++node)
          recorded.starts.push_back({node, {Trigger::Kind::start, 0, {}, {}}, script[node]});
        return walk;
      }
      std::size_t node = 0;  // the next combination, counting up
      while (node < nodes && ++chosen[node] == scripts[node].size()) chosen[node++] = 0;
      store::ensure(node < nodes, "the first world of a path is initial");
    }
  }

  const Model& model_;
  const CheckOptions& options_;
  search::Search& search_;
  std::size_t leaves_;
};

}  // namespace

RecordedTrace retrace(const Model& model, const CheckOptions& options, search::Search& search,
                      const search::Path& path, const std::string& property) {
  return Retracer(model, options, search).run(path, property);
}

}  // namespace pessimist
