#include "report/markup.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "report/utf8.hpp"

using namespace pessimist;

TEST_CASE("markup: what would be read as syntax is not") {
  CHECK(markup("<b a=\"1\" c='2'>&amp;</b>") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
  CHECK(markup("]]> žluťoučký 漢字 🎉\n\t") == "]]&gt; žluťoučký 漢字 🎉\n\t");
  CHECK(markup("") == "");
}

TEST_CASE("markup: what neither HTML nor XML may hold is replaced") {
  CHECK(markup(std::string("a\0b\x01\x7f\x1b", 6)) == "a\uFFFDb\uFFFD\uFFFD\uFFFD");
  CHECK(markup("\xff \xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80 \xe2\x82") ==
        "\uFFFD \uFFFD\uFFFD \uFFFD\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD \uFFFD\uFFFD");
  CHECK(markup("\xef\xbf\xbe") == "\uFFFD");  // U+FFFE is no character
}

TEST_CASE("markup: JSON in a script neither ends it nor begins another") {
  CHECK(json_in_markup(R"({"a":"</script><!--&"})") == R"({"a":"\u003c/script\u003e\u003c!--\u0026"})");
}

TEST_CASE("markup: a template is filled in once") {
  CHECK(filled("<{{a}}|{{b}}|{{a}}>", {{"a", "{{b}}"}, {"b", ""}}) == "<{{b}}||{{b}}>");
  CHECK(filled("none", {}) == "none");
  CHECK_THROWS_AS(filled("{{a}}", {}), std::out_of_range);
}

TEST_CASE("columns: as wide as it looks") {
  CHECK(columns("server 2") == 8);
  CHECK(columns("kůň") == 3);
  CHECK(columns("漢字🎉") == 6);
  CHECK(columns("\xff\xff") == 2);
}

TEST_CASE("wrapped: at spaces, and within a word only where it must be") {
  using Lines = std::vector<std::string>;
  CHECK(wrapped("", 9) == Lines{});
  CHECK(wrapped("one two three", 9) == Lines{"one two", "three"});
  CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrapped("overlong word", 4) == Lines{"over", "long", "word"});
  CHECK(wrapped("漢字漢字", 5) == Lines{"漢字", "漢字"});
  CHECK(wrapped("漢字", 1) == Lines{"漢", "字"});  // what does not fit anywhere stands alone
}

TEST_CASE("shortened: with an ellipsis, within its room") {
  CHECK(shortened("Heartbeat", 9) == "Heartbeat");
  CHECK(shortened("Heartbeat", 6) == "Heart…");
  CHECK(shortened("漢字漢字", 4) == "漢…");
  CHECK(shortened("Heartbeat", 0).empty());
}
