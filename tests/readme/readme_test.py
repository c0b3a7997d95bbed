#!/usr/bin/env python3
"""README.md does what it says: its listings compile, its commands run in order and print what stands below them.

The test does what a reader would: it puts the listings into my_spec/, installs pessimist, builds, checks, mends the listing,
builds again. Only the two workflow commands, which build this very tree, are left to the reader. The environment names the
build tree (PESSIMIST_BUILD); CXX, CXXFLAGS and CMAKE_BUILD_TYPE are for CMake.
"""
import difflib
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BUILD = os.environ.get("PESSIMIST_BUILD", str(ROOT / "build/release"))
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = FENCE.findall(README)
PROSE = FENCE.sub("", README)
WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Werror"


def blocks(language):
    return [text for one, text in BLOCKS if one == language]


def without_figures(text):
    """What differs from run to run and machine to machine."""
    return re.sub(r"(seconds|bytes)=[\d.]+", r"\1=N", text)


def mended(listing, line):
    """The listing with this line instead of the one that declares the same name."""
    name = line.split()[-1]
    places = [number for number, old in enumerate(listing.splitlines()) if old.endswith(" " + name)]
    if len(places) != 1:
        raise AssertionError(f"{len(places)} lines of the listing end with {name!r}, not one")
    lines = listing.splitlines(keepends=True)
    lines[places[0]] = line
    return "".join(lines)


def sessions(text):
    """(command, what it prints) for each command of a console block."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


class Readme(unittest.TestCase):
    maxDiff = None

    def shell(self, script, folder, home):
        environment = dict(os.environ, HOME=str(home), CXXFLAGS=f"{os.environ.get('CXXFLAGS', '')} {WARNINGS}")
        if "clang" not in environment.get("CXX", ""):
            environment["CXXFLAGS"] += " -Wno-restrict"  # as in the root CMakeLists.txt
        script = script.replace("build/release", BUILD)
        return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def succeed(self, script, folder, home):
        done = self.shell(script, folder, home)
        self.assertEqual(done.returncode, 0, f"{script}\n{done.stdout}")

    def session(self, text, folder, home):
        for command, expected in sessions(text):
            done = self.shell(command, folder, home)
            code = 1 if ": violated  states=" in expected else 0
            self.assertEqual(done.returncode, code, f"$ {command}\n{done.stdout}")
            # A command below which nothing is printed says what nobody wants to read, such as a build.
            if expected and without_figures(done.stdout) != without_figures(expected):
                difference = difflib.unified_diff(expected.splitlines(), done.stdout.splitlines(), "README.md", command,
                                                  lineterm="")
                self.fail("\n".join(difference))

    def test_from_top_to_bottom(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        home = pathlib.Path(scratch.name)
        project = home / "my_spec"
        project.mkdir()
        (project / "CMakeLists.txt").write_text(blocks("cmake")[0])
        spec = project / "my_spec.cpp"
        ran = 0
        for language, text in BLOCKS:
            if language == "cpp":
                whole = "#include" in text
                spec.write_text(text if whole else mended(spec.read_text(), text))
            elif language == "console":
                self.session(text, project, home)
                ran += 1
            elif language == "sh" and "--workflow" not in text:
                self.succeed(text, home, home)
                ran += 1
            elif language == "toml":
                (project / "contract.toml").write_text(text)
            elif language == "yaml":
                for command in re.findall(r"- run: (build/my_spec .*)", text):
                    self.succeed(command, project, home)
                    ran += 1
        self.assertGreaterEqual(ran, 5)

    def test_the_first_screen(self):
        self.assertEqual(blocks("sh")[:2], [".ci/setup --no-browser && cmake --workflow --preset check\n",
                                            ".ci/setup && cmake --workflow --preset test\n"])

    def test_listings_are_what_they_are_elsewhere(self):
        self.assertEqual(blocks("cmake"), [(ROOT / "tests/package/CMakeLists.txt").read_text()])
        self.assertEqual({language for language, _ in BLOCKS}, {"sh", "cpp", "cmake", "console", "toml", "yaml", "text"})

    def test_listings_are_formatted(self):
        for text in blocks("cpp"):
            if "#include" not in text:
                continue
            done = subprocess.run(["clang-format", f"--style=file:{ROOT}/.clang-format", "--assume-filename=my_spec.cpp"],
                                  input=text, text=True, stdout=subprocess.PIPE, check=True)
            self.assertEqual(text, done.stdout)

    def test_links_lead_somewhere(self):
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
                   for heading in re.findall(r"^#+ (.*)$", PROSE, re.MULTILINE)}
        links = re.findall(r"\]\(([^)]+)\)", PROSE)
        self.assertGreater(len(links), 10)
        for link in links:
            if link.startswith("#"):
                self.assertIn(link[1:], anchors)
            elif not link.startswith("http"):
                self.assertTrue((ROOT / link).exists(), link)

    def test_every_option_exists(self):
        pessimist = f"{BUILD}/bin/pessimist"
        known = "".join(subprocess.run([pessimist, command, "--help"], text=True, stdout=subprocess.PIPE,
                                       check=True).stdout for command in ("list", "check", "envelope", "explore", "graph",
                                                                             "suite", "replay"))
        options = set(re.findall(r"`[^`\n]*?(--[a-z-]+)[^`\n]*`", PROSE))
        self.assertGreater(len(options), 5)
        for option in options:
            self.assertRegex(known, rf"(?m){option}\b", option)

    def test_the_words_of_the_vocabulary_exist(self):
        headers = "".join(path.read_text() for path in (ROOT / "engine/include/pessimist").glob("*.hpp"))
        for word in ("Durable", "Constant", "Received", "choose", "broadcast", "arm", "disarm", "others", "only", "each",
                     "pairs", "together", "sent", "observe", "implies", "not_applicable", "holds", "fails", "always",
                     "sometimes", "no_deadlock", "bound", "networks", "faults", "ordered"):
            self.assertIn(word, README)
            self.assertRegex(headers, rf"\b{word}\b")


if __name__ == "__main__":
    unittest.main()
