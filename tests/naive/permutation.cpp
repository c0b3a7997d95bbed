#include "naive/permutation.hpp"

#include <algorithm>
#include <numeric>

namespace pessimist::naive {

namespace {

void permute_too(std::vector<Renaming>& permutations, NameIndex first, std::size_t count) {
  std::vector<NameIndex> images(count);
  std::iota(images.begin(), images.end(), first);
  std::vector<Renaming> result;
  do {
    for (Renaming permutation : permutations) {
      std::copy(images.begin(), images.end(), permutation.begin() + first);
      result.push_back(std::move(permutation));
    }
  } while (std::next_permutation(images.begin(), images.end()));
  permutations = std::move(result);
}

Packet permuted(const Model& model, const Packet& packet, const Renaming& to) {
  return {to[packet.from], to[packet.to], packet.type,
          model.renamed({ValueType::Kind::message, packet.type}, packet.body, to)};
}

}  // namespace

std::vector<Renaming> all_permutations(const Layout& layout) {
  Renaming identity(layout.name_count());
  std::iota(identity.begin(), identity.end(), NameIndex{0});
  std::vector<Renaming> permutations{identity};
  for (const RoleNodes& role : layout.roles()) {
    if (!role.ordered) permute_too(permutations, role.first, role.count);
  }
  for (const TokenKind& kind : layout.token_kinds()) permute_too(permutations, kind.first, kind.count);
  return permutations;
}

World permuted(const Model& model, Network network, const World& world, const Renaming& to) {
  World result = world;
  for (NodeIndex node = 0; node < world.locals.size(); ++node) {
    Local local = world.locals[node];
    local.fields =
        model.renamed({ValueType::Kind::fields, model.layout().role_number_of(node)}, local.fields, to);
    const auto permute_timer = [&](ArmedTimer& timer) {
      timer.body = model.renamed({ValueType::Kind::timer, timer.type}, timer.body, to);
    };
    for (ArmedTimer& timer : local.armed) permute_timer(timer);
    std::sort(local.armed.begin(), local.armed.end());
    if (local.pending) permute_timer(*local.pending);
    for (NodeIndex& other : local.deaf_to) other = to[other];
    std::sort(local.deaf_to.begin(), local.deaf_to.end());
    result.locals[to[node]] = std::move(local);
    result.inboxes[to[node]].clear();
    for (const Packet& packet : world.inboxes[node])
      put(network, result.inboxes[to[node]], permuted(model, packet, to));
  }
  result.history.clear();
  for (const Packet& packet : world.history) result.history.insert(permuted(model, packet, to));
  return result;
}

}  // namespace pessimist::naive
