"""The other forms of a trace, each read back here by a parser of its own and compared with what --trace says."""

import json
import os
import re

import support

VIOLATIONS = [
    (["paxos", "bug=ignores-votes"], []),
    (["raft-election", "bug=volatile-vote"], ["--faults", "crash=1,restart=1"]),
    (["lease-lock", "bug=no-fencing"], ["--faults", "pause=1"]),
    (["primary-backup", "bug=no-witness"], ["--faults", "partition=1,heal=1"]),
]


def shiviz_events(text):
    """By the expression that ShiViz proposes: a line for the event, one for its host and clock."""
    events = re.findall(r"(?P<event>.*)\n(?P<host>\S*) (?P<clock>{.*})\n", text)
    assert sum(len(event) + len(host) + len(clock) + 3 for event, host, clock in events) == len(text), "not all was read"
    return [(event, host, json.loads(clock)) for event, host, clock in events]


def itf_value(value):
    """A value of the Informal Trace Format (Apalache, ADR 015) as one of Python."""
    if isinstance(value, list):
        return [itf_value(element) for element in value]
    if not isinstance(value, dict):
        assert isinstance(value, (bool, str)), f"not a value: {value!r}"
        return value
    if set(value) == {"#bigint"}:
        return int(value["#bigint"])
    if set(value) == {"#set"}:
        return ("set", [itf_value(element) for element in value["#set"]])
    if set(value) == {"#map"}:
        return {str(itf_value(key)): itf_value(mapped) for key, mapped in value["#map"]}
    assert not any(key.startswith("#") for key in value), f"an unknown form: {value!r}"
    return {key: itf_value(field) for key, field in value.items()}


class Forms(support.Case):
    def written(self, spec, options):
        files = {form: self.folder / form for form in ("trace", "mermaid", "shiviz", "itf")}
        words = [word for form, file in files.items() for word in (f"--{form}", file)]
        self.run_it("check", *spec, *options, *words, code=1)
        texts = {form: file.read_text(encoding="utf-8") for form, file in files.items()}
        return json.loads(texts["trace"]), texts

    def test_shiviz_clocks_say_what_follows_from_what(self):
        for spec, options in VIOLATIONS:
            with self.subTest(spec):
                trace, texts = self.written(spec, options)
                events = shiviz_events(texts["shiviz"])
                self.assertEqual(len(events), len(trace["steps"]))
                counted = {}
                for (event, host, clock), step in zip(events, trace["steps"]):
                    self.assertTrue(event.startswith(f"{step['number']}. {step['told']}"), event)
                    counted[host] = counted.get(host, 0) + 1
                    self.assertEqual(clock[host], counted[host])  # ShiViz demands it
                    self.assertNotIn(0, clock.values())
                    for cause in step["causes"]:
                        for other, times in events[cause - 1][2].items():
                            self.assertGreaterEqual(clock[other], times)

    def test_itf_has_a_state_for_each_world(self):
        for spec, options in VIOLATIONS:
            with self.subTest(spec):
                trace, texts = self.written(spec, options)
                itf = json.loads(texts["itf"])
                self.assertEqual(itf["#meta"]["format"], "ITF")
                self.assertEqual(len(itf["states"]), len(trace["steps"]) + 1)
                for index, state in enumerate(itf["states"]):
                    self.assertEqual(state["#meta"]["index"], index)
                    self.assertEqual(sorted(state), sorted(["#meta", *itf["vars"]]))
                values = [{name: itf_value(state[name]) for name in itf["vars"]} for state in itf["states"]]
                for before, after, step in zip(values, values[1:], trace["steps"]):
                    self.assertEqual(after["event"], step["told"])
                    self.assertEqual(after["nodes"][step["node"]]["up"], step["after"]["up"])
                    others = {other["node"] for other in step["others"]}
                    for node, state in after["nodes"].items():
                        if node != step["node"] and node not in others:
                            self.assertEqual(state, before["nodes"][node])

    def test_mermaid_shows_each_step(self):
        line = re.compile(r"sequenceDiagram|  participant n\d+ as [^#;]+|  n\d+(->>|-x)n\d+: .+|  Note over n\d+(,n\d+)?: .+")
        for spec, options in VIOLATIONS:
            with self.subTest(spec):
                trace, texts = self.written(spec, options)
                lines = texts["mermaid"].splitlines()
                self.assertEqual(lines[0], "sequenceDiagram")
                for one in lines:
                    self.assertRegex(one, rf"^(?:{line.pattern})$")
                    # What is syntax to Mermaid, or to HTML, stands as the number of its character.
                    self.assertNotRegex(re.sub(r"#\d+;|<br/>", "", one.partition(": ")[2]), r"[#;<>\"&{}]")
                numbers = [int(number) for number in re.findall(r": (\d+)\. ", texts["mermaid"])]
                self.assertEqual(numbers, sorted(numbers))  # several, where an act reads several messages
                self.assertEqual(sorted(set(numbers)), [step["number"] for step in trace["steps"]])

    def test_replay_writes_the_same(self):
        spec, options = VIOLATIONS[1]
        _, texts = self.written(spec, options)
        again = {form: self.folder / f"again.{form}" for form in ("mermaid", "shiviz", "itf")}
        words = [word for form, file in again.items() for word in (f"--{form}", file)]
        self.run_it("replay", self.folder / "trace", *words, code=1)
        for form, file in again.items():
            self.assertEqual(file.read_text(encoding="utf-8"), texts[form])

    def test_without_a_trace_nothing_is_written_and_that_is_said(self):
        for form in ("mermaid", "shiviz", "itf"):
            file = self.folder / form
            done = self.run_it("check", "two-phase-commit", f"--{form}", file)
            self.assertIn(f"There is no trace: {file} was not written.\n", done.stdout)
            self.assertFalse(file.exists())

    def test_a_form_that_cannot_be_written_takes_nothing_from_the_verdict(self):
        for form in ("mermaid", "shiviz", "itf"):
            result = self.run_it("check", "paxos", "bug=ignores-votes", f"--{form}", "/no/such/folder/file", code=1)
            self.assertIn("/no/such/folder/file", result.stderr)

    def test_lanes_are_drawn_as_the_locale_allows(self):
        for locale, drawn, not_drawn in (("C.UTF-8", "●", "*  "), ("C", "*  ", "●")):
            result = self.run_it("check", "paxos", "bug=ignores-votes", "--lanes", code=1, env={**os.environ, "LC_ALL": locale})
            head = result.stdout.partition(" 0  at first")[0]
            self.assertIn(drawn, head)
            self.assertNotIn(not_drawn, head)
            self.assertLessEqual(max(map(len, head.splitlines())), 100)


support.main()
