#include "explore/address.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "pessimist/parameter.hpp"
#include "report/step_words.hpp"
#include "store/hash.hpp"

namespace pessimist::explore {

namespace {

/// More than anybody steps through; not longer than an address may be.
constexpr std::size_t most_steps = 1'500;

template <class Number>
Number number_in(std::string_view text, int base) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty())
    throw UsageError(
        "this is no address of a world: numbers with dots between them, as 0.3.12, are expected");
  return number;
}

/// Takes the part before the separator, or all, off the text.
std::string_view take_part(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

/// Of what the steps are in words: whether an address means the same is asked for readers.
class Checksum {
 public:
  void add(const std::string& told) { hash_ = store::mix(hash_ + store::hash_bytes(told)); }
  std::uint32_t value() const { return static_cast<std::uint32_t>(hash_ >> 32); }

 private:
  std::uint64_t hash_ = 1;
};

bool is_same(const RecordedStep& one, const RecordedStep& other) {
  return one.node == other.node && one.trigger == other.trigger && one.choices == other.choices;
}

}  // namespace

Address parse_address(std::string_view text) {
  Address address;
  const bool has_check = text.find('~') != std::string_view::npos;
  std::string_view numbers = take_part(text, '~');
  if (has_check) address.check = number_in<std::uint32_t>(text, 16);
  const std::size_t events = static_cast<std::size_t>(std::count(numbers.begin(), numbers.end(), '.'));
  if (events > most_steps)
    throw UsageError(fmt::format("this way is of {} steps; there may be {}", events, most_steps));
  address.start = number_in<std::size_t>(take_part(numbers, '.'), 10);
  for (std::size_t i = 0; i < events; ++i)
    address.events.push_back(number_in<std::size_t>(take_part(numbers, '.'), 10));
  return address;
}

std::string to_string(const Address& address) {
  std::string text = std::to_string(address.start);
  for (const std::size_t event : address.events) text += fmt::format(".{}", event);
  if (address.check) text += fmt::format("~{:08x}", *address.check);
  return text;
}

Way walk_along(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
               const Address& address, std::size_t steps) {
  Way way{Walk(model, network, budgets), address};
  way.address.events.resize(std::min(steps, address.events.size()));
  const auto starts = start_combinations(model);
  if (address.start >= starts.size())
    throw UsageError(fmt::format("there are {} initial worlds, numbered from 0; this asks for number {}",
                                 starts.size(), address.start));
  way.walk.start(starts[address.start]);
  Checksum checksum;
  checksum.add(std::to_string(address.start));
  for (std::size_t i = 0; i < way.address.events.size(); ++i) {
    const auto possible = way.walk.survey().possible;
    if (way.address.events[i] >= possible.size())
      throw UsageError(
          fmt::format("at step {}: there are {} events, numbered from 0; this asks for number {}", i + 1,
                      possible.size(), way.address.events[i]));
    way.walk.take(possible[way.address.events[i]].step);
    checksum.add(headline_of(model, way.walk.trace().steps.back()));
  }
  const bool is_whole = way.address.events.size() == address.events.size();
  if (is_whole && address.check && *address.check != checksum.value())
    throw UsageError(
        "this address was made for other steps than it leads to now: the specification, its parameters, its "
        "faults or its network were others");
  way.address.check = checksum.value();
  return way;
}

Address address_of(const Model& model, Network network, const std::map<Fault, unsigned>& budgets,
                   const std::vector<RecordedStep>& starts, const std::vector<RecordedStep>& steps) {
  const auto combinations = start_combinations(model);
  const auto start =
      std::find(combinations.begin(), combinations.end(), start_scripts(model.layout().node_count(), starts));
  if (start == combinations.end()) throw ReplayError("the nodes do not start as recorded");
  Address address;
  address.start = static_cast<std::size_t>(start - combinations.begin());
  Walk walk(model, network, budgets);
  walk.start(*start);
  for (const RecordedStep& step : steps) {
    const auto possible = walk.survey().possible;
    const auto taken = std::find_if(possible.begin(), possible.end(),
                                    [&](const Walk::Possible& one) { return is_same(one.step, step); });
    walk.take(step);  // says why, where it is not possible
    if (taken == possible.end()) throw ReplayError("a step is possible that is not among those possible");
    address.events.push_back(static_cast<std::size_t>(taken - possible.begin()));
  }
  return address;
}

}  // namespace pessimist::explore
