#include "trace/readable_order.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace pessimist {

namespace {

/// A beginning of the story: a set of steps that holds with each all that must come before it. In a lane steps keep their
/// order, so the set is told by how many of each lane it has. What can follow depends on that and on the lane it is in.
struct Beginning {
  std::vector<std::size_t> told;  ///< [lane]: so many of its steps
  std::size_t lane = 0;           ///< of its last step
  friend auto operator<=>(const Beginning&, const Beginning&) = default;
};

/// The best way to tell a beginning. Its rank is its place among all of its length, compared step by step.
struct Way {
  std::size_t switches = 0;
  std::size_t rank_before = 0;
  std::size_t step = 0;
  friend auto operator<=>(const Way&, const Way&) = default;
};

using Layer = std::vector<std::pair<Beginning, Way>>;  // by rank

class Teller {
 public:
  Teller(const Dependences& dependences, const std::vector<std::size_t>& lanes, std::size_t most_work)
      : dependences_(dependences), lanes_(lanes) {
    const std::size_t count = lanes.empty() ? 0 : 1 + *std::max_element(lanes.begin(), lanes.end());
    of_lane_.resize(count);
    most_kept_ = most_work / std::max<std::size_t>(lanes.size() * count, 1) + 1;
    for (std::size_t step = 0; step < lanes.size(); ++step) {
      place_.push_back(of_lane_[lanes[step]].size());
      of_lane_[lanes[step]].push_back(step);
    }
  }

  std::vector<std::size_t> tell() const {
    std::vector<Layer> layers{{{{std::vector<std::size_t>(of_lane_.size(), 0), of_lane_.size()}, {}}}};
    for (std::size_t length = 0; length < lanes_.size(); ++length) layers.push_back(next(layers.back()));
    const auto fewest = [](const auto& one, const auto& other) { return one.second < other.second; };
    std::size_t rank = static_cast<std::size_t>(
        std::min_element(layers.back().begin(), layers.back().end(), fewest) - layers.back().begin());
    std::vector<std::size_t> order(lanes_.size());
    for (std::size_t length = lanes_.size(); length-- > 0;) {
      const Way& way = layers[length + 1][rank].second;
      order[length] = way.step;
      rank = way.rank_before;
    }
    return order;
  }

 private:
  Layer next(const Layer& layer) const {
    std::map<Beginning, Way> best;
    for (std::size_t rank = 0; rank < layer.size(); ++rank) {
      const auto& [beginning, way] = layer[rank];
      for (std::size_t lane = 0; lane < of_lane_.size(); ++lane) {
        if (!can_follow(beginning, lane)) continue;
        const bool is_switch = beginning.lane != lane && beginning.lane != of_lane_.size();
        const Way longer{way.switches + (is_switch ? 1 : 0), rank, of_lane_[lane][beginning.told[lane]]};
        Beginning after{beginning.told, lane};
        ++after.told[lane];
        const auto [known, is_new] = best.try_emplace(std::move(after), longer);
        if (!is_new) known->second = std::min(known->second, longer);
      }
    }
    Layer result(best.begin(), best.end());
    if (result.size() > most_kept_) {
      const auto cheaper = [](const auto& one, const auto& other) { return one.second < other.second; };
      std::nth_element(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(most_kept_), result.end(),
                       cheaper);
      result.resize(most_kept_);
    }
    std::sort(result.begin(), result.end(), [](const auto& one, const auto& other) {
      return std::tie(one.second.rank_before, one.second.step, one.first) <
             std::tie(other.second.rank_before, other.second.step, other.first);
    });
    return result;
  }

  bool can_follow(const Beginning& beginning, std::size_t lane) const {
    if (beginning.told[lane] == of_lane_[lane].size()) return false;
    const std::size_t step = of_lane_[lane][beginning.told[lane]];
    const auto is_told = [&](std::size_t other) { return place_[other] < beginning.told[lanes_[other]]; };
    return std::all_of(dependences_.causes[step].begin(), dependences_.causes[step].end(), is_told) &&
           std::all_of(dependences_.behind[step].begin(), dependences_.behind[step].end(), is_told);
  }

  const Dependences& dependences_;
  const std::vector<std::size_t>& lanes_;
  std::size_t most_kept_ = 1;
  std::vector<std::vector<std::size_t>> of_lane_;  // [lane]: its steps
  std::vector<std::size_t> place_;                 // [step]: in its lane
};

}  // namespace

std::vector<std::size_t> readable_order(const Dependences& dependences, const std::vector<std::size_t>& lanes,
                                        std::size_t most_work) {
  return Teller(dependences, lanes, most_work).tell();
}

std::size_t switches(const std::vector<std::size_t>& order, const std::vector<std::size_t>& lanes) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (lanes[order[i]] != lanes[order[i - 1]]) ++count;
  }
  return count;
}

}  // namespace pessimist
