#include "reductions/property_audit.hpp"

#include <algorithm>
#include <exception>
#include <random>
#include <utility>

#include "store/hash.hpp"

namespace pessimist::reductions {

using world::PartId;

namespace {

/// So many are tried on each world: all that are drawn where six names may be exchanged.
constexpr std::size_t all_up_to = 40;

/// So many are looked at for a world, of which some may leave it as it is and say nothing.
constexpr std::size_t most_looks = 64;

/// What is kept of observations before it is found out anew.
constexpr std::size_t most_observed = 10'000;

/// Appends what comes of each renaming so far and each way to exchange the names of a block.
void compose_all(const std::vector<NameIndex>& block, std::vector<Renaming>& renamings) {
  const std::vector<Renaming> before = renamings;
  std::vector<NameIndex> images = block;
  while (std::next_permutation(images.begin(), images.end())) {
    for (Renaming renaming : before) {
      for (std::size_t place = 0; place < block.size(); ++place) renaming[block[place]] = images[place];
      renamings.push_back(std::move(renaming));
    }
  }
}

/// All but the one that changes nothing, if there are no more than `most` of them.
std::vector<Renaming> all_of(const SymmetryGroup& group, std::size_t most) {
  std::size_t count = 1;
  for (const auto& block : group.blocks()) {
    for (std::size_t factor = 2; factor <= block.size() && count <= most; ++factor) count *= factor;
  }
  if (count > most) return {};
  std::vector<Renaming> renamings{identity(group.names())};
  for (const auto& block : group.blocks()) compose_all(block, renamings);
  renamings.erase(renamings.begin());
  return renamings;
}

std::vector<Renaming> all_exchanges(const SymmetryGroup& group) {
  std::vector<Renaming> exchanges;
  for (const auto& block : group.blocks()) {
    for (std::size_t one = 0; one < block.size(); ++one) {
      for (std::size_t other = one + 1; other < block.size(); ++other)
        exchanges.push_back(exchange(group.names(), block[one], block[other]));
    }
  }
  return exchanges;
}

std::vector<Renaming> renamings_of(const SymmetryGroup& group, std::size_t most) {
  std::vector<Renaming> renamings = all_of(group, most);
  if (!renamings.empty()) return renamings;
  renamings = all_exchanges(group);
  std::mt19937_64 random(1);  // the same on every run
  for (std::size_t count = 0; count < most; ++count)
    renamings.push_back(group.shuffled([&](std::size_t among) { return random() % among; }));
  return renamings;
}

}  // namespace

std::string not_symmetric(const std::string& predicate, const std::string& renaming) {
  return "'" + predicate + "' is not symmetric: with " + renaming +
         " it says something else of a world. It must not depend on the order in which it is given nodes, "
         "ids or "
         "tokens (the first of them, say); --reduce without symmetry does without";
}

PropertyAudit::PropertyAudit(world::System& system, const SymmetryGroup& group,
                             const std::vector<std::size_t>& properties)
    : system_(system), renamings_(renamings_of(group, few_renamings)), exchanges_(renamings_.size()) {
  const auto add = [&](const std::string& name, const Predicate& predicate) {
    subjects_.push_back({name, &predicate, {}});
    subjects_.back().observed.resize(predicate.sources().size());
  };
  for (const std::size_t number : properties) {
    const PropertyInfo& property = system.model().properties()[number];
    add(property.name, *property.predicate);
  }
  for (const BoundInfo& bound : system.model().bounds()) add(bound.name, *bound.predicate);
}

const std::string& PropertyAudit::Subject::observe(std::size_t source, PartId local,
                                                   const world::Parts& parts) {
  auto& known = observed[source];
  if (const auto found = known.find(local); found != known.end()) return found->second;
  std::string seen = predicate->observe(source, parts.local(local).fields);
  if (known.size() > most_observed) known.clear();
  return known.emplace(local, std::move(seen)).first->second;
}

std::vector<std::vector<Reading>> PropertyAudit::read(Subject& subject, const Sight& sight) const {
  const Layout& layout = system_.model().layout();
  std::vector<std::vector<Reading>> all;
  for (std::size_t source = 0; source < subject.predicate->sources().size(); ++source) {
    const Predicate::Source& from = subject.predicate->sources()[source];
    std::vector<Reading>& readings = all.emplace_back();
    for (NodeIndex node = 0; !from.is_messages && node < sight.locals.size(); ++node) {
      if (layout.role_number_of(node) == from.number)
        readings.push_back({node, 0, subject.observe(source, sight.locals[node], system_.parts())});
    }
    for (std::size_t i = 0; from.is_messages && i < sight.packets.size(); ++i) {
      Packet packet = system_.parts().packet(sight.packets[i]);
      if (packet.type == from.number) readings.push_back({packet.from, packet.to, std::move(packet.body)});
    }
    std::sort(readings.begin(), readings.end());
  }
  return all;
}

std::optional<PropertyAudit::Answer> PropertyAudit::ask(Subject& subject, const Sight& sight) const {
  Answer answer;
  const Predicate& predicate = *subject.predicate;
  std::vector<std::vector<Reading>> asked(predicate.sources().size(), std::vector<Reading>(1));
  const auto judge = [&](const std::vector<std::vector<Reading>>& readings) {
    const Judgement::Verdict verdict = predicate.judge(readings).verdict;
    answer.fails |= verdict == Judgement::Verdict::fails;
    answer.holds |= verdict == Judgement::Verdict::holds;
  };
  try {
    const std::vector<std::vector<Reading>> all = read(subject, sight);
    if (predicate.form() == Predicate::Form::together) {
      judge(all);
      return answer;
    }
    for (const Reading& first : all.front()) {
      asked[0][0] = first;
      if (predicate.form() == Predicate::Form::each) judge(asked);
      for (std::size_t i = 0; predicate.form() == Predicate::Form::pairs && i < all[1].size(); ++i) {
        if (all[1][i].node == first.node) continue;
        asked[1][0] = all[1][i];
        judge(asked);
      }
    }
    return answer;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

RenamedParts& PropertyAudit::names_exchanged(std::size_t number) {
  std::unique_ptr<RenamedParts>& exchanged = exchanges_[number];
  if (exchanged == nullptr) exchanged = std::make_unique<RenamedParts>(system_, renamings_[number]);
  return *exchanged;
}

PropertyAudit::Sight PropertyAudit::renamed(const Sight& sight, RenamedParts& exchanged) {
  Sight result = sight;
  for (NodeIndex node = 0; node < sight.locals.size(); ++node)
    result.locals[exchanged.renaming()[node]] = exchanged.local(node, sight.locals[node]);
  for (PartId& packet : result.packets) packet = exchanged.packet(packet);
  std::sort(result.packets.begin(), result.packets.end());
  return result;
}

void PropertyAudit::look(world::Units units, std::optional<PartId> history) {
  Sight sight;
  std::uint64_t first = 0;
  const auto add = [&](PartId sequence) {
    const world::Packets packets = system_.parts().sequence(sequence);
    sight.packets.insert(sight.packets.end(), packets.begin(), packets.end());
  };
  for (const world::Unit* unit : units) {
    sight.locals.push_back(unit->local);
    if (!history) add(unit->inbox);
    first = store::mix(first + unit->hash);
  }
  if (history) add(*history);
  std::sort(sight.packets.begin(), sight.packets.end());
  std::vector<std::optional<Answer>> answers;  // none of a predicate that throws
  for (Subject& subject : subjects_) answers.push_back(ask(subject, sight));
  const bool is_for_all = renamings_.size() <= all_up_to;
  const std::size_t looks = std::min(renamings_.size(), most_looks);
  std::size_t asked = 0;
  for (std::size_t look = 0; look < looks && (is_for_all || asked < renamings); ++look) {
    RenamedParts& exchanged = names_exchanged((first + look) % renamings_.size());
    const Sight image = renamed(sight, exchanged);
    if (image == sight) continue;
    ++asked;
    for (std::size_t number = 0; number < subjects_.size(); ++number) {
      const auto answer = ask(subjects_[number], image);
      if (!answer || !answers[number] || *answer == *answers[number]) continue;
      throw SpecError(
          not_symmetric(subjects_[number].name, in_words(system_.model().layout(), exchanged.renaming())));
    }
  }
}

}  // namespace pessimist::reductions
