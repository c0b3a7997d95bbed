#include "reductions/property_audit.hpp"

#include <algorithm>
#include <exception>
#include <random>
#include <utility>

#include "store/hash.hpp"
#include "world/renaming.hpp"

namespace pessimist::reductions {

namespace {

/// So many are tried on each world: those of five names that may be exchanged.
constexpr std::size_t all_up_to = 40;

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

PropertyAudit::PropertyAudit(const world::System& system, const SymmetryGroup& group,
                             const std::vector<std::size_t>& properties)
    : system_(system), renamings_(renamings_of(group, few_renamings)) {
  for (const std::size_t number : properties) {
    const PropertyInfo& property = system.model().properties()[number];
    subjects_.push_back({property.name, property.predicate.get()});
  }
  for (const BoundInfo& bound : system.model().bounds())
    subjects_.push_back({bound.name, bound.predicate.get()});
}

PropertyAudit::Answer PropertyAudit::ask(const Predicate& predicate, const std::vector<Local>& locals,
                                         const std::vector<Packet>& packets) const {
  const Layout& layout = system_.model().layout();
  std::vector<std::vector<Reading>> all;
  for (std::size_t source = 0; source < predicate.sources().size(); ++source) {
    const Predicate::Source& from = predicate.sources()[source];
    all.emplace_back();
    for (NodeIndex node = 0; !from.is_messages && node < locals.size(); ++node) {
      if (layout.role_number_of(node) == from.number)
        all.back().push_back({node, 0, predicate.observe(source, locals[node].fields)});
    }
    for (const Packet& packet : packets) {
      if (from.is_messages && packet.type == from.number)
        all.back().push_back({packet.from, packet.to, packet.body});
    }
    std::sort(all.back().begin(), all.back().end());
  }
  Answer answer;
  const auto judge = [&](const std::vector<std::vector<Reading>>& readings) {
    const Judgement::Verdict verdict = predicate.judge(readings).verdict;
    answer.fails |= verdict == Judgement::Verdict::fails;
    answer.holds |= verdict == Judgement::Verdict::holds;
  };
  if (predicate.form() == Predicate::Form::together) {
    judge(all);
    return answer;
  }
  for (const Reading& first : all.front()) {
    if (predicate.form() == Predicate::Form::each) judge({{first}});
    for (std::size_t i = 0; predicate.form() == Predicate::Form::pairs && i < all[1].size(); ++i) {
      if (all[1][i].node != first.node) judge({{first}, {all[1][i]}});
    }
  }
  return answer;
}

void PropertyAudit::look(world::Units units, std::optional<world::PartId> history) const {
  const Model& model = system_.model();
  const world::Parts& parts = system_.parts();
  std::vector<Local> locals;
  std::vector<Packet> packets;
  const auto add = [&](world::PartId sequence) {
    for (const world::PartId packet : parts.sequence(sequence)) packets.push_back(parts.packet(packet));
  };
  for (const world::Unit* unit : units) {
    locals.push_back(parts.local(unit->local));
    if (!history) add(unit->inbox);
  }
  if (history) add(*history);
  std::vector<std::optional<Answer>> answers;  // none of a predicate that throws
  const auto asked = [&](const Subject& subject, const auto&... world) -> std::optional<Answer> {
    try {
      return ask(*subject.predicate, world...);
    } catch (const std::exception&) {
      return std::nullopt;
    }
  };
  for (const Subject& subject : subjects_) answers.push_back(asked(subject, locals, packets));
  std::uint64_t first = 0;
  for (const world::Unit* unit : units) first = store::mix(first + unit->hash);
  const std::size_t turns = renamings_.size() <= all_up_to ? renamings_.size() : renamings;
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const Renaming& renaming = renamings_[(first + turn) % renamings_.size()];
    std::vector<Local> renamed_locals(locals.size());
    std::vector<Packet> renamed_packets;
    for (NodeIndex node = 0; node < locals.size(); ++node)
      renamed_locals[renaming[node]] = world::renamed(model, node, locals[node], renaming);
    for (const Packet& packet : packets) renamed_packets.push_back(world::renamed(model, packet, renaming));
    for (std::size_t number = 0; number < subjects_.size(); ++number) {
      const auto answer = asked(subjects_[number], renamed_locals, renamed_packets);
      if (!answer || !answers[number] || *answer == *answers[number]) continue;
      throw SpecError(not_symmetric(subjects_[number].name, in_words(model.layout(), renaming)));
    }
  }
}

}  // namespace pessimist::reductions
