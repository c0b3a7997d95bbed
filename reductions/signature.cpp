#include "reductions/signature.hpp"

#include <algorithm>
#include <string_view>

#include "store/hash.hpp"

namespace pessimist::reductions {

using store::golden_ratio;
using store::mix;

namespace {

void use(std::vector<Signature::Use>& uses, NameIndex name, std::uint64_t how) {
  const auto place =
      std::lower_bound(uses.begin(), uses.end(), name,
                       [](const Signature::Use& use, NameIndex other) { return use.name < other; });
  if (place != uses.end() && place->name == name) {
    place->how += how;
  } else {
    uses.insert(place, {name, how});
  }
}

}  // namespace

void Signature::add(const Signature& other) {
  shape += other.shape;
  for (const Use& one : other.uses) use(uses, one.name, one.how);
}

Signer::Signer(const std::vector<bool>& movable) : movable_(movable), open_(1) {}

void Signer::open(bool ordered) { open_.push_back({ordered, 0, {}}); }

/// How a name is used in a group depends on the shape of the whole group.
void Signer::close() {
  Group group = std::move(open_.back());
  open_.pop_back();
  group.of.shape = mix(group.of.shape + group.count * 2 + (group.ordered ? 1 : 0));
  for (Signature::Use& one : group.of.uses) one.how = mix(one.how + group.of.shape);
  add(group.of);
}

void Signer::add(const Signature& element) {
  Group& group = open_.back();
  const std::uint64_t place = group.ordered ? ++group.count * golden_ratio : (++group.count, 0);
  group.of.shape += mix(element.shape + place);
  for (const Signature::Use& one : element.uses) use(group.of.uses, one.name, mix(one.how + place));
}

void Signer::plain(std::string_view bytes) { number(store::hash_bytes(bytes)); }

void Signer::number(std::uint64_t number) { add({mix(number + 1), {}}); }

void Signer::name(NameIndex name) {
  if (movable_[name]) return add({mix(0x6e616d65), {{name, 1}}});
  number(name);
}

Signature Signer::take() {
  Signature result = std::move(open_.front().of);
  open_.front() = {};
  result.shape = mix(result.shape);
  for (Signature::Use& one : result.uses) one.how = mix(one.how + result.shape);
  return result;
}

}  // namespace pessimist::reductions
