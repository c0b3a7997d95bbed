"""Traces: saved, replayed, and refused when anything in them was touched."""
import json
from random import Random

import support


class Trace(support.Case):
    def saved(self, *words, code=1):
        file = self.folder / "trace.json"
        self.run_it("check", *words, "--trace", file, code=code)
        return file

    def refused_replay(self, content):
        file = self.folder / "edited.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        message = self.refused("replay", file)
        self.assertIn(str(file), message)
        return message

    def test_replay_confirms_a_violation(self):
        file = self.saved(*support.VIOLATED)
        checked = self.run_it("check", *support.VIOLATED, code=1).stdout
        replayed = self.run_it("replay", file, code=1).stdout
        story = replayed[:replayed.index("\nConfirmed: ")]
        self.assertIn(story, checked)
        self.assertIn("violate `consistent`", replayed)

    def test_replay_of_faults_and_other_networks(self):
        for words in (["two-phase-commit", "rms=2", "--faults", "crash=1"],
                      ["raft-election", "max_term=1", "bug=volatile-vote", "--faults", "crash=1,restart=1"],
                      ["mutex", "bug=ignores-clock"], ["mutex", "bug=ignores-clock", "--network", "fifo"]):
            for stale in self.folder.iterdir():
                stale.unlink()
            with self.subTest(words=words):
                done = self.run_it("check", *words, "--trace", self.folder / "t.json", "--keep-going", "--witness",
                                   code=1)
                for file in self.folder.glob("t*.json"):
                    claim = json.loads(file.read_text())["property"]["claim"]
                    self.run_it("replay", file, code=1 if claim == "violated" else 0)
                    self.assertIn(str(file), done.stdout)

    def test_several_traces_go_to_numbered_files(self):
        self.run_it("check", *support.VIOLATED, "--keep-going", "--witness", "--trace", self.folder / "t.json", code=1)
        claims = {file.name: json.loads(file.read_text())["property"] for file in self.folder.iterdir()}
        self.assertEqual(sorted(claims), ["t.2.json", "t.3.json", "t.json"])
        self.assertEqual((claims["t.json"]["name"], claims["t.json"]["claim"]), ("consistent", "violated"))
        self.assertEqual(claims["t.2.json"]["claim"], "reached")
        self.assertIn("reach `all", self.run_it("replay", self.folder / "t.2.json").stdout)

    def test_nothing_is_written_where_there_is_no_trace(self):
        done = self.run_it("check", "two-phase-commit", "--trace", self.folder / "t.json")
        self.assertFalse((self.folder / "t.json").exists())
        self.assertIn("There is no trace", done.stdout)

    def test_files_that_are_no_traces(self):
        self.assertIn("No such file", self.refused("replay", self.folder / "none.json"))
        self.assertIn("Is a directory", self.refused("replay", self.folder))
        for content in ("", "{", "null", "[]", "{}", "\x00", "{\"format\": 1}", "{\"format\": \"x\"}", "[" * 100_000):
            self.refused_replay(content)

    def test_a_file_cut_off_anywhere(self):
        text = self.saved(*support.VIOLATED).read_text().rstrip()
        for size in range(0, len(text), max(1, len(text) // 60)):
            self.assertIn(f"cut off after {size} bytes", self.refused_replay(text[:size]))

    def test_the_header(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        for place, value, expected in (
                ("format", "other", "/format"), ("version", 2, "/version"), ("version", "1", "/version"),
                ("spec", "two-phase-comit", "did you mean two-phase-commit?"), ("spec", 7, "/spec"),
                ("spec", "paxos", "/parameters: parameter 'bug'"), ("parameters", {"rms": 3, "bug": "none"}, "does not fit"),
                ("parameters", {"rms": 99, "bug": "commit-early"}, "/parameters"),
                ("parameters", {"rms": [3]}, "/parameters/rms"), ("parameters", {"rms": 3}, "step"),
                ("faults", {"frost": 1}, "/faults/frost"), ("faults", {"drop": 1}, "does not declare"), ("faults", {"crash": 0}, "/faults/crash"),
                ("faults", {"crash": -1}, "/faults/crash"), ("faults", {"crash": 70000}, "65535"),
                ("network", "fifo", "unreliable"), ("network", "x", "/network"), ("starts", {}, "/starts"),
                ("steps", None, "/steps"), ("property", None, "/property")):
            with self.subTest(place=place, value=value):
                self.assertIn(expected, self.refused_replay({**trace, place: value}))
        for place in trace:
            self.refused_replay({key: value for key, value in trace.items() if key != place})

    def test_the_program_may_be_another(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        file = self.folder / "older.json"
        file.write_text(json.dumps({**trace, "program": "0.0.9"}))
        self.run_it("replay", file, code=1)

    def test_the_property(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        for name, value in (("name", "all aborted"), ("name", "x"), ("kind", "sometimes"), ("claim", "reached"),
                            ("why", "because"), ("nodes", []), ("nodes", ["rm 2", "rm 1"])):
            if trace["property"][name] == value:
                continue
            with self.subTest(name=name, value=value):
                self.refused_replay({**trace, "property": {**trace["property"], name: value}})

    def test_every_value_of_every_step(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        edits = 0

        def walk(value, pointer):
            nonlocal edits
            items = value.items() if isinstance(value, dict) else enumerate(value)
            for key, child in list(items):
                here = f"{pointer}/{key}"
                if isinstance(child, (dict, list)):
                    walk(child, here)
                    continue
                other = (not child) if isinstance(child, bool) else child + 1 if isinstance(child, int) else child + "0"
                value[key] = other
                with self.subTest(pointer=here):
                    self.refused_replay(trace)
                value[key] = child
                edits += 1

        walk(trace["steps"][1], "/steps/1")
        walk(trace["steps"][-1], "/steps/6")
        walk(trace["initial"], "/initial")
        self.assertGreater(edits, 40)

    def test_steps_left_out_doubled_or_swapped(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        steps = trace["steps"]
        for index in range(len(steps)):
            self.refused_replay({**trace, "steps": steps[:index] + steps[index + 1:]})
            self.refused_replay({**trace, "steps": steps[:index] + [steps[index]] + steps[index:]})
        self.refused_replay({**trace, "steps": steps[::-1]})
        self.refused_replay({**trace, "steps": []})

    def test_bytes_changed_anywhere(self):
        file = self.saved(*support.VIOLATED)
        content = file.read_bytes()
        random = Random(1)
        edited = self.folder / "edited.json"
        for place in random.sample(range(len(content)), 300):
            changed = bytearray(content)
            changed[place] = random.choice([changed[place] ^ (1 << random.randrange(8)), ord(random.choice(' "0{[],x'))])
            edited.write_bytes(changed)
            try:
                same = {**json.loads(changed), "program": ""} == {**json.loads(content), "program": ""}
            except ValueError:
                same = False
            with self.subTest(place=place, byte=changed[place]):
                self.run_it("replay", edited, code=1 if same else 2)

    def test_choices(self):
        trace = json.loads(self.saved(*support.VIOLATED).read_text())
        chosen = [step for step in trace["steps"] if step["choices"]]
        self.assertTrue(chosen)
        for step in chosen:
            saved = step["choices"]
            for other in ([], [{**saved[0], "taken": 1 - saved[0]["taken"]}], saved * 2,
                          [{**saved[0], "taken": 2}], [{**saved[0], "options": 3}]):
                step["choices"] = other
                self.refused_replay(trace)
            step["choices"] = saved


support.main()
