#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "pessimist/spec.hpp"

namespace pessimist {

namespace {

/// Made at its first use, for specifications register themselves before main() in no known order.
std::vector<Spec>& registry() {
  static std::vector<Spec> specs;
  return specs;
}

}  // namespace

const std::vector<Spec>& registered_specs() { return registry(); }

bool detail::register_spec(Spec spec) {
  auto& specs = registry();
  const auto place =
      std::lower_bound(specs.begin(), specs.end(), spec,
                       [](const Spec& left, const Spec& right) { return left.name < right.name; });
  if (place != specs.end() && place->name == spec.name) {
    throw std::logic_error("two specifications are called '" + spec.name + "'");
  }
  specs.insert(place, std::move(spec));
  return true;
}

}  // namespace pessimist
