"""What `envelope` prints, writes and returns."""
import json

import support


class Envelope(support.Case):
    def test_paxos_survives_crashes_but_no_amnesia(self):
        files = ["--json", self.folder / "e.json", "--markdown", self.folder / "e.md"]
        done = self.run_it("envelope", "paxos", "--upto", "crash=1,restart=1,amnesia=1", *files)
        self.assertIn("\n  holds under   crash=1,restart=1\n  breaks under  amnesia=1 (in 13 steps)\n", done.stdout)
        self.assertIn("This violates `agreement`", done.stdout)
        self.assertIn("Every world was visited up to crash=1,restart=1,amnesia=1", done.stdout)
        self.assertIn("Not part of it", done.stdout)
        self.assertIn("| agreement | crash=1,restart=1 | amnesia=1 (in 13 steps) |", (self.folder / "e.md").read_text())
        document = json.loads((self.folder / "e.json").read_text())
        self.assertTrue(document["complete"])
        [agreement] = document["properties"]
        self.assertEqual(agreement["holds"], [{"crash": 1, "restart": 1}])
        [breaking] = agreement["breaks"]
        self.assertEqual((breaking["faults"], breaking["steps"]), ({"amnesia": 1}, 13))
        trace = self.folder / "trace.json"
        trace.write_text(json.dumps(breaking["trace"]))
        self.run_it("replay", trace, code=1)

    def test_what_breaks_alone_is_a_violation(self):
        done = self.run_it("envelope", *support.VIOLATED, "--upto", "crash=1", code=1)
        self.assertIn("breaks under  no faults", done.stdout)
        self.assertNotIn("holds under", done.stdout)

    def test_a_limit_leaves_it_unfinished(self):
        done = self.run_it("envelope", "paxos", "--upto", "crash=1", "--depth", "3", code=3)
        self.assertIn("Unfinished: stopped by the limit of depth 3", done.stdout)
        self.assertNotIn("holds under", done.stdout)

    def test_what_is_refused(self):
        for words, expected in ((["envelope"], "envelope of which"), (["envelope", "paxos"], "--upto"),
                                (["envelope", "paxos", "--upto", "drop=1"], "does not declare"),
                                (["envelope", "paxos", "--upto", "crash=1", "--property", "a value is chosen"],
                                 "no property that must always hold"),
                                (["envelope", "paxos", "--upto", "crash=1", "--reduce", "alone,sleep"], "not proved"),
                                (["envelope", "paxos", "--upto", "crash=1", "--reduce", "all,stubborn"], "not proved"),
                                (["envelope", "paxos", "--faults", "crash=1"], "unknown option '--faults'"),
                                (["envelope", "paxos", "--upto", "crash"], "--upto: 'crash' has no budget"),
                                (["envelope", "paxos", "--upto", "crash=x"], "--upto crash"),
                                (["envelope", "paxos", "--upto", "drop=1"], "--upto: this specification does not declare")):
            with self.subTest(words=words):
                self.assertIn(expected, self.refused(*words))

    def test_fewest_faults(self):
        done = self.run_it("check", "paxos", "--faults", "crash=1,restart=1,amnesia=2", "--prefer", "faults", code=1)
        self.assertIn("VIOLATED in 13 steps and 1 fault; no run with fewer faults violates it", done.stdout)

    def test_unfinished_with_few_faults_says_so(self):
        done = self.run_it("check", "paxos", "--faults", "crash=1,restart=1", "--prefer", "faults", "--depth", "4", code=3)
        self.assertIn("every world up to depth 4 by at most 0 faults was visited", done.stdout)


support.main()
