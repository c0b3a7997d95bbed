"""Contracts: what must come of checks, and what is said where something else does."""
import os
import pathlib
import re
import stat
import xml.etree.ElementTree as ElementTree

import support
from suite_support import BROKEN_SPECS, HOSTILE, HOSTILE_NAME, PROVED, TWIN, Suite


class Judging(Suite):
    def test_all_as_the_contract_says(self):
        text = (PROVED + 'states = 288\nverdict = "proved"\n'
                + TWIN + 'properties = ["consistent"]\nverdict = "violated"\nviolated = {consistent = 7}\n'
                + '[[check]]\nname = "limited"\nspec = "mutex"\nparameters = {processes = 5, entries = 3}\ntime = "50ms"\n'
                  'verdict = "unfinished"\n')
        lines, numbers = self.suite(self.contract(text))
        self.assertEqual(numbers, {"checks": 3, "differ": 0, "cached": 0})
        self.assertEqual(lines[:2], ["two-phase-commit --reduce none: as expected (proved, 288 worlds)",
                                     "two-phase-commit bug=commit-early --property 'consistent': as expected (violated, "
                                     + re.search(r"(\d+) worlds", lines[1])[0] + ")"])
        self.assertRegex(lines[2], r"^limited: as expected \(unfinished, ")

    def test_a_check_that_newly_fails(self):
        again = self.drift(TWIN, "`consistent` is violated in 7 steps, expected to hold: one resource manager has")
        command = again.partition(". Again: ")[2].split()
        self.assertEqual(command[1:3], ["check", "two-phase-commit"])
        self.run_it(*command[1:], code=1)
        self.drift(TWIN + 'verdict = "violated"\nviolated = {"all aborted" = true, consistent = 7}\n', "`all aborted` holds")
        self.drift(TWIN + 'verdict = "violated"\nviolated = {}\n', "`consistent` is violated in 7 steps, expected to hold")

    def test_a_violation_that_is_gone(self):
        self.drift(PROVED + "violated = {consistent = 7}\n", "`consistent` holds, expected to be violated in 7 steps")
        self.drift(PROVED + 'verdict = "violated"\n', "proved, expected: violated")

    def test_a_violation_in_other_steps(self):
        self.drift(TWIN + "violated = {consistent = 8}\n", "`consistent` is violated in 7 steps, expected in 8 steps")
        self.suite(self.contract(TWIN + "violated = {consistent = true}\n"))
        self.suite(self.contract(TWIN + 'verdict = "violated"\n'))

    def test_a_violation_behind_the_end_of_the_search(self):
        both = '[[check]]\nspec = "chain-replication"\nparameters = {bug = "queries-anywhere"}\n' \
               'violated = {"answered is everywhere" = 3, "answers never go back" = 5}\n'
        self.drift(both, "`answers never go back` is not decided, expected to be violated in 5 steps")
        self.suite(self.contract(both + "keep_going = true\n"))

    def test_a_count_that_drifts(self):
        self.drift(PROVED + "states = 287\n", "288 worlds, expected 287")

    def test_a_property_that_becomes_vacuous(self):
        alone = '[[check]]\nspec = "two-phase-commit"\nparameters = {rms = 1}\n'
        self.drift(alone, "`consistent` holds vacuously")
        self.suite(self.contract(alone + 'vacuous = ["consistent"]\n'))

    def test_a_sometimes_that_is_never_reached(self):
        unreached = '[[check]]\nspec = "lease-lock"\nparameters = {clients = 3, horizon = 1}\n'  # one has the lock
        self.drift(unreached, "`everybody writes` is violated, expected to hold")
        file = self.contract(unreached)
        self.suite(file, "--update")
        self.assertIn('violated = { "everybody writes" = true }\n', file.read_text())
        self.suite(file)

    def test_limits(self):
        large = '[[check]]\nspec = "mutex"\nparameters = {processes = 5, entries = 3}\ntime = "50ms"\n'
        self.drift(large, "unfinished: stopped by the time limit", code=3)
        self.drift(PROVED + 'verdict = "unfinished"\n', "proved, expected: unfinished")
        # What is wrong outweighs what is not known.
        _, numbers = self.suite(self.contract(large + PROVED + "states = 1\n"), code=1)
        self.assertEqual(numbers["differ"], 2)

    def test_faults_networks_and_preferences_are_used(self):
        text = ('[[check]]\nspec = "two-phase-commit"\nfaults = {crash = 1}\nviolated = {"nobody is left in doubt" = 4}\n'
                '[[check]]\nspec = "snapshot"\nnetwork = "unordered"\nviolated = {"money is conserved" = 8}\n'
                'properties = ["money is conserved"]\n'
                '[[check]]\nspec = "lease-lock"\nparameters.bug = "no-fencing"\nfaults.pause = 1\nprefer = "faults"\n'
                'properties = ["leases do not mix"]\nviolated = {"leases do not mix" = 14}\nmemory = "1G"\n')
        lines, _ = self.suite(self.contract(text), "--workers", 1)
        self.assertIn("two-phase-commit --faults crash=1: as expected", lines[0])
        self.assertIn("snapshot --network unordered --property 'money is conserved': as expected", lines[1])
        self.assertIn("lease-lock bug=no-fencing --faults pause=1 --property 'leases do not mix' --prefer faults: as "
                      "expected", lines[2])

    def test_a_broken_specification_takes_nothing_with_it(self):
        broken = "".join(f'[[check]]\nname = "{how}"\nspec = "broken"\nparameters = {{how = "{how}"}}\nhandler_time = "1s"\n'
                         for how in ("throws", "exits", "never-returns", "no-nodes"))
        text = broken + '[[check]]\nname = "well"\nspec = "broken"\nverdict = "proved"\n'
        file = self.contract(text)
        lines, numbers = self.suite(file, "--junit", self.folder / "j.xml", code=4, program=BROKEN_SPECS)
        self.assertEqual(numbers["checks"], 5)
        for line, words in zip(lines, ["out of cheese", "it ended the process in the middle of the run: exit code 4",
                                       "no end to this after 1.0 s", "the protocol has no nodes"]):
            self.assertIn("NOT as expected: the specification is broken: ", line)
            self.assertIn(words, line)
        self.assertIn("well: ", lines[4])
        errors = ElementTree.parse(self.folder / "j.xml").findall("testsuite/testcase/error")
        self.assertEqual(len(errors), 4)

    def test_list_and_only(self):
        file = self.contract(PROVED + f'name = "{HOSTILE}"\n' + TWIN + 'name = "twin"\n')
        done = self.run_it("suite", file, "--list")
        self.assertEqual(done.stdout.splitlines(), [HOSTILE_NAME, "twin"])
        lines, numbers = self.suite(file, "--only", HOSTILE_NAME)
        self.assertEqual((len(lines), numbers["checks"]), (1, 1))
        self.assertEqual(self.suite(file, "--only", "twin", "--only", HOSTILE_NAME, code=1)[1]["checks"], 2)
        self.assertIn("unknown check 'twim', did you mean twin?", self.refused("suite", file, "--only", "twim"))


class Refusals(Suite):
    def wrong(self, text, line, *words):
        file = self.contract(text)
        message = self.refused("suite", file)
        self.assertTrue(message.startswith(f"pessimist: {file}:{line}: "), message)
        for word in words:
            self.assertIn(word, message)

    def test_what_is_unknown(self):
        twin = '[[check]]\nname = "one"\nspec = "paxos"\n'
        self.wrong('[[check]]\nspec = "paxso"\n', 2, "paxso: unknown specification 'paxso', did you mean paxos?")
        self.wrong(twin + 'stats = 3\n', 4, "one: unknown key 'stats', did you mean states?")
        self.wrong("[[chek]]\n", 1, "unknown key 'chek', did you mean check?")
        self.wrong(twin + "\n# ü\nparameters = {values = 2, ballot = 3}\n", 6, "one: ", "'ballot', did you mean ballots?")
        self.wrong(twin + 'parameters = {bug = "amnesa"}\n', 4, "unknown bug 'amnesa', did you mean amnesia?")
        self.wrong(twin + "parameters = {ballots = 99}\n", 4, "ballots")
        self.wrong(twin + "faults = {crahs = 1}\n", 4, "'crahs', did you mean crash?")
        self.wrong(twin + "faults = {byzantine = 1}\n", 4, "does not declare the fault 'byzantine'")
        self.wrong(twin + 'network = "fifo"\n', 4, "'fifo'")
        self.wrong(twin + 'reduce = "symetry"\n', 4, "did you mean symmetry?")
        self.wrong(twin + 'prefer = "fault"\n', 4, "did you mean faults?")
        self.wrong(twin + 'time = "5x"\n', 4, "'5x'")
        self.wrong(twin + 'properties = [\n  "agreement",\n  "agrement"]\n', 6, "did you mean agreement?")
        self.wrong(twin + 'violated = {agrement = 3}\n', 4, "violated: unknown property 'agrement', did you mean agreement?")
        self.wrong(twin + 'vacuous = ["agrement"]\n', 4, "vacuous: unknown property 'agrement', did you mean agreement?")
        self.wrong(twin + 'verdict = "prooved"\n', 4, "unknown verdict 'prooved', did you mean proved?")
        self.wrong(twin + 'properties = ["agreement"]\nvacuous = ["a value is chosen"]\n', 5, "known are: agreement")

    def test_wrong_types(self):
        for line, words in {'spec = 3': "`spec` is to be a text", 'parameters = 3': "{NAME = VALUE, ...}",
                            'parameters = {ballots = 1.5}': "`parameters.ballots` is to be a whole number",
                            'faults = "crash=1"': "{FAULT = BUDGET, ...}",
                            'faults = {crash = "1"}': "`faults.crash` is to be a whole number",
                            'faults = {crash = -1}': "cannot be -1", 'properties = "agreement"': '["NAME", ...]',
                            'properties = [1]': "names in quotes", 'keep_going = 1': "true or false",
                            'time = 5': "`time` is to be a text", 'states = "3"': "`states` is to be a whole number",
                            'states = -3': "cannot be -3", 'verdict = true': "`verdict` is to be a text",
                            'violated = ["agreement"]': '{"PROPERTY" = STEPS, ...}',
                            'violated.agreement = 3': "on one line", 'violated = {agreement = "3"}': "a whole number",
                            'violated = {agreement = false}': "a whole number", 'vacuous = "agreement"': '["NAME", ...]',
                            'name = ""': "a line of text", 'name = "a\\nb"': "a line of text"}.items():
            with self.subTest(line):
                self.wrong("[[check]]\n" + line + ('\nspec = "paxos"\n' if "spec" not in line else "\n"), 2, words)

    def test_contradictions_and_omissions(self):
        self.wrong('[[check]]\nname = "x"\n', 1, "it has no `spec`")
        self.wrong('[[check]]\nspec = "paxos"\nverdict = "proved"\nviolated = {agreement = 3}\n', 4, "nothing is violated")
        self.wrong(PROVED + PROVED, 4, "the check in line 1 has this name, too")
        self.wrong("[check]\nspec = 'paxos'\n", 1, "[[check]]")
        self.wrong('[[check]]\nspec = = 3\n', 2)
        self.wrong('[[check]]\nspec = "paxos"\nspec = "raft"\n', 3)
        self.assertIn("has no [[check]]", self.refused("suite", self.contract("# nothing\n")))
        self.assertIn("none.toml: No such file or directory", self.refused("suite", self.folder / "none.toml"))
        self.assertIn(f"cannot read {self.folder}: Is a directory", self.refused("suite", self.folder))
        self.assertIn("suite of which file?", self.refused("suite"))
        self.assertIn("--workers", self.refused("suite", self.contract(PROVED), "--workers", "0"))

    def test_nothing_is_run(self):
        file = self.contract(PROVED + '[[check]]\nspec = "paxso"\n')
        self.refused("suite", file, "--junit", self.folder / "j.xml", "--update", "--cache", self.folder / "cache")
        self.assertEqual([one.name for one in self.folder.iterdir()], ["contract.toml"])


class Update(Suite):
    def updated(self, text):
        file = self.contract(text)
        self.suite(file, "--update")
        _, numbers = self.suite(file)
        self.assertEqual(numbers["differ"], 0)
        return file.read_bytes().decode()

    def test_only_what_is_pinned_changes(self):
        before = ('# é: what must hold\n' + PROVED + "  states   =  1_000 # of each  \n\n\n" + "# the twin ]]\n" + TWIN
                  + "verdict = 'proved'# wrong\nviolated = {} # none?\nstates = 1\n\n# the end")
        after = self.updated(before)
        twin_states = re.search(r"none\?\nstates = (\d+)\n", after)[1]
        self.assertEqual(after, before.replace("1_000 ", "288 ").replace("\n\n\n", '\nverdict = "proved"\n\n\n')
                         .replace("  \n\nverdict", "  \nverdict").replace("'proved'#", '"violated"#')
                         .replace("{} #", "{ consistent = 7 } #").replace("states = 1\n", f"states = {twin_states}\n"))

    def test_what_is_missing_stands_behind_the_entry(self):
        after = self.updated(TWIN.rstrip() + "  # a comment")
        self.assertRegex(after, "^" + re.escape(TWIN.rstrip()) + '  # a comment\nstates = \\d+\nverdict = "violated"\n'
                                'violated = \\{ consistent = 7 \\}$')
        # Not under the header of a table, and with the line ends of the file.
        text = '[[check]]\r\nspec = "two-phase-commit"\r\n[check.parameters]\r\nrms = 1\r\n'
        self.assertEqual(self.updated(text), text.replace(
            "commit\"\r\n", 'commit"\r\nstates = 3\r\nverdict = "proved"\r\nvacuous = [ "consistent" ]\r\n', 1)
            .replace("states = 3", re.search(r"states = \d+", self.updated(text))[0]))

    def test_what_is_right_stays_as_it_is(self):
        text = PROVED + "states = 2_88\nverdict = '''proved'''\nviolated = {}\n" \
            + TWIN + "violated = {consistent = true}\nverdict = 'violated'\nstates=0x1\n"
        after = self.updated(text)
        self.assertEqual(after, re.sub("0x1", re.search(r"states=(\d+)", after)[1], text))
        self.assertEqual(self.updated(after), after)

    def test_what_came_to_nothing_is_not_pinned(self):
        text = '[[check]]\nspec = "mutex"\nparameters = {processes = 5, entries = 3}\ntime = "50ms"\n'
        file = self.contract(text)
        lines, numbers = self.suite(file, "--update", code=3)
        self.assertEqual((file.read_text(), numbers["differ"]), (text, 1))
        self.assertIn("NOT as expected", lines[0])

    def test_only_those_asked_for(self):
        file = self.contract(PROVED + 'name = "a"\nstates = 1\n' + PROVED + 'name = "b"\nstates = 2\n')
        lines, _ = self.suite(file, "--update", "--only", "b")
        self.assertIn("b: pinned anew", lines[0])
        self.assertIn('name = "a"\nstates = 1\n', file.read_text())
        self.assertIn('name = "b"\nstates = 288\n', file.read_text())

    def test_a_contract_that_cannot_be_written(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        file = self.contract(PROVED)
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.suite(file, "--update", code=2)


class Cached(Suite):
    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache" / "below"
        self.file = self.contract(PROVED + TWIN + "violated = {consistent = 7}\n")

    def cached(self, code=0, **others):
        return self.suite(self.file, "--cache", self.cache, code=code, **others)[1]["cached"]

    def test_what_has_not_changed_is_not_run_again(self):
        self.assertEqual([self.cached(), self.cached()], [0, 2])
        lines, _ = self.suite(self.file, "--cache", self.cache)
        self.assertIn("(proved, 288 worlds, from the cache)", lines[0])
        self.assertEqual(self.suite(self.file)[1]["cached"], 0)
        self.assertEqual(len(list(self.cache.iterdir())), 2)

    def test_pins_are_judged_anew(self):
        self.cached()
        self.contract(PROVED + "states = 2\n" + TWIN + "violated = {consistent = 6}\n")
        self.assertEqual(self.cached(code=1), 2)
        sarif = self.folder / "s.sarif"
        self.contract(PROVED + TWIN)
        self.suite(self.file, "--cache", self.cache, "--sarif", sarif, code=1)
        kept = sarif.read_text()
        self.suite(self.file, "--sarif", sarif, code=1)
        self.assertEqual(sarif.read_text(), kept)

    def test_an_entry_that_changes(self):
        self.cached()
        for parameters in ("{rms = 2}", "{rms = 4}", "{rms = 4, bug = 'none'}"):
            self.contract(PROVED + f"parameters = {parameters}\n" + TWIN + "violated = {consistent = 7}\n")
            self.assertEqual([self.cached(), self.cached()], [1, 2])

    def test_another_program(self):
        self.cached()
        other = self.folder / "pessimist"
        other.write_bytes(pathlib.Path(support.BINARY).read_bytes() + b"\n")
        other.chmod(other.stat().st_mode | stat.S_IXUSR)
        self.assertEqual(self.cached(program=str(other)), 0)
        self.assertEqual(self.cached(program=str(other)), 2)

    def test_damage(self):
        self.cached()
        for damage in (lambda text: text[:len(text) // 2], lambda text: "", lambda text: "[]", lambda text: "{}",
                       lambda text: text.replace("288", "289"), lambda text: text.replace("proved", "broken"),
                       lambda text: text.replace("two-phase-commit", "paxos"), lambda text: "\0" + text):
            for kept in self.cache.iterdir():
                kept.write_text(damage(kept.read_text()))
            lines, numbers = self.suite(self.file, "--cache", self.cache)
            self.assertLess(numbers["cached"], 2)
            self.assertIn("288 worlds", lines[0])
            self.assertEqual(self.cached(), 2)

    def test_what_is_not_finished_is_not_kept(self):
        self.file = self.contract('[[check]]\nspec = "mutex"\nparameters = {processes = 5, entries = 3}\ntime = "50ms"\n'
                                  'verdict = "unfinished"\n')
        self.assertEqual([self.cached(), self.cached()], [0, 0])

    def test_a_cache_that_cannot_be(self):
        self.cache = self.file
        self.assertIn("--cache", self.refused("suite", self.file, "--cache", self.file))


support.main()
