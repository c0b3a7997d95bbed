#include "report/write_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>
#include <unistd.h>

namespace fs = std::filesystem;
using pessimist::write_file;
using pessimist::WriteError;

namespace {

std::string content_of(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Folder {
  fs::path path = fs::temp_directory_path() / ("pessimist_write_file." + std::to_string(::getpid()));
  Folder() { fs::create_directory(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a file is written whole, over what was there, with nothing left beside it") {
  const Folder folder;
  const fs::path file = folder.path / "a.json";
  write_file(file, "first");
  write_file(file, std::string(1 << 20, 'x'));
  CHECK(content_of(file).size() == 1 << 20);
  fs::create_symlink(file, folder.path / "link");
  write_file(folder.path / "link", "through");
  CHECK(fs::is_symlink(folder.path / "link"));
  CHECK(content_of(file) == "through");
  CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 2);
}

TEST_CASE("a file that cannot be written is named with the reason") {
  const Folder folder;
  CHECK_THROWS_WITH(write_file("/dev/full", "x"), "cannot write /dev/full: No space left on device");
  CHECK(fs::is_character_file("/dev/full"));
  CHECK_THROWS_WITH(write_file(folder.path / "no" / "a", "x"), Catch::Contains("No such file or directory"));
  CHECK_THROWS_WITH(write_file(folder.path, "x"), Catch::Contains("Is a directory"));
  CHECK_THROWS_AS(write_file("/proc/a.json", "x"), WriteError);
  if (::geteuid() != 0) {  // root may write anywhere
    fs::permissions(folder.path, fs::perms::owner_read | fs::perms::owner_exec);
    CHECK_THROWS_WITH(write_file(folder.path / "a", "x"), Catch::Contains("Permission denied"));
    fs::permissions(folder.path, fs::perms::owner_all);
  }
}
