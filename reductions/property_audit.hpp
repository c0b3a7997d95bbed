#pragma once

// Symmetry reduction judges one world of each orbit, so what is judged must be the same on all of an orbit. A predicate
// written in C++ may tell nodes apart all the same (`servers.front()`). So on worlds sampled from each layer, each predicate
// is asked again with names exchanged. The search only ever shows it one world of an orbit, so exchanges from which all
// others can be composed would not do: it must be asked of worlds all over the orbit. Where there are few, they are all
// tried; else every exchange of two names, and some others by chance, in turn.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "reductions/renamed_parts.hpp"
#include "reductions/symmetry_group.hpp"
#include "world/system.hpp"
#include "world/unit.hpp"

namespace pessimist::reductions {

/// In words for the user, what is wrong with a property or bound.
std::string not_symmetric(const std::string& predicate, const std::string& renaming);

class PropertyAudit {
 public:
  /// Of a layer, so many worlds are looked at.
  static constexpr std::size_t samples = 32;
  /// And each with names exchanged in so many ways: all there are, if they are few.
  static constexpr std::size_t few_renamings = 24, renamings = 8;

  /// `properties`: those to be judged, by number; bounds are looked at in any case.
  PropertyAudit(world::System& system, const SymmetryGroup& group,
                const std::vector<std::size_t>& properties);

  /// Throws SpecError, which names the property. What predicates throw is left to whoever judges. One thread at a time.
  void look(world::Units units, std::optional<world::PartId> history);

 private:
  struct Subject {
    std::string name;
    const Predicate* predicate;
    std::vector<boost::unordered_flat_map<world::PartId, std::string>>
        observed;  ///< by source: of local states

    const std::string& observe(std::size_t source, world::PartId local, const world::Parts& parts);
  };
  /// What a predicate says anywhere in a world: whether it fails, and whether it holds.
  struct Answer {
    bool fails = false;
    bool holds = false;
    friend bool operator==(const Answer&, const Answer&) = default;
  };
  /// What there is to see of a world.
  struct Sight {
    std::vector<world::PartId> locals;  ///< by node
    world::Packets packets;             ///< ascending
    friend bool operator==(const Sight&, const Sight&) = default;
  };

  RenamedParts& names_exchanged(std::size_t number);
  static Sight renamed(const Sight& sight, RenamedParts& exchanged);
  std::vector<std::vector<Reading>> read(Subject& subject, const Sight& sight) const;
  /// None of a predicate that throws.
  std::optional<Answer> ask(Subject& subject, const Sight& sight) const;

  world::System& system_;
  std::vector<Renaming> renamings_;
  std::vector<std::unique_ptr<RenamedParts>> exchanges_;  ///< in each of these ways, once it was used
  std::vector<Subject> subjects_;
};

}  // namespace pessimist::reductions
