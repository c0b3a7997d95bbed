#pragma once

// What a disk does with the writes of a role that were not synced (buffered.hpp).

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pessimist/buffered.hpp"
#include "pessimist/codec.hpp"
#include "pessimist/model.hpp"

namespace pessimist::detail {

template <class Role>
constexpr DiskOrder disk_of() {
  if constexpr (requires { Role::disk; }) {
    return Role::disk;
  } else {
    return DiskOrder::ordered;
  }
}

/// A role whose writes of several fields at once may be done in part says `static constexpr bool torn_writes = true;`.
template <class Role>
constexpr bool tears_writes() {
  if constexpr (requires { Role::torn_writes; }) {
    return Role::torn_writes;
  } else {
    return false;
  }
}

template <class Role>
inline constexpr bool has_buffered = []<std::size_t... Index>(std::index_sequence<Index...>) {
  return (is_buffered<FieldType<Role, Index>> || ...);
}
(std::make_index_sequence<field_count<Role>>{});

/// Calls visit(name, buffered) for each buffered field.
template <class Role, class Visit>
void for_each_buffered(Role& role, Visit&& visit) {
  for_each_field(role, [&](std::string_view name, auto& field) {
    if constexpr (is_buffered<std::remove_cvref_t<decltype(field)>>) visit(name, field);
  });
}

template <class Role>
std::size_t count_unsynced(const Role& role) {
  std::size_t count = 0;
  for_each_buffered(
      role, [&](std::string_view, const auto& field) { count += BufferedAccess::unsynced(field).size(); });
  return count;
}

/// Leaves out the writes before `synced`, which are on disk, and those that changed nothing, and numbers the others anew:
/// of a disk that keeps their order through all fields, of another by field. So equal disks are equal values.
template <class Role>
void settle(Role& role, std::uint32_t synced) {
  std::vector<std::uint32_t> numbers;
  for_each_buffered(role, [&](std::string_view, auto& field) {
    auto& writes = BufferedAccess::unsynced(field);
    std::erase_if(writes, [&](const auto& write) { return write.number < synced; });
    for (std::size_t i = writes.size(); i-- > 0;) {
      const auto& next = i + 1 < writes.size() ? writes[i + 1].before : *field;
      if (encoded(writes[i].before) == encoded(next))
        writes.erase(writes.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (const auto& write : writes) numbers.push_back(write.number);
  });
  std::sort(numbers.begin(), numbers.end());
  for_each_buffered(role, [&](std::string_view, auto& field) {
    auto& writes = BufferedAccess::unsynced(field);
    for (std::size_t i = 0; i < writes.size(); ++i) {
      const auto place = std::lower_bound(numbers.begin(), numbers.end(), writes[i].number) - numbers.begin();
      writes[i].number = disk_of<Role>() == DiskOrder::ordered ? static_cast<std::uint32_t>(place)
                                                               : static_cast<std::uint32_t>(i);
    }
  });
}

/// One of 0 .. options-1, as Effects::choose.
using Chooser =
    std::function<std::size_t(std::size_t options, const std::function<std::string(std::size_t)>&)>;

inline constexpr unsigned most_torn_fields = 12;

/// The fields in which two values of an aggregate differ, a bit for each.
template <class T>
std::uint64_t differing_fields(const T& one, const T& other) {
  static_assert(field_count<T> <= 64,
                "pessimist: a value with more than 64 fields cannot be written in part");
  std::uint64_t mask = 0;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((mask |= std::uint64_t{encoded(boost::pfr::get<Index>(one)) != encoded(boost::pfr::get<Index>(other))}
              << Index),
     ...);
  }
  (std::make_index_sequence<field_count<T>>{});
  return mask;
}

/// `before` with the fields of the mask as they are in `after`.
template <class T>
void write_fields(T& before, const T& after, std::uint64_t mask) {
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((void)((mask >> Index & 1) != 0 &&
            (boost::pfr::get<Index>(before) = boost::pfr::get<Index>(after), true)),
     ...);
  }
  (std::make_index_sequence<field_count<T>>{});
}

/// The bits of `mask` that the bits of `number` count: number 1 its lowest.
inline std::uint64_t spread(std::uint64_t number, std::uint64_t mask) {
  std::uint64_t result = 0;
  for (; mask != 0; mask &= mask - 1, number >>= 1) {
    if ((number & 1) != 0) result |= mask & (~mask + 1);
  }
  return result;
}

/// The last `lost` writes to a field are undone; where the role's writes may be torn, the first of them perhaps in part.
template <class Role, class T>
void lose_last(Buffered<T>& field, std::string_view name, std::size_t lost, bool may_tear,
               const Chooser& choose) {
  auto& writes = BufferedAccess::unsynced(field);
  T& value = BufferedAccess::value(field);
  if (lost == 0) return;
  const std::size_t first = writes.size() - lost;
  const T after = first + 1 < writes.size() ? writes[first + 1].before : value;
  value = writes[first].before;
  writes.resize(first);
  if constexpr (tears_writes<Role>() && PlainAggregate<T>) {
    const std::uint64_t mask = differing_fields(value, after);
    const auto fields = static_cast<unsigned>(std::popcount(mask));
    if (!may_tear || fields < 2) return;
    if (fields > most_torn_fields)
      throw SpecError("a write changes " + std::to_string(fields) + " fields of " + std::string(name) +
                      " at once, and may be torn in too many ways; at most " +
                      std::to_string(most_torn_fields) + " can be explored");
    const std::uint64_t whole = (std::uint64_t{1} << fields) - 1;  // 0: nothing of it, less than this: a part
    const auto shown = [&](std::size_t part) {
      return part == 0 ? std::string() : "but for a part of the first lost write to " + std::string(name);
    };
    write_fields(value, after, spread(choose(static_cast<std::size_t>(whole), shown), mask));
  }
}

/// What a crash that loses writes leaves, in place. Returns whether it lost any.
template <class Role>
bool lose_writes(Role& role, const Chooser& choose) {
  const auto shown = [](std::string_view what) {
    return [what](std::size_t lost) {
      if (lost == 0) return std::string();
      return (lost == 1 ? "the last unsynced write"
                        : "the last " + std::to_string(lost) + " unsynced writes") +
             std::string(what);
    };
  };
  std::size_t all_lost = 0;
  if (disk_of<Role>() == DiskOrder::ordered) {
    const std::size_t all = count_unsynced(role);
    if (all == 0) return false;
    all_lost = choose(all + 1, shown(""));
    const std::size_t kept = all - all_lost;
    for_each_buffered(role, [&](std::string_view name, auto& field) {
      const auto& writes = BufferedAccess::unsynced(field);
      const auto lost = static_cast<std::size_t>(std::count_if(
          writes.begin(), writes.end(), [&](const auto& write) { return write.number >= kept; }));
      const bool is_next = lost > 0 && writes[writes.size() - lost].number == kept;
      lose_last<Role>(field, name, lost, is_next, choose);
    });
  } else {
    for_each_buffered(role, [&](std::string_view name, auto& field) {
      const std::size_t all = BufferedAccess::unsynced(field).size();
      if (all == 0) return;
      const std::size_t lost = choose(all + 1, shown(" to " + std::string(name)));
      all_lost += lost;
      lose_last<Role>(field, name, lost, true, choose);
    });
  }
  for_each_buffered(role, [](std::string_view, auto& field) { BufferedAccess::unsynced(field).clear(); });
  return all_lost > 0;
}

}  // namespace pessimist::detail
