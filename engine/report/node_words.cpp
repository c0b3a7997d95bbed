#include "report/node_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

namespace {

/// A role of more nodes than this is named as a whole where all of them are meant.
constexpr std::size_t listed_one_by_one = 4;

/// The role's own count of `nodes` that begin at `begin`, if they are all of that role (but perhaps the speaker).
std::size_t whole_role_at(const Layout& layout, const std::vector<NodeIndex>& nodes, std::size_t begin,
                          std::optional<NodeIndex> speaker) {
  const RoleNodes& role = layout.role_of(nodes[begin]);
  std::vector<NodeIndex> wanted;
  for (NodeIndex node = role.first; node < role.first + role.count; ++node) {
    if (node != speaker) wanted.push_back(node);
  }
  if (wanted.size() <= listed_one_by_one || nodes.size() - begin < wanted.size()) return 0;
  const auto from = nodes.begin() + static_cast<std::ptrdiff_t>(begin);
  return std::equal(wanted.begin(), wanted.end(), from) ? wanted.size() : 0;
}

}  // namespace

std::string nodes_in_words(const Layout& layout, const std::vector<NodeIndex>& nodes,
                           std::optional<NodeIndex> speaker) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < nodes.size();) {
    if (const std::size_t whole = whole_role_at(layout, nodes, i, speaker); whole > 0) {
      const RoleNodes& role = layout.role_of(nodes[i]);
      words.push_back(whole == role.count ? fmt::format("all {} {}s", whole, role.name)
                                          : fmt::format("the {} other {}s", whole, role.name));
      i += whole;
    } else {
      words.push_back(nodes[i] == speaker ? "itself" : layout.name(nodes[i]));
      ++i;
    }
  }
  return joined(words);
}

std::string state_in_words(const Model& model, NodeIndex node, const Local& local) {
  std::vector<std::string> fields;
  for (const auto& [name, value] : model.describe_fields(node, local.fields).children) {
    fields.push_back(name + ": " + to_string(value));
  }
  std::string words = fields.empty() ? "has no state" : joined(fields);
  if (!local.up) words = "is down; " + words;
  if (local.lies) words = "lies; " + words;
  if (model.triggers()[model.layout().role_number_of(node)].reads_clock)
    words += fmt::format("; its clock shows {}", local.clock);
  for (const ArmedTimer& timer : local.armed) words += "; timer " + timer_in_words(model, timer) + " runs";
  if (local.pending) words += "; stands still before " + timer_in_words(model, *local.pending);
  if (!local.deaf_to.empty())
    words += "; does not hear " + nodes_in_words(model.layout(), local.deaf_to, std::nullopt);
  return words;
}

std::string timer_in_words(const Model& model, const ArmedTimer& timer) {
  return to_string(model.describe_timer(timer.type, timer.body));
}

std::string message_in_words(const Model& model, const Packet& packet) {
  return to_string(model.describe_message(packet.type, packet.body));
}

}  // namespace pessimist
