"""Contracts: what servers of continuous integration read of them."""
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import support
from suite_support import BROKEN_SPECS, HOSTILE, HOSTILE_NAME, PROVED, ROOT, TWIN, Suite


class Reports(Suite):
    def setUp(self):
        super().setUp()
        self.file = self.contract(PROVED + TWIN + f'name = "{HOSTILE}"\n' + PROVED + "states = 5\nname = \"count\"\n")

    def test_junit(self):
        self.suite(self.file, "--junit", self.folder / "j.xml", code=1)
        suites = ElementTree.parse(self.folder / "j.xml").getroot()
        self.assertEqual((suites.tag, len(suites)), ("testsuites", 1))
        suite = suites[0]
        # The schema (JUnit.xsd of Apache Ant): these attributes, and these elements in this order.
        self.assertEqual(set(suite.attrib), {"id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors",
                                             "time"})
        self.assertRegex(suite.get("timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")
        self.assertEqual([child.tag for child in suite],
                         ["properties", "testcase", "testcase", "testcase", "system-out", "system-err"])
        self.assertEqual([suite.get(name) for name in ("tests", "failures", "errors")], ["3", "2", "0"])
        for test in suite.findall("testcase"):
            self.assertEqual(set(test.attrib), {"name", "classname", "time"})
            float(test.get("time"))
            self.assertLessEqual(len(test), 1)
            for problem in test:
                self.assertIn(problem.tag, ("failure", "error"))
                self.assertEqual(set(problem.attrib), {"message", "type"})
        names = [test.get("name") for test in suite.findall("testcase")]
        self.assertEqual(names, ["two-phase-commit --reduce none", HOSTILE_NAME, "count"])
        failures = suite.findall("testcase/failure")
        self.assertEqual([failure.get("type") for failure in failures], ["violated", "states"])
        self.assertIn("This violates `consistent`", failures[0].text)
        self.assertIn("288 worlds, expected 5", failures[1].get("message"))

    def test_sarif(self):
        self.suite(self.file, "--sarif", self.folder / "s.sarif", code=1)
        log = json.loads((self.folder / "s.sarif").read_text(encoding="utf-8"))
        self.assertEqual(log["version"], "2.1.0")
        self.assertIn("sarif-2.1.0", log["$schema"])
        (run,) = log["runs"]
        driver = run["tool"]["driver"]
        self.assertEqual(driver["name"], "pessimist")
        (result,) = run["results"]
        self.assertEqual(driver["rules"][result["ruleIndex"]]["id"], result["ruleId"])
        self.assertEqual(result["level"], "error")
        self.assertIn("`consistent` is violated in 7 steps", result["message"]["text"])
        self.assertTrue(result["message"]["text"].startswith(HOSTILE_NAME))
        (location,) = result["locations"]
        self.assertGreater(location["physicalLocation"]["region"]["startLine"], 0)

    def place(self, text, folder=ROOT):
        """Where the one result of a contract lies: URI, and the line of the file."""
        self.suite(self.contract(text), "--sarif", self.folder / "s.sarif", code=1, cwd=folder)
        (result,) = json.loads((self.folder / "s.sarif").read_text())["runs"][0]["results"]
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        file = pathlib.Path(uri.removeprefix("file://")) if uri.startswith("file://") else folder / uri
        return uri, file.read_text().splitlines()[place["region"]["startLine"] - 1]

    def test_sarif_points_at_the_handler(self):
        def one(spec, bug, name, rest=""):
            return f'[[check]]\nspec = "{spec}"\nparameters = {{bug = "{bug}"}}\nproperties = ["{name}"]\n{rest}'
        for text, uri, handler in (
                (one("two-phase-commit", "commit-early", "consistent"), "specs/two_phase_commit.cpp", r"  void \w+\("),
                (one("paxos", "ignores-votes", "agreement"), "specs/paxos.cpp", r"  void receive\(const Accept& "),
                (one("mutex", "ignores-clock", "mutual exclusion"), "specs/mutex.cpp", r"  void (act|receive)\("),
                (one("lease-lock", "no-fencing", "leases do not mix", "faults = {pause = 1}\n"), "specs/lease_lock.cpp",
                 r"  void receive\(const Write& "),
                (one("primary-backup", "no-witness", "at most one serves alone", "faults = {partition = 1}\n"),
                 "specs/primary_backup.cpp", r"  void suspect\(")):
            with self.subTest(uri):
                found, line = self.place(text)
                self.assertEqual(found, uri)
                self.assertRegex(line, handler)

    def test_sarif_points_at_the_property_where_there_is_no_handler(self):
        # The last step is a crash.
        uri, line = self.place('[[check]]\nspec = "two-phase-commit"\nfaults = {crash = 1}\n')
        self.assertEqual(uri, "specs/two_phase_commit.cpp")
        self.assertRegex(line, r'no_deadlock\("nobody is left in doubt"|void \w+\(')

    def test_sarif_elsewhere(self):
        uri, _ = self.place(TWIN, self.folder)
        self.assertTrue(uri.startswith("file:///"), uri)

    def test_sarif_of_a_broken_specification(self):
        file = self.contract('[[check]]\nspec = "broken"\nparameters = {how = "throws"}\n')
        self.suite(file, "--sarif", self.folder / "s.sarif", code=4, program=BROKEN_SPECS, cwd=ROOT)
        (result,) = json.loads((self.folder / "s.sarif").read_text())["runs"][0]["results"]
        self.assertEqual(result["ruleId"], "broken/broken")
        self.assertEqual(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                         "tests/broken/broken_specs.cpp")

    def test_github(self):
        summary = self.folder / "summary.md"
        summary.write_text("before\n")
        github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        lines, _ = self.suite(self.file, "--markdown", self.folder / "c.md", code=1, environment=github, cwd=ROOT)
        errors = [line for line in lines if line.startswith("::")]
        self.assertEqual(len(errors), 2)
        match = re.fullmatch(r"::error file=([^,:]+),line=(\d+),title=([^,:]+)::(.*)", errors[0])
        self.assertEqual(match[1], "specs/two_phase_commit.cpp")
        title = match[3].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
        self.assertEqual(title, HOSTILE_NAME)
        self.assertIn("`consistent` is violated in 7 steps", match[4])
        self.assertIn("288 worlds, expected 5", errors[1])
        text = summary.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("before\n### "))
        rows = [line for line in text.splitlines() if re.match(r"\| [✅❌]", line)]
        self.assertEqual(len(rows), 3)
        for row in rows:
            self.assertEqual(len(re.findall(r"(?<!\\)\|", row)), 6, row)
            self.assertNotIn("<b>", row)
        self.assertEqual(text.count("<details>"), 1)
        self.assertEqual(text.count("</details>"), 1)
        self.assertEqual(len(re.findall(r"^```mermaid\nsequenceDiagram\n", text, re.MULTILINE)), 1)
        self.assertIn("This violates `consistent`", text)
        self.assertEqual("before\n" + (self.folder / "c.md").read_text(encoding="utf-8"), text)

    def test_without_github_nothing_is_said_to_it(self):
        lines, _ = self.suite(self.file, code=1)
        self.assertEqual([line for line in lines if line.startswith("::")], [])

    def test_a_summary_of_some_checks_has_only_what_is_wrong(self):
        summary = self.folder / "summary.md"
        github = {"GITHUB_STEP_SUMMARY": str(summary)}
        self.suite(self.file, "--only", "two-phase-commit --reduce none", environment=github)
        self.assertEqual(summary.read_text(), "")
        self.suite(self.file, "--only", "count", environment=github, code=1)
        self.assertIn("288 worlds, expected 5", summary.read_text())

    def test_reports_that_cannot_be_written(self):
        good = self.contract(PROVED, "good.toml")
        self.suite(good, "--junit", "/dev/full", code=2)
        self.suite(good, "--sarif", self.folder / "no" / "s.sarif", code=2)
        self.suite(good, "--markdown", "/dev/full", code=2)
        self.suite(good, environment={"GITHUB_STEP_SUMMARY": "/dev/full"}, code=2)
        self.suite(self.file, "--junit", "/dev/full", code=1)

    def test_ctrl_c_ends_it_as_unfinished(self):
        large = '[[check]]\nname = "large"\nspec = "mutex"\nparameters = {processes = 5, entries = 3}\n'
        file = self.contract(large + PROVED)
        for number in ("INT", "TERM"):
            done = subprocess.run(["timeout", "--signal", number, "--foreground", "2", support.BINARY, "suite", str(file)],
                                  stdout=subprocess.PIPE, text=True, timeout=60)
            lines = done.stdout.splitlines()
            self.assertIn("large: NOT as expected: unfinished: stopped by an interrupt", lines[0])
            self.assertIn("unfinished: stopped by an interrupt after 0 worlds", lines[1])
            self.assertTrue(lines[-1].endswith("2 checks, 2 not as expected, 0 from the cache"))


support.main()
