#include "suite/junit.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <sstream>

#include <boost/locale/utf.hpp>
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

namespace pessimist::suite {

namespace {

using boost::property_tree::ptree;

bool is_xml_character(boost::locale::utf::code_point c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

/// What XML 1.0 has no place for, and what is no UTF-8, as U+FFFD. The writer escapes the rest.
std::string as_xml(const std::string& text) {
  using Traits = boost::locale::utf::utf_traits<char>;
  std::string result;
  for (auto place = text.begin(); place != text.end();) {
    const auto decoded = Traits::decode(place, text.end());
    const bool is_valid = boost::locale::utf::is_valid_codepoint(decoded) && is_xml_character(decoded);
    Traits::encode(is_valid ? decoded : 0xFFFD, std::back_inserter(result));
  }
  return result;
}

void set(ptree& element, const std::string& attribute, const std::string& value) {
  element.put("<xmlattr>." + attribute, as_xml(value));
}

bool is_broken(const Judged& judged) {
  return !judged.drifts.empty() && judged.drifts.front().kind == Drift::Kind::broken;
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0' ? name.data() : "localhost";
}

std::string in_seconds(double seconds) { return fmt::format("{:.3f}", seconds); }

ptree problem_of(const Judged& judged) {
  ptree problem;
  set(problem, "message", judged.drifts.front().told);
  set(problem, "type", std::string(to_string(judged.drifts.front().kind)));
  std::string text = in_words(judged) + "\n";
  for (const Drift& drift : judged.drifts) {
    const PropertyOutcome* const property = property_of(judged, drift);
    if (property != nullptr && !property->story.empty()) text += "\n" + property->story;
  }
  problem.put_value(as_xml(text));
  return problem;
}

}  // namespace

std::string junit_xml(const Contract& contract, const std::vector<Judged>& checks) {
  ptree suite;
  const auto broken = std::ranges::count_if(checks, is_broken);
  const auto wrong =
      std::ranges::count_if(checks, [](const Judged& judged) { return !judged.drifts.empty(); });
  double seconds = 0;
  for (const Judged& judged : checks) {
    if (!judged.is_from_cache) seconds += judged.outcome.seconds;
  }
  set(suite, "id", "0");
  set(suite, "package", "pessimist");
  set(suite, "name", contract.file);
  set(suite, "timestamp", fmt::format("{:%Y-%m-%dT%H:%M:%S}", fmt::gmtime(std::time(nullptr))));
  set(suite, "hostname", host_name());
  set(suite, "tests", std::to_string(checks.size()));
  set(suite, "failures", std::to_string(wrong - broken));
  set(suite, "errors", std::to_string(broken));
  set(suite, "time", in_seconds(seconds));
  suite.add_child("properties", {});
  for (const Judged& judged : checks) {
    ptree test;
    set(test, "name", judged.entry->name);
    set(test, "classname", judged.spec);
    set(test, "time", in_seconds(judged.is_from_cache ? 0 : judged.outcome.seconds));
    if (!judged.drifts.empty()) test.add_child(is_broken(judged) ? "error" : "failure", problem_of(judged));
    suite.add_child("testcase", test);
  }
  suite.add_child("system-out", {});
  suite.add_child("system-err", {});
  ptree document;
  document.add_child("testsuites.testsuite", suite);
  std::ostringstream text;
  write_xml(text, document, boost::property_tree::xml_writer_make_settings<std::string>(' ', 2));
  return text.str();
}

}  // namespace pessimist::suite
