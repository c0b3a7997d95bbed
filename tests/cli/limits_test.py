"""Runs that end before they have seen everything: limits, Ctrl-C."""
import json
import signal
import subprocess
import time

import support


class Limits(support.Case):
    def unfinished(self, *words):
        done = self.run_it("check", *support.LARGE, *words, code=3)
        self.assertEqual(self.last_line(done)["verdict"], "unfinished")
        self.assertRegex(done.stdout, r"Unfinished: stopped by .* after [\d,]+ worlds?; every world up to depth \d+ ")
        return done

    def test_each_limit(self):
        self.assertEqual(self.last_line(self.unfinished("--depth", 4))["depth"], "4")
        self.assertGreaterEqual(int(self.last_line(self.unfinished("--states", 1000))["states"]), 1000)
        self.unfinished("--time", "300ms")
        self.unfinished("--memory", "150M")

    def test_a_limit_that_is_not_met_changes_nothing(self):
        words = ["check", "two-phase-commit", "rms=2"]
        line = self.last_line(self.run_it(*words))
        limited = self.last_line(self.run_it(*words, "--depth", 1000, "--states", 10**9, "--time", "1h", "--memory",
                                             "1T"))
        self.assertEqual((line["states"], line["verdict"]), (limited["states"], limited["verdict"]))

    def test_a_violation_found_before_the_limit_counts(self):
        self.run_it("check", *support.VIOLATED, "--keep-going", "--depth", 8, code=1)

    def test_what_is_not_decided_says_so(self):
        done = self.unfinished("--depth", 2)
        self.assertIn("mutual exclusion                     not decided: the run is unfinished\n", done.stdout)

    def test_under_stubborn_sets_nothing_is_said_of_depths(self):
        done = self.run_it("check", "scatter-gather", "--reduce", "stubborn", "--depth", 3, "--json",
                           self.folder / "r.json", code=3)
        self.assertIn("this says nothing of any depth", done.stdout)
        self.assertIsNone(json.loads((self.folder / "r.json").read_text())["complete_depth"])

    def interrupted(self, *signals):
        process = subprocess.Popen([support.BINARY, "check", *support.LARGE, "--json", str(self.folder / "r.json")],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(0.7)
        for one in signals:
            process.send_signal(one)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
        return process.returncode, out, err

    def test_ctrl_c_ends_the_run_with_its_figures(self):
        for one in (signal.SIGINT, signal.SIGTERM):
            code, out, err = self.interrupted(one)
            self.assertEqual(code, 3, out + err)
            self.assertIn("stopped by an interrupt", out)
            self.assertEqual(support.LAST_LINE.fullmatch(out.splitlines()[-1])["verdict"], "unfinished")
            self.assertEqual(json.loads((self.folder / "r.json").read_text())["verdict"], "unfinished")

    def test_a_second_ctrl_c_kills(self):
        code, _, _ = self.interrupted(*[signal.SIGINT] * 20)
        self.assertIn(code, (-signal.SIGINT, 3))  # 3: the run had ended before the second arrived


support.main()
