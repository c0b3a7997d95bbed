// What a report must show as it is, and never take for markup or script: a protocol all of whose texts are hostile.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <pessimist/pessimist.hpp>

namespace {

using namespace pessimist;

constexpr std::array<std::string_view, 8> texts{
    "<script>alert(1)</script>",
    "\"'&`{{script}}${1}",
    "]]><!-- --!> <svg/onload=alert(2)>",
    "</script></style></title><img src=x onerror=alert(3)>",
    "🎉 žluťoučký kůň — 漢字かな \u202eright to left\u202c",
    "\x01\x1b[31m \x7f not UTF-8: \xff\xfe\xc0\x80",
    "two\nlines\tand a tab\u2028",
    "aVeryLongWordWithoutAnySpaceInItThatHasNoPlaceToBreakAndGoesOnAndOnAndOnUntilNobodyWantsToReadItAnyMore",
};

struct Reader;

struct Note {
  std::string text;
};

struct Writer {
  std::size_t written = 0;

  void act(const Received<>&, Context<Note>& context) {
    if (written == texts.size()) return;
    context.broadcast<Reader>(Note{std::string(texts[written])});
    ++written;
  }
};

struct Reader {
  std::vector<std::string> seen;

  void receive(const Note& note) {
    if (seen.size() < texts.size() && note.text == texts[seen.size()]) seen.push_back(note.text);
  }
};

struct Hostile {
  static constexpr std::string_view name = "hostile";
  static constexpr std::string_view summary = "all texts are hostile";

  using Roles = pessimist::Roles<Writer, Reader>;
  using Messages = pessimist::Messages<Note>;
  struct Parameters {};

  static void set_up(const Parameters&, Setup<Hostile>& setup) {
    setup.nodes<Writer>(1);
    setup.nodes<Reader>(2);
    setup.always("<b>\"names\"</b> & 'quotes' ]]> 🎉/7 100%", each(&Reader::seen, [](const auto& seen) {
                   return seen.size() < texts.size()
                              ? holds()
                              : fails("<script>alert(4)</script> \"all\" & 'everything' was read 🎉");
                 }));
  }
};

PESSIMIST_SPEC(Hostile);

}  // namespace
