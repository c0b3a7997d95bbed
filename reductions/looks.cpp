#include "reductions/looks.hpp"

#include <exception>
#include <map>
#include <string>

#include "pessimist/codec.hpp"

namespace pessimist::reductions {

namespace {

/// What the predicates see of a node of this role.
std::string observed(const Question& question, unsigned role, const std::string& fields) {
  std::string all;
  for (const Predicate* predicate : question.predicates) {
    for (std::size_t source = 0; source < predicate->sources().size(); ++source) {
      const Predicate::Source& from = predicate->sources()[source];
      if (!from.is_messages && from.number == role) all += encoded(predicate->observe(source, fields));
    }
  }
  return all;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> looks_of(const world::System& system, const Alone& alone,
                                                 const Question& question) {
  std::vector<std::vector<std::uint32_t>> looks;
  std::map<std::string, std::uint32_t> numbers;
  for (NodeIndex node = 0; node < alone.nodes.size(); ++node) {
    const Alone::Node& graph = alone.nodes[node];
    const unsigned role = system.model().layout().role_number_of(node);
    looks.emplace_back();
    for (std::size_t local = 0; local < graph.locals.size(); ++local) {
      std::string text = encoded(node) + (graph.is_outside[local] ? "-" : "+");
      // Others may suspect who is down, or not crash while it is.
      if (system.has_guards()) text += system.parts().local(graph.locals[local]).up ? "up" : "down";
      try {
        text += observed(question, role, system.parts().local(graph.locals[local]).fields);
      } catch (const std::exception&) {  // if a run comes here, the search will say so
        text = encoded(node) + "alone" + std::to_string(local);
      }
      looks.back().push_back(
          numbers.try_emplace(std::move(text), static_cast<std::uint32_t>(numbers.size())).first->second);
    }
  }
  return looks;
}

}  // namespace pessimist::reductions
