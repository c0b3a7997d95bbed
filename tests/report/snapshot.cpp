#include "report/snapshot.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

namespace pessimist::snapshot {

namespace {

std::filesystem::path path_of(const std::string& name) {
  return std::filesystem::path(PESSIMIST_TESTS) / "report" / "snapshots" / name;
}

}  // namespace

bool& rewrites() {
  static bool value = false;
  return value;
}

void check(const std::string& name, const std::string& text) {
  if (rewrites()) {
    std::ofstream(path_of(name), std::ios::binary) << text;
    return;
  }
  std::ifstream file(path_of(name), std::ios::binary);
  std::ostringstream expected;
  expected << file.rdbuf();
  INFO(name << ": if the new text is right, pessimist_tests --rewrite-snapshots writes it there");
  CHECK(text == expected.str());
}

}  // namespace pessimist::snapshot
