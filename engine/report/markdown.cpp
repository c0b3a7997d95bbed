#include "report/markdown.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/quantity_words.hpp"

namespace pessimist {

namespace {

/// In bytes; GitHub counts characters, of which there are no more. The rest is for what is said of what was left out.
constexpr std::size_t most_in_comment = 65'536 - 200;
/// Mermaid's own `maxTextSize`, which GitHub leaves as it is.
constexpr std::size_t most_in_diagram = 50'000;

}  // namespace

std::string in_markdown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '\n' || c == '\r') {
      result += ' ';
    } else {
      if (std::string_view("\\`*_{}[]()#|~!$").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

std::string fenced(std::string_view language, std::string_view content) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : content) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("{}{}\n{}{}{}\n", fence, language, content, content.ends_with('\n') ? "" : "\n", fence);
}

std::string folded(std::string_view summary, std::string_view content) {
  return fmt::format("\n<details>\n<summary>\n\n{}\n\n</summary>\n\n{}\n</details>\n", summary, content);
}

std::string trace_in_markdown(std::string_view story, std::string_view mermaid) {
  const std::string told = fenced("text", story);
  return mermaid.size() > most_in_diagram ? told : told + "\n" + fenced("mermaid", mermaid);
}

void Comment::add_if_short(std::string_view part) {
  if (text_.size() + part.size() > most_in_comment)
    ++left_out_;
  else
    text_ += part;
}

std::string Comment::text() const {
  if (left_out_ == 0) return text_;
  return text_ +
         fmt::format("\nLeft out, as a comment may not be that long: {}.\n", counted(left_out_, "trace"));
}

}  // namespace pessimist
