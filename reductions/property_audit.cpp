#include "reductions/property_audit.hpp"

#include <algorithm>
#include <exception>

#include "world/renaming.hpp"

namespace pessimist::reductions {

PropertyAudit::PropertyAudit(const world::System& system, const SymmetryGroup& group,
                             const std::vector<std::size_t>& properties)
    : system_(system), generators_(group.generators()) {
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
  for (const Renaming& renaming : generators_) {
    std::vector<Local> renamed_locals(locals.size());
    std::vector<Packet> renamed_packets;
    for (NodeIndex node = 0; node < locals.size(); ++node)
      renamed_locals[renaming[node]] = world::renamed(model, node, locals[node], renaming);
    for (const Packet& packet : packets) renamed_packets.push_back(world::renamed(model, packet, renaming));
    for (const Subject& subject : subjects_) {
      try {
        if (ask(*subject.predicate, locals, packets) ==
            ask(*subject.predicate, renamed_locals, renamed_packets))
          continue;
      } catch (const std::exception&) {
        continue;
      }
      throw SpecError(
          "'" + subject.name + "' is not symmetric: with " + in_words(model.layout(), renaming) +
          " it says something else of a world. It must not depend on the order in which it is given nodes, "
          "ids or tokens (the first of them, say); --reduce without symmetry does without");
    }
  }
}

}  // namespace pessimist::reductions
