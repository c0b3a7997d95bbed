"""check: verdicts, exit codes, the last line, the result for programs."""
import json
import pathlib
import subprocess
import sys

import support


class Check(support.Case):
    def test_proved(self):
        done = self.run_it("check", "two-phase-commit", "--reduce", "none")
        line = self.last_line(done)
        self.assertEqual(line["spec"], "two-phase-commit")
        self.assertEqual(line["setting"], "rms=3 bug=none reduce=none")
        self.assertEqual((line["verdict"], line["states"], line["depth"]), ("proved", "288", "10"))
        self.assertRegex(done.stdout, r"consistent +holds\n")
        self.assertRegex(done.stdout, r"all aborted +reached in 3 steps\n")
        self.assertIn("Every world was visited; no faults were allowed (--faults crash=1,restart=1 allows some).",
                      done.stdout)
        self.assertEqual(done.stderr, "")

    def test_violated(self):
        done = self.run_it("check", *support.VIOLATED, code=1)
        self.assertEqual(self.last_line(done)["verdict"], "violated")
        self.assertRegex(done.stdout, r"consistent +VIOLATED in 7 steps: ")
        self.assertIn("\nThis violates `consistent` (always): ", done.stdout)
        self.assertRegex(done.stdout, r" 7  rm \d .*\n(      .*\n)*      state: \w+ -> (committed|aborted)\n")
        self.assertNotIn("witness", done.stdout)

    def test_faults_and_network_stand_in_the_setting(self):
        line = self.last_line(self.run_it("check", "two-phase-commit", "rms=1", "--faults", "restart=0, crash=1",
                                          "--property", "consistent"))
        self.assertEqual(line["setting"], "rms=1 bug=none faults=crash=1 property='consistent'")
        line = self.last_line(self.run_it("check", "mutex", "processes=2", "--network", "fifo"))
        self.assertEqual(line["setting"], "processes=2 entries=1 bug=none network=fifo")
        line = self.last_line(self.run_it("check", "mutex", "processes=2", "--network", "unordered"))
        self.assertEqual(line["setting"], "processes=2 entries=1 bug=none")

    def test_properties(self):
        done = self.run_it("check", *support.VIOLATED, "--property", "all aborted", "--property", "all committed")
        self.assertNotIn("consistent ", done.stdout)
        self.assertEqual(self.last_line(done)["verdict"], "proved")

    def test_bounds_are_told(self):
        done = self.run_it("check", "raft-election", "max_term=1")
        self.assertRegex(done.stdout, r"[\d,]+ worlds beyond the bound `term <= max_term` were judged but not expanded")

    def test_workers_agree(self):
        outputs = set()
        for workers in (1, 2, 5):
            done = self.run_it("check", *support.VIOLATED, "--keep-going", "--witness", "--workers", workers, code=1)
            line = self.last_line(done)
            outputs.add(done.stdout[:done.stdout.rindex("  states=")] + line["states"] + "." + line["transitions"])
        self.assertEqual(len(outputs), 1)

    def test_json(self):
        result_file, trace_file = self.folder / "result.json", self.folder / "trace.json"
        done = self.run_it("check", *support.VIOLATED, "--keep-going", "--faults", "crash=1,restart=1", "--json",
                           result_file, "--trace", trace_file, "--workers", 1, code=1)
        result = json.loads(result_file.read_text())
        line = self.last_line(done)
        for name in ("states", "transitions", "depth", "bytes"):
            self.assertEqual(result[name], int(line[name]))
        self.assertEqual((result["spec"], result["verdict"]), ("two-phase-commit", "violated"))
        self.assertEqual(result["parameters"], {"rms": 3, "bug": "commit-early"})
        self.assertEqual(result["faults"], {"crash": 1, "restart": 1})
        self.assertEqual((result["network"], result["workers"], result["reductions"]),
                         ("unreliable", 1, ["alone", "classes", "symmetry"]))
        self.assertRegex(result["version"], r"\d+\.\d+\.\d+")
        first = result["properties"][0]
        self.assertEqual((first["name"], first["kind"], first["verdict"]), ("consistent", "always", "violated"))
        self.assertEqual((first["steps"], first["faults"], first["trace"]), (7, 0, str(trace_file)))
        witness = result["properties"][1]
        self.assertEqual((witness["verdict"], witness["trace"]), ("holds", None))
        self.assertEqual(len(result["properties"]), 4)

    def test_stubborn_sets(self):
        result_file = self.folder / "result.json"
        words = ["check", "scatter-gather", "--json", result_file, "--reduce"]
        plain = self.last_line(self.run_it(*words, "none"))
        done = self.run_it(*words, "stubborn")
        self.assertIn("Reduced by stubborn sets", done.stdout)
        self.assertLess(int(self.last_line(done)["states"]) * 50, int(plain["states"]))
        witness = json.loads(result_file.read_text())["properties"][-1]
        self.assertEqual((witness["kind"], witness["minimal"]), ("no deadlock", None))

        done = self.run_it(*words, "all,stubborn")
        self.assertIn("symmetry, stubborn sets", done.stdout)
        self.assertNotIn("sleep", done.stdout)

        words = ["check", *support.VIOLATED, "--trace", self.folder / "trace.json", "--json", result_file, "--reduce"]
        shortest = self.run_it(*words, "none", code=1)
        self.assertIn("VIOLATED in 7 steps: ", shortest.stdout)
        self.assertIn("VIOLATED in 7 steps: ", self.run_it(*words, "stubborn", code=1).stdout)
        self.assertIs(json.loads(result_file.read_text())["properties"][0]["minimal"], True)

    def test_small_check_needs_little_memory(self):
        binary = pathlib.Path(support.BINARY).read_bytes()
        if b"__asan_init" in binary or b"__tsan_init" in binary:
            self.skipTest("a sanitiser's memory is not ours")
        # In a process of its own: here, other tests have had larger children.
        script = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        command = [sys.executable, "-c", script, support.BINARY, "check", "two-phase-commit"]
        most_kib = int(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        self.assertGreater(most_kib, 1024)
        self.assertLess(most_kib, 30 * 1024)

    def test_audit(self):
        file = self.folder / "result.json"
        lines = []
        for workers in (1, 2):
            done = self.run_it("check", "paxos", "--audit", "--workers", workers, "--json", file)
            lines.append(next(line for line in done.stdout.splitlines() if line.startswith("Audited: ")))
            audit = json.loads(file.read_text())["audit"]
            self.assertTrue(all(kind["at_work"] and kind["count"] > 0 for kind in audit.values()), audit)
        self.assertEqual(lines[0], lines[1])
        self.assertTrue(lines[0].endswith(": no failure."), lines[0])
        self.assertEqual(len(audit), 5)
        violated = self.run_it("check", *support.VIOLATED, "--audit", "--reduce", "none", code=1).stdout
        self.assertIn("; not at work here: permuted worlds, dead messages, class members.", violated)
        self.assertRegex(violated, "\nAgain: .* --audit\n")


support.main()
