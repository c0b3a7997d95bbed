#include <string>

#include "random/instance.hpp"

namespace pessimist::random {

std::string Instance::description() const {
  std::string text = "seed " + std::to_string(plan.seed) + (plan.rules.table ? ", made smaller" : "") + "\n";
  for (const RoleNodes& role : model->layout().roles()) {
    text += std::to_string(role.count) + " x " + role.name + ", ";
  }
  text += "which may send " + std::to_string(plan.sends) + (plan.sends == 1 ? " time" : " times") + " each\n";
  text += std::string(to_string(plan.network)) + " network";
  for (const auto& [fault, budget] : plan.budgets) {
    text += ", " + std::string(to_string(fault)) + "=" + std::to_string(budget);
  }
  if (plan.most_down) text += ", at most " + std::to_string(*plan.most_down) + " down at once";
  text += "\n";
  for (const PropertyInfo& property : model->properties()) {
    text += std::string(to_string(property.kind)) + ": " + property.name + "\n";
  }
  for (const BoundInfo& bound : model->bounds()) text += "bound: " + bound.name + "\n";
  return text;
}

}  // namespace pessimist::random
