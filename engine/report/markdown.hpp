#pragma once

#include <string>
#include <string_view>

namespace pessimist {

// Markdown as GitHub has it (GitHub Flavored Markdown Spec).

/// As text, also in the cell of a table: no markup, no HTML.
std::string in_markdown(std::string_view text);

/// A block of code with a fence that is longer than any in it.
std::string fenced(std::string_view language, std::string_view content);

/// Something to be unfolded. `summary` and `content`: Markdown.
std::string folded(std::string_view summary, std::string_view content);

/// A trace: its story, and its diagram unless that is too long for GitHub to draw.
std::string trace_in_markdown(std::string_view story, std::string_view mermaid);

/// Parts of a text that is to be pasted into a comment: those that it may still hold.
class Comment {
 public:
  void add(std::string_view part) { text_ += part; }
  /// Adds the part, or leaves it out where the comment would be longer than GitHub takes.
  void add_if_short(std::string_view part);
  /// With a line that says how many parts were left out, where some were.
  std::string text() const;

 private:
  std::string text_;
  std::size_t left_out_ = 0;
};

}  // namespace pessimist
