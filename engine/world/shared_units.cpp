#include "world/shared_units.hpp"

#include <utility>

namespace pessimist::world {

SharedUnits::SharedUnits(System& system, std::vector<std::size_t> judged) : properties(std::move(judged)) {
  const Model& model = system.model();
  for (const std::size_t property : properties)
    of_properties.emplace_back(model, system.parts(), *model.properties()[property].predicate);
  for (const BoundInfo& bound : model.bounds())
    of_bounds.emplace_back(model, system.parts(), *bound.predicate);
}

}  // namespace pessimist::world
