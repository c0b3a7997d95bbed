#include "suite/find_handler.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "pessimist/reflect.hpp"

namespace pessimist::suite {

namespace {

constexpr std::size_t nowhere = std::string::npos;

bool is_of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

std::size_t behind_spaces(const std::string& text, std::size_t place) {
  while (place < text.size() && is_space(text[place])) ++place;
  return place;
}

/// Behind the comment or literal that begins at a place; the place itself where none does.
std::size_t behind_opaque(const std::string& source, std::size_t place) {
  const auto behind = [&](std::string_view closing, std::size_t from) {
    const std::size_t found = source.find(closing, from);
    return found == nowhere ? source.size() : found + closing.size();
  };
  if (source.compare(place, 2, "//") == 0) return std::min(source.find('\n', place), source.size());
  if (source.compare(place, 2, "/*") == 0) return behind("*/", place + 2);
  const bool follows_word = place > 0 && is_of_word(source[place - 1]);
  if (source.compare(place, 2, "R\"") == 0 && !follows_word) {
    const std::size_t open = source.find('(', place);
    if (open == nowhere) return source.size();
    return behind(")" + source.substr(place + 2, open - place - 2) + "\"", open);
  }
  const char quote = source[place];
  if (quote != '"' && (quote != '\'' || follows_word)) return place;  // behind a digit it groups digits
  std::size_t end = place + 1;
  while (end < source.size() && source[end] != quote) end += source[end] == '\\' ? 2 : 1;
  return std::min(end + 1, source.size());
}

/// The source with blanks for comments and literals, byte for byte, so that what is left can be looked for.
std::string code_of(const std::string& source) {
  std::string code = source;
  for (std::size_t place = 0; place < source.size();) {
    const std::size_t end = behind_opaque(source, place);
    for (std::size_t i = place; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    place = std::max(end, place + 1);
  }
  return code;
}

/// Where the word stands next, from a place on.
std::size_t find_word(const std::string& code, std::string_view word, std::size_t from, std::size_t to) {
  for (std::size_t at = code.find(word, from); at < to; at = code.find(word, at + 1)) {
    const bool begins = at == 0 || !is_of_word(code[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == code.size() || !is_of_word(code[end]))) return at;
  }
  return nowhere;
}

/// The bracket that closes the one at `open`, or the end of the code.
std::size_t closing(const std::string& code, std::size_t open, char left, char right) {
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    if (code[i] == left) ++depth;
    if (code[i] == right && --depth == 0) return i;
  }
  return code.size();
}

std::string without_spaces(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result), [](char c) { return !is_space(c); });
  return result;
}

/// `Prepare` of `const wire::Prepare& prepare, Id<Leader> from`.
std::string type_of_first(const std::string& code, std::size_t begin, std::size_t end) {
  const std::size_t reference = code.find('&', begin);
  if (reference >= end) return {};
  const std::size_t is_const = find_word(code, "const", begin, reference);
  if (is_const == nowhere) return {};
  std::string type = without_spaces(std::string_view(code).substr(begin, is_const - begin)) +
                     without_spaces(std::string_view(code).substr(is_const + 5, reference - is_const - 5));
  const std::size_t qualifier = type.rfind("::", type.find('<'));
  return qualifier == nowhere ? type : type.substr(qualifier + 2);
}

/// Whether the body of a struct says `name = "..."` of the role.
bool says_name(const std::string& source, const std::string& code, std::size_t open,
               const std::string& role) {
  const std::size_t end = closing(code, open, '{', '}');
  for (std::size_t at = find_word(code, "name", open, end); at != nowhere;
       at = find_word(code, "name", at + 1, end)) {
    const std::size_t equals = behind_spaces(code, at + 4);
    if (equals >= end || code[equals] != '=') continue;
    const std::string literal = '"' + role + '"';
    const std::size_t value = behind_spaces(source, equals + 1);
    if (source.compare(value, literal.size(), literal) == 0) return true;
  }
  return false;
}

/// Where the body of a struct declares the handler.
std::size_t find_in_body(const std::string& code, std::size_t open, const HandlerName& handler) {
  const std::size_t end = closing(code, open, '{', '}');
  for (std::size_t at = open + 1; at < end; ++at) {
    if (code[at] == '{') {
      at = closing(code, at, '{', '}');  // of a function: what stands there are calls
      continue;
    }
    if (find_word(code, handler.function, at, at + 1) != at) continue;
    const std::size_t bracket = behind_spaces(code, at + handler.function.size());
    if (bracket >= end || code[bracket] != '(') continue;
    const std::size_t closed = closing(code, bracket, '(', ')');
    if (handler.argument.empty() ||
        type_of_first(code, bracket + 1, closed) == without_spaces(handler.argument))
      return at;
  }
  return nowhere;
}

}  // namespace

std::optional<unsigned> line_of_handler(const std::string& source, const HandlerName& handler) {
  const std::string code = code_of(source);
  for (std::size_t at = find_word(code, "struct", 0, code.size()); at != nowhere;
       at = find_word(code, "struct", at + 1, code.size())) {
    const std::size_t begin = behind_spaces(code, at + 6);
    std::size_t end = begin;
    while (end < code.size() && is_of_word(code[end])) ++end;
    const std::size_t open = code.find_first_of("{;", end);
    if (open == nowhere || code[open] == ';') continue;
    if (in_words(code.substr(begin, end - begin)) != handler.role &&
        !says_name(source, code, open, handler.role))
      continue;
    const std::size_t found = find_in_body(code, open, handler);
    if (found != nowhere)
      return static_cast<unsigned>(
          std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(found), '\n') + 1);
  }
  return std::nullopt;
}

}  // namespace pessimist::suite
