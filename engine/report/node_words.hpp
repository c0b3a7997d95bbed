#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pessimist/model.hpp"

namespace pessimist {

/// `acceptor 1, acceptor 2`; `all 7 acceptors` where it is every one of many; `itself` for the node that is speaking.
std::string nodes_in_words(const Layout& layout, const std::vector<NodeIndex>& nodes,
                           std::optional<NodeIndex> speaker = std::nullopt);

/// `promised: 1, vote: none; timer Retry runs`
std::string state_in_words(const Model& model, NodeIndex node, const Local& local);

std::string timer_in_words(const Model& model, const ArmedTimer& timer);
std::string message_in_words(const Model& model, const Packet& packet);

}  // namespace pessimist
