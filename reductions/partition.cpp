#include "reductions/partition.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "pessimist/codec.hpp"
#include "reductions/looks.hpp"

namespace pessimist::reductions {

namespace {

/// Stands where an answer has a block, and is none.
constexpr std::uint64_t breaks_the_rules = ~std::uint64_t{0};

}  // namespace

Partition::Partition(const world::System& system, const Alone& alone, const Question& question)
    : system_(system), alone_(alone), question_(question) {
  for (const Alone::Node& graph : alone.nodes) {
    first_.push_back(locals_);
    locals_ += static_cast<Item>(graph.locals.size());
  }
  blocks_.resize(locals_ + alone.packets.size());
  std::iota(blocks_.begin(), blocks_.end(), 0);
  collect_members();
}

void Partition::collect_members() {
  const auto collect = [&](Item begin, Item end, auto& members, auto& class_of) {
    std::map<std::uint32_t, std::uint32_t> numbers;
    members.clear();
    class_of.clear();
    for (Item item = begin; item < end; ++item) {
      const auto number =
          numbers.try_emplace(blocks_[item], static_cast<std::uint32_t>(members.size())).first->second;
      if (number == members.size()) members.emplace_back();
      members[number].push_back(item - begin);
      class_of.push_back(number);
    }
  };
  collect(0, locals_, local_members_, local_class_);
  collect(locals_, static_cast<Item>(blocks_.size()), packet_members_, packet_class_);
}

std::vector<std::uint32_t> Partition::members(NodeIndex node, std::uint32_t local) const {
  std::vector<std::uint32_t> members = local_members_[local_class_[first_[node] + local]];
  for (std::uint32_t& member : members) member -= first_[node];
  return members;
}

bool Partition::is_event(NodeIndex node, const Alone::Edge& edge) const {
  if (edge.is_broken() || edge.is_fault || !edge.sends.empty()) return true;
  if (question_.looks_for_deadlocks) return edge.from != edge.to;
  return block(node, edge.from) != block(node, edge.to);
}

void Partition::index() {
  out_.resize(locals_);
  in_.resize(locals_);
  received_.resize(alone_.packets.size());
  sent_.resize(alone_.packets.size());
  for (NodeIndex node = 0; node < alone_.nodes.size(); ++node) {
    for (const Alone::Edge& edge : alone_.nodes[node].edges) {
      if (edge.from == Alone::none) continue;
      out_[first_[node] + edge.from].push_back({node, &edge});
      if (!edge.is_broken()) in_[first_[node] + edge.to].push_back({node, &edge});
      if (edge.packet != Alone::none) received_[edge.packet].push_back({node, &edge});
      for (const std::uint32_t packet : edge.sends) sent_[packet].push_back({node, &edge});
    }
  }
}

/// By what can be told without looking at any step.
std::vector<Partition::Item> Partition::first_blocks() {
  std::vector<Item> blocks;
  for (const auto& looks : looks_of(system_, alone_, question_))
    blocks.insert(blocks.end(), looks.begin(), looks.end());
  const Item first = blocks.empty() ? 0 : *std::max_element(blocks.begin(), blocks.end()) + 1;
  std::map<std::string, std::uint32_t> numbers;
  const bool is_queue = system_.options().network == Network::fifo;
  for (std::uint32_t packet = 0; packet < alone_.packets.size(); ++packet) {
    const Packet& content = alone_.contents[packet];
    std::string looks = "packet" + encoded(content.to);
    if (is_queue) looks += encoded(content.from);
    if (question_.kept[packet] || question_.read[packet]) looks = "kept" + std::to_string(packet);
    const auto number = static_cast<std::uint32_t>(numbers.size());
    blocks.push_back(first + numbers.try_emplace(std::move(looks), number).first->second);
  }
  return blocks;
}

std::vector<std::uint32_t> Partition::blocks_of_sends(const Alone::Edge& edge) const {
  std::vector<std::uint32_t> blocks;
  for (const std::uint32_t packet : edge.sends) blocks.push_back(block_of_packet(packet));
  if (system_.options().network == Network::fifo) return blocks;
  std::sort(blocks.begin(), blocks.end());
  if (system_.options().network == Network::unreliable)
    blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

bool Partition::consumes(const Alone::Edge& edge) const {
  return system_.rules().consumes() && edge.packet != Alone::none;
}

void Partition::append(const Incidence& incidence, bool of_packet, std::vector<Answer>& answers) const {
  const Alone::Edge& edge = *incidence.edge;
  if (!is_event(incidence.node, edge) && !consumes(edge)) return;
  Answer answer{of_packet ? edge.from : edge.trigger};
  if (edge.is_broken()) {
    // Nothing is one with what breaks the rules, but what breaks them in the same place.
    answer.push_back(breaks_the_rules);
    answer.push_back(of_packet ? 0 : (std::uint64_t{incidence.node} << 32) | edge.from);
  } else {
    answer.push_back(std::uint64_t{block(incidence.node, edge.to)} << 1 | (edge.from != edge.to ? 1U : 0U));
    if (!question_.looks_for_deadlocks) answer.back() |= 1;
    for (const std::uint32_t sent : blocks_of_sends(edge)) answer.push_back(sent);
  }
  answers.push_back(std::move(answer));
}

Partition::Answer Partition::answer(Item item) const {
  const bool of_packet = item >= locals_;
  std::vector<Answer> answers;
  for (const Incidence& incidence : of_packet ? received_[item - locals_] : out_[item])
    append(incidence, of_packet, answers);
  std::sort(answers.begin(), answers.end());
  answers.erase(std::unique(answers.begin(), answers.end()), answers.end());
  Answer all;
  for (const Answer& one : answers) {
    all.push_back(one.size());
    all.insert(all.end(), one.begin(), one.end());
  }
  return all;
}

template <class Visit>
void Partition::for_each_dependent(Item item, Visit visit) const {
  const auto visit_both = [&](const Incidence& incidence) {
    visit(first_[incidence.node] + incidence.edge->from);
    if (incidence.edge->packet != Alone::none) visit(locals_ + incidence.edge->packet);
  };
  if (item >= locals_) {
    std::for_each(sent_[item - locals_].begin(), sent_[item - locals_].end(), visit_both);
    return;
  }
  std::for_each(in_[item].begin(), in_[item].end(), visit_both);
  std::for_each(out_[item].begin(), out_[item].end(), visit_both);  // whether a step stays within the class
}

void Partition::refine() {
  index();
  blocks_ = first_blocks();
  std::vector<std::vector<Item>> members(*std::max_element(blocks_.begin(), blocks_.end()) + 1);
  for (Item item = 0; item < blocks_.size(); ++item) members[blocks_[item]].push_back(item);
  std::vector<bool> is_stale(blocks_.size(), true);
  std::vector<bool> is_listed(members.size(), true);
  std::vector<std::uint32_t> todo(members.size());
  std::iota(todo.begin(), todo.end(), 0);
  while (!todo.empty()) {
    const std::uint32_t block = todo.back();
    todo.pop_back();
    is_listed[block] = false;
    // Members that are not stale answer alike: one speaks for all of them.
    std::map<Answer, std::vector<Item>> parts;
    std::vector<Item>* fresh = nullptr;
    for (const Item item : members[block]) {
      if (is_stale[item]) {
        parts[answer(item)].push_back(item);
      } else {
        if (fresh == nullptr) fresh = &parts[answer(item)];
        fresh->push_back(item);
      }
    }
    for (const Item item : members[block]) is_stale[item] = false;
    if (parts.size() == 1) continue;
    const auto largest = std::max_element(parts.begin(), parts.end(), [](const auto& one, const auto& other) {
      return one.second.size() < other.second.size();
    });
    std::vector<Item> moved;
    for (auto& part : parts) {
      if (&part == &*largest) continue;
      for (const Item item : part.second) blocks_[item] = static_cast<std::uint32_t>(members.size());
      moved.insert(moved.end(), part.second.begin(), part.second.end());
      members.push_back(std::move(part.second));
      is_listed.push_back(false);
    }
    members[block] = std::move(largest->second);
    for (const Item item : moved) {
      for_each_dependent(item, [&](Item dependent) {
        is_stale[dependent] = true;
        if (!is_listed[blocks_[dependent]]) todo.push_back(blocks_[dependent]);
        is_listed[blocks_[dependent]] = true;
      });
    }
  }
  collect_members();
}

}  // namespace pessimist::reductions
