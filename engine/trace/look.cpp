#include "trace/look.hpp"

namespace pessimist {

Look look_at(const Model& model, const PropertyInfo& property, const Walk& walk) {
  const auto explained = [&](Judgement::Verdict target) {
    return explain(model, *property.predicate, target, walk.world(), walk.sent());
  };
  if (property.kind == PropertyInfo::Kind::sometimes) {
    auto reached = explained(Judgement::Verdict::holds);
    const auto verdict = reached ? Look::Verdict::reached : Look::Verdict::not_reached;
    return {verdict, std::move(reached)};
  }
  auto failed = explained(Judgement::Verdict::fails);
  const bool may_stop_the_run = property.kind == PropertyInfo::Kind::no_deadlock;
  if (failed && !(may_stop_the_run && walk.goes_on())) return {Look::Verdict::violated, std::move(failed)};
  const bool is_judged = may_stop_the_run || explained(Judgement::Verdict::holds);
  return {is_judged ? Look::Verdict::holds : Look::Verdict::vacuous, {}};
}

std::string broken_at(const Walk& walk) {
  const std::vector<std::string> broken = walk.survey().broken;
  return broken.empty() ? "" : broken.front();
}

std::string_view to_string(Look::Verdict verdict) {
  switch (verdict) {
    case Look::Verdict::holds:
      return "holds";
    case Look::Verdict::vacuous:
      return "vacuous";
    case Look::Verdict::violated:
      return "violated";
    case Look::Verdict::reached:
      return "reached";
    case Look::Verdict::not_reached:
      return "not reached";
  }
  return "";
}

}  // namespace pessimist
