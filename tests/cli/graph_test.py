"""The state graph of a small instance, as DOT and as a drawing."""
import re
import xml.etree.ElementTree as xml

import support

SVG = "{http://www.w3.org/2000/svg}"


class Graph(support.Case):
    def drawn(self, *words, code=0):
        """The last line's figures, the DOT file's text and the drawing's root."""
        dot, svg = self.folder / "g.dot", self.folder / "g.svg"
        done = self.run_it("graph", *words, "--dot", dot, "--svg", svg, code=code)
        line = re.search(r"states=(\d+) transitions=(\d+) depth=(\d+)\n\Z", done.stdout)
        return [int(figure) for figure in line.groups()], dot.read_text(), xml.parse(svg).getroot()

    def test_both_have_every_world_and_every_step(self):
        for words in (["two-phase-commit", "rms=2", "bug=commit-early"],
                      ["raft-election", "max_term=1", "servers=2", "--faults", "crash=1"]):
            checked = self.run_it("check", *words, "--reduce", "none", "--keep-going", code=None)
            counts = self.last_line(checked)
            (states, steps, depth), dot, svg = self.drawn(*words)
            self.assertEqual([str(states), str(steps), str(depth)],
                             [counts["states"], counts["transitions"], counts["depth"]])
            self.assertEqual(len(re.findall(r"^\d+\[label=", dot, re.MULTILINE)), states)
            self.assertEqual(len(re.findall(r"^\d+->\d+ ", dot, re.MULTILINE)), steps)
            self.assertEqual(len(svg.findall(f".//{SVG}circle")), states)
            self.assertEqual(len(svg.findall(f"{SVG}path")), steps)
            red = sum("bad" in circle.get("class") for circle in svg.iter(f"{SVG}circle"))
            self.assertEqual(dot.count("color=red,"), red)
            self.assertEqual(red > 0, checked.returncode == 1)

    def test_a_large_graph_is_drawn_in_part(self):
        (states, _, _), _, svg = self.drawn("paxos", "--states", 20, code=3)
        self.assertEqual(states, 20)
        self.assertEqual(len(svg.findall(f".//{SVG}circle")), 20)

    def test_what_is_wrong_is_said(self):
        self.assertIn("--dot F.dot or --svg F.svg", self.refused("graph", "paxos"))
        self.assertIn("graph of which specification?", self.refused("graph", "--dot", "x.dot"))
        self.assertIn("did you mean --states?", self.refused("graph", "paxos", "--state", "3"))
        self.assertIn("unknown", self.refused("graph", "paxos", "--faults", "crush=1", "--dot", "x.dot"))
        done = self.run_it("graph", "two-phase-commit", "rms=1", "--dot", "/no/such/folder/x.dot", code=2)
        self.assertIn("/no/such/folder/x.dot", done.stderr)


support.main()
