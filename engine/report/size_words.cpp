#include "report/size_words.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/aspect_words.hpp"
#include "report/node_words.hpp"
#include "report/quantity_words.hpp"
#include "report/table.hpp"

namespace pessimist {

namespace {

using Kind = Aspect::Kind;

constexpr std::size_t first_few = 5;

/// An estimate is shown with as many digits as it has.
std::string count_in_words(const Size& size, std::uint64_t count) {
  if (count <= size.exact_up_to) return grouped(count);
  std::uint64_t unit = 1;
  while (count / unit >= 1000) unit *= 10;
  return "~" + grouped((count + unit / 2) / unit * unit);
}

/// Whether leaving it out leaves fewer worlds; an estimate that is no further off than estimates are says nothing.
bool splits(const Size& size, const Size::OfAspect& of) {
  const auto worlds = static_cast<double>(size.worlds);
  const double doubt = of.worlds_without > size.exact_up_to ? 3 * size.error * worlds : 0;
  return static_cast<double>(of.worlds_without) + doubt < worlds;
}

std::string fewer(const Size& size, const Size::OfAspect& of) {
  if (!splits(size, of)) return of.worlds_without > size.exact_up_to ? "~0%" : "0%";
  const double left = static_cast<double>(of.worlds_without) / static_cast<double>(size.worlds);
  const double percent = 100 * (1 - left);
  return percent < 1 ? "<1%" : percent > 99 ? ">99%" : fmt::format("{:.0f}%", percent);
}

std::string in_a_world(const Size& size, const Size::OfAspect& of) {
  if (of.aspect.kind != Kind::message && of.aspect.kind != Kind::history) return {};
  return fmt::format("{:.1f}, at most {}", static_cast<double>(of.sum) / static_cast<double>(size.worlds),
                     grouped(of.most));
}

std::string aspects(const Model& model, const Size& size, std::size_t rows) {
  Table table{{"", "worlds without", "fewer", "values", "at one depth", "in a world"}};
  for (std::size_t row = 0; row < rows; ++row) {
    const Size::OfAspect& of = size.aspects[row];
    const std::uint64_t most = *std::max_element(of.values_by_depth.begin(), of.values_by_depth.end());
    table.add({aspect_in_words(model, of.aspect), count_in_words(size, of.worlds_without), fewer(size, of),
               count_in_words(size, of.values), count_in_words(size, most), in_a_world(size, of)});
  }
  return table.text();
}

/// Nodes of a role that came to the same share a line.
std::string nodes(const Model& model, const Size& size) {
  const auto same = [&](NodeIndex one, NodeIndex other) {
    const Size::OfNode& of = size.nodes[one];
    const Size::OfNode& with = size.nodes[other];
    return model.layout().role_number_of(one) == model.layout().role_number_of(other) &&
           of.locals == with.locals && of.inboxes == with.inboxes && of.units == with.units;
  };
  Table table{{"", "local states", "inboxes", "both"}};
  for (NodeIndex first = 0; first < size.nodes.size();) {
    std::vector<NodeIndex> alike;
    NodeIndex next = first;
    while (next < size.nodes.size() && same(first, next)) alike.push_back(next++);
    const Size::OfNode& of = size.nodes[first];
    table.add({nodes_in_words(model.layout(), alike), count_in_words(size, of.locals),
               count_in_words(size, of.inboxes), count_in_words(size, of.units)});
    first = next;
  }
  return table.text();
}

std::string_view advice(Kind kind) {
  switch (kind) {
    case Kind::field:
      return "bound it (setup.bound), keep less in it, or make it a Constant if it need never change";
    case Kind::timer:
      return "arm it in fewer states, or let it carry less";
    case Kind::clock:
      return "follow clocks for fewer ticks (setup.clocks), or let fewer roles read them";
    case Kind::up:
    case Kind::pause:
    case Kind::links:
    case Kind::lies:
    case Kind::fault:
      return "allow fewer faults (--faults)";
    case Kind::message:
      return "let them say less, be sent in fewer states, or bound what makes them many (setup.bound)";
    case Kind::history:
      return "let properties read nodes instead of sent(), or judge them one by one (--property)";
  }
  return {};
}

std::string foremost(const Model& model, const Size& size) {
  if (size.aspects.empty()) return {};
  const Size::OfAspect& first = size.aspects.front();
  if (!splits(size, first)) {
    return "Whichever one is left out, as many worlds remain: what it tells follows from the others.\n";
  }
  return fmt::format(
      "Without {} there would be {} instead of {}: {}.\n", aspect_in_words(model, first.aspect),
      first.worlds_without == 1 ? "1 world" : count_in_words(size, first.worlds_without) + " worlds",
      grouped(size.worlds), advice(first.aspect.kind));
}

std::string without_change(const Model& model, const Size& size) {
  std::vector<std::string> fields;
  for (const Size::OfAspect& of : size.aspects) {
    if (of.aspect.kind == Kind::field && of.values == 1) fields.push_back(aspect_in_words(model, of.aspect));
  }
  if (fields.empty()) return {};
  return fmt::format("Never but one value: {}; it could be a Constant, or go.\n", joined(fields));
}

/// What the figures are about, and how good they are.
std::string reach(const CheckResult& result, bool in_full) {
  const Size& size = *result.size;
  std::string text;
  if (result.reductions.alone || result.reductions.classes || result.reductions.symmetry)
    text += "These are the worlds that the reductions leave (--reduce none leaves all). ";
  text += "Worlds that differ in nothing else count once. ";
  const bool estimates = std::any_of(size.aspects.begin(), size.aspects.end(), [&](const auto& of) {
    return of.worlds_without > size.exact_up_to || of.values > size.exact_up_to;
  });
  text += estimates ? fmt::format(
                          "Counts with ~ are estimates, with a standard error of {:.1f}%; others are exact.",
                          100 * size.error)
                    : "All counts are exact.";
  if (!in_full) text += " More: --explain-size.";
  return text + "\n";
}

}  // namespace

std::string size_in_words(const Model& model, const CheckResult& result, bool in_full) {
  if (!result.size) return {};
  const Size& size = *result.size;
  const std::size_t rows = in_full ? size.aspects.size() : std::min(first_few, size.aspects.size());
  std::string text = "\nWhat splits the " + counted(size.worlds, "world");
  if (!size.complete) {
    text += fmt::format(" of the first {} (of {} in all)", counted(size.worlds_by_depth.size(), "depth"),
                        grouped(result.states));
  }
  text += ":\n" + aspects(model, size, rows);
  if (in_full) text += "\n" + nodes(model, size);
  text += "\n" + foremost(model, size);
  if (in_full) text += without_change(model, size);
  return text + reach(result, in_full) + "\n";
}

}  // namespace pessimist
