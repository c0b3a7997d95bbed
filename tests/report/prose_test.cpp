// Long lines on a narrow terminal.

#include "report/prose.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "report/utf8.hpp"

namespace pessimist {
namespace {

TEST_CASE("prose: short lines stay as they are", "[report]") {
  CHECK(in_lines("", 40).empty());
  CHECK(in_lines("one\n\n  two\n", 40) == "one\n\n  two\n");
  const std::string full(40, 'x');
  CHECK(in_lines(full + "\n", 40) == full + "\n");
}

TEST_CASE("prose: long lines are broken at spaces, and stand further in where they go on", "[report]") {
  CHECK(in_lines("  Without the crash of voter 1 at step 2, all else goes as before\nnext\n", 40) ==
        "  Without the crash of voter 1 at step\n    2, all else goes as before\nnext\n");
  const std::string text =
      in_lines("   žluťoučký kůň 漢字かな 漢字かな 漢字かな pěl ďábelské ódy 漢字かな 漢字かな", 30);
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
    end = std::min(text.find('\n', begin), text.size());
    CHECK(columns(std::string_view(text).substr(begin, end - begin)) <= 30);
  }
}

TEST_CASE("prose: what is to be copied, or is too far in, stays in one piece", "[report]") {
  const std::string command = "Again: pessimist check two-phase-commit rms=5 bug=commit-early --keep-going\n";
  CHECK(in_lines(command, 40) == command);
  const std::string far_in = std::string(30, ' ') + "one two three four five six seven\n";
  CHECK(in_lines(far_in, 40) == far_in);
}

}  // namespace
}  // namespace pessimist
