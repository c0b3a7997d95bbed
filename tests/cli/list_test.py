"""list names what the binary has."""
import json

import support


class List(support.Case):
    def test_text(self):
        text = self.run_it("list").stdout
        for part in ("two-phase-commit\n", "rms=3", "(1 to 16)", "consistent (always)", "crash, restart", "unreliable"):
            self.assertIn(part, text)

    def test_json(self):
        specs = json.loads(self.run_it("list", "--json").stdout)
        names = [spec["name"] for spec in specs]
        self.assertEqual(names, sorted(names))
        by_name = dict(zip(names, specs))
        commit = by_name["two-phase-commit"]
        self.assertEqual([p["name"] for p in commit["parameters"]], ["rms", "bug"])
        self.assertEqual([p["default"] for p in commit["parameters"]], [3, "none"])
        self.assertIn({"name": "consistent", "kind": "always"}, commit["properties"])
        self.assertEqual(commit["faults"], ["crash", "restart"])
        self.assertEqual(commit["networks"], ["unreliable"])
        self.assertIn("term <= max_term", by_name["raft-election"]["bounds"])
        for spec in specs:
            self.assertTrue(spec["summary"])


support.main()
