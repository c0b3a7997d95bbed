"""--explain-size: what splits the worlds, wherever it was asked for and where a limit ended the run."""
import json
import signal
import subprocess
import time

import support

SMALL = ["check", "two-phase-commit", "--reduce", "none"]


class Size(support.Case):
    def rows(self, done):
        """The first table: what is left without each, by what it is."""
        table = done.stdout.split("What splits the ")[1].split("\n\n")[0].splitlines()[2:]
        rows = {}
        for row in table:
            name, _, figures = row.strip().partition("  ")
            rows[name] = figures.split()[0]
        return rows

    def test_the_table(self):
        done = self.run_it(*SMALL, "--explain-size")
        self.assertEqual(self.last_line(done)["states"], "288")
        self.assertIn("What splits the 288 worlds:\n", done.stdout)
        self.assertEqual(list(self.rows(done).items()),
                         [("state of rm", "55"), ("prepared of tm", "99"), ("messages Prepared", "197"),
                          ("decision of tm", "288"), ("messages Commit", "288"), ("messages Abort", "288")])
        self.assertRegex(done.stdout, r"\n  rm 1, rm 2, rm 3 +4 +3 +8\n")
        self.assertIn("\nWithout state of rm there would be 55 worlds instead of 288: bound it (setup.bound)", done.stdout)
        self.assertIn("All counts are exact.\n", done.stdout)
        self.assertNotIn("reductions leave", done.stdout)

    def test_reductions_are_told(self):
        done = self.run_it("check", "two-phase-commit", "--explain-size")
        self.assertIn("These are the worlds that the reductions leave (--reduce none leaves all).", done.stdout)

    def test_only_where_it_is_asked_for(self):
        self.assertNotIn("What splits", self.run_it(*SMALL).stdout)
        result_file = self.folder / "result.json"
        self.run_it(*SMALL, "--json", result_file)
        self.assertIsNone(json.loads(result_file.read_text())["size"])

    def test_behind_a_violation(self):
        done = self.run_it("check", *support.VIOLATED, "--explain-size", code=1)
        self.assertIn(f"What splits the {self.last_line(done)['states']} worlds:\n", done.stdout)

    def test_json_and_workers(self):
        sizes = []
        for workers in (1, 3):
            result_file = self.folder / f"{workers}.json"
            self.run_it(*SMALL, "rms=6", "--faults", "crash=1", "--keep-going", "--explain-size", "--json", result_file,
                        "--workers", workers, code=1)  # without its coordinator, who has prepared is in doubt
            result = json.loads(result_file.read_text())
            sizes.append(result["size"])
            self.assertEqual(result["size"]["worlds"], result["states"])
        self.assertEqual(sizes[0], sizes[1])
        size = sizes[0]
        self.assertTrue(size["complete"])
        self.assertEqual(sum(size["worlds_by_depth"]), size["worlds"])
        self.assertGreater(size["worlds"], size["exact_up_to"])
        self.assertLess(size["standard_error"], 0.01)
        self.assertEqual(len(size["nodes"]), 7)
        self.assertEqual({aspect["kind"] for aspect in size["aspects"]}, {"field", "message", "up", "fault"})
        left = [aspect["worlds_without"] for aspect in size["aspects"]]
        self.assertEqual(left, sorted(left))
        for aspect in size["aspects"]:
            self.assertLessEqual(aspect["worlds_without"], size["worlds"])
            self.assertEqual(len(aspect["values_by_depth"]), len(size["worlds_by_depth"]))
            self.assertLessEqual(max(aspect["values_by_depth"]), aspect["values"])

    def test_a_limit_is_explained_in_short(self):
        for limit in (["--states", 1000], ["--depth", 4], ["--time", "300ms"], ["--memory", "150M"]):
            done = self.run_it("check", *support.LARGE, *limit, code=3)
            self.assertEqual(len(self.rows(done)), 5, done.stdout)
            self.assertIn(" More: --explain-size.\n", done.stdout)
            self.assertNotIn("local states  inboxes", done.stdout)
            self.last_line(done)
        done = self.run_it("check", *support.LARGE, "--depth", 4, "--explain-size", code=3)
        self.assertGreater(len(self.rows(done)), 5)
        self.assertIn(f"What splits the {int(self.last_line(done)['states']):,} worlds:\n", done.stdout)

    def test_a_long_run_is_explained_by_its_first_depths(self):
        words = ["check", "two-phase-commit", "rms=8", "--reduce", "none", "--states", 400_000]
        tables = set()
        for workers in (1, 2):
            done = self.run_it(*words, "--workers", workers, code=3)
            match = support.re.search(r"What splits the ([\d,]+) worlds of the first \d+ depths \(of ([\d,]+) in all\):\n",
                                      done.stdout)
            self.assertLessEqual(int(match[1].replace(",", "")), 200_000)
            self.assertGreaterEqual(int(match[2].replace(",", "")), 400_000)
            tables.add(str(self.rows(done)) + match[1])
        self.assertEqual(len(tables), 1)  # though what the limit cut off differs

    def test_an_interrupt_ends_it_all(self):
        process = subprocess.Popen([support.BINARY, "check", *support.LARGE, "--explain-size"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, out + err)
        self.assertNotIn("What splits", out)

    def test_help(self):
        self.assertIn("--explain-size", self.run_it("check", "--help").stdout)


support.main()
