#include "report/nearest.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

namespace {

/// Damerau, "A technique for computer detection and correction of spelling errors", 1964, in the restricted form, where
/// no swapped pair is edited again.
std::size_t typing_errors(std::string_view left, std::string_view right) {
  std::vector<std::vector<std::size_t>> errors(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) {
    for (std::size_t j = 0; j <= right.size(); ++j) {
      if (i == 0 || j == 0) {
        errors[i][j] = i + j;
        continue;
      }
      errors[i][j] = std::min({errors[i - 1][j] + 1, errors[i][j - 1] + 1,
                               errors[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
        errors[i][j] = std::min(errors[i][j], errors[i - 2][j - 2] + 1);
      }
    }
  }
  return errors[left.size()][right.size()];
}

/// No word that anyone means is longer; the work is quadratic.
constexpr std::size_t longest_word = 100;

}  // namespace

std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& known) {
  if (given.empty() || given.size() > longest_word) return std::nullopt;
  std::optional<std::string> best;
  std::size_t least = std::string_view::npos;
  for (const std::string& word : known) {
    const std::size_t errors = typing_errors(given, word);
    if (errors <= std::max<std::size_t>(1, word.size() / 3) && errors < least && errors < word.size()) {
      best = word;
      least = errors;
    }
  }
  if (best) return best;
  const auto begins = [&](const std::string& word) { return word.rfind(given, 0) == 0; };
  const auto found = std::find_if(known.begin(), known.end(), begins);
  if (found != known.end() && std::count_if(known.begin(), known.end(), begins) == 1) return *found;
  return std::nullopt;
}

std::string unknown(std::string_view what, std::string_view given, const std::vector<std::string>& known) {
  std::string text = fmt::format("unknown {} '{}'", what, given);
  if (const auto meant = nearest(given, known)) text += fmt::format(", did you mean {}?", *meant);
  if (known.empty()) return text + "; there are none";
  return text + (text.back() == '?' ? " Known are: " : "; known are: ") + joined(known);
}

}  // namespace pessimist
