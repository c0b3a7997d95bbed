#include "reductions/reduction_set.hpp"

#include <array>
#include <utility>

namespace pessimist {

namespace {

constexpr std::array<std::pair<std::string_view, bool ReductionSet::*>, 5> known{
    {{"alone", &ReductionSet::alone},
     {"classes", &ReductionSet::classes},
     {"symmetry", &ReductionSet::symmetry},
     {"sleep", &ReductionSet::sleep},
     {"stubborn", &ReductionSet::stubborn}}};

}  // namespace

std::vector<std::string> names_of(const ReductionSet& set) {
  std::vector<std::string> names;
  for (const auto& [name, member] : known) {
    if (set.*member) names.emplace_back(name);
  }
  return names;
}

bool* find_reduction(ReductionSet& set, std::string_view wanted) {
  for (const auto& [name, member] : known) {
    if (name == wanted) return &(set.*member);
  }
  return nullptr;
}

}  // namespace pessimist
