"""Specifications that do what none may (tests/broken): each is named, with where and on what, and never judged."""
import json
import os
import pathlib
import re

import support

# From here on, "it" is the program with the broken specifications.
SHIPPED, support.BINARY = support.BINARY, os.environ.get("PESSIMIST_BROKEN_SPECS") or str(
    pathlib.Path(support.BINARY).parents[1] / "tests" / "pessimist_broken_specs")

ON_PING = "server receives Ping{number: 42} from client 1, in state Server{pinged: 0}: "

# how -> the whole message
HANDLERS = {
    "throws": ON_PING + "out of cheese",
    "throws-int": ON_PING + "the handler threw something that is no std::exception",
    "sends-endlessly": ON_PING + "a handler sends more than 100000 messages; does it end?",
    "chooses-endlessly": ON_PING + "a handler chooses more than 10000 times; does it end?",
    "chooses-too-much": ON_PING + "its choices have more than 100000 combinations; does it end?",
    "chooses-among-nothing": ON_PING + "a handler chooses among nothing: context.choose() of an empty range",
    "is-not-deterministic": ON_PING + "the handler answers differently when it is run again on the same state; it must "
                            "depend on nothing but what it is given (no globals, clocks or random numbers)",
    "sends-to-nobody": ON_PING + "it sends Pong to server, which has no handler for it",
    "takes-another-role": ON_PING + "as<Client>() of a node that is of another role",
    "wants-the-only-client": ON_PING + "context.only<Client>(): the role is played by 2 nodes",
    "calls-it-stale": ON_PING + "`stale` says that this message no longer matters here, but it changes the node",
    "start-throws": "client 1 starts, in state Client{luck: 0}: no fuel",
    "act-throws": "server acts on Note from client 1, Note from client 2, in state Server{pinged: 0}: cannot read this",
    "timeout-throws": "client 1's timer Alarm goes off, in state Client{luck: 0}: too early",
}
PREDICATES = {
    "predicate-throws": "the predicate of 'pings have numbers', on server: it throws: cannot say",
    "predicate-throws-int": "the predicate of 'pings have numbers', on server: it throws something that is no "
                            "std::exception",
    "predicate-changes-its-mind": "the predicate of 'pings have numbers', on server: it answers differently when it "
                                  "is asked again",
    "observation-throws": "what 'pings have numbers' reads of a node throws: unreadable",
}
SYSTEMS = {
    "too-many-beginnings": "the choices made in `start` give more than 1000000 initial worlds",
    "too-many-nodes": "the system has 70 nodes; at most 62 can be explored",
    "act-on-fifo": "an act of 'server' reads Note in its inbox, but on the fifo network a message is gone once it is "
                   "received: handle it in `receive`",
}
SETUPS = {
    "set-up-throws": "broken: its set_up threw: nothing is configured",
    "set-up-throws-int": "broken: its set_up threw something that is no std::exception",
    "no-nodes": "the protocol has no nodes",
    "no-nodes-of-a-role": "broken: its set_up threw: a role without nodes is named; set_up gives every role its nodes",
    "too-many-nodes-of-a-role": "set_up wants 61 nodes of the role 'client'; at most 60 can be explored",
    "nodes-twice": "broken: its set_up threw: the nodes of role 'server' are set up twice",
    "same-name": "two properties are called 'pings have numbers'",
}
PROPERTIES = ["pings have numbers", "some client has luck"]


class Broken(support.Case):
    def broken(self, how, message, properties, *words):
        """What is said of it in words and in JSON; returns the result."""
        file = self.folder / "result.json"
        done = self.run_it("check", "broken", f"how={how}", "--workers", 2, "--json", file, *words, code=4)
        line = self.last_line(done)
        asked = [f"property='{name}'" for flag, name in zip(words, words[1:]) if flag == "--property"]
        again = [f" --property '{name}'" for flag, name in zip(words, words[1:]) if flag == "--property"]
        self.assertEqual((line["spec"], line["setting"], line["verdict"]),
                         ("broken", " ".join([f"how={how}", *asked]), "broken"))
        self.assertIn(f"The specification is broken: {message}\n"
                      f"Again: pessimist_broken_specs check broken how={how}{''.join(again)}\n", done.stdout)
        self.assertNotIn("holds", done.stdout)
        for name in properties:
            self.assertRegex(done.stdout, f"{name} +not decided: the specification is broken\n")
        self.assertEqual(done.stderr, "")
        result = json.loads(file.read_text())
        self.assertEqual((result["spec"], result["verdict"], result["broken"]), ("broken", "broken", message))
        self.assertEqual([one["name"] for one in result["properties"]], properties)
        self.assertTrue(all(one["verdict"] == "undecided" for one in result["properties"]))
        return result

    def test_as_it_stands_it_is_not_broken(self):
        self.assertEqual(self.last_line(self.run_it("check", "broken"))["verdict"], "proved")

    def test_each_way_is_tried(self):
        listed = next(one for one in json.loads(self.run_it("list", "--json", code=4).stdout) if one["name"] == "broken")
        tried = {"not-at-all", "never-returns", "exits", "reads-past-the-end", *HANDLERS, *PREDICATES, *SYSTEMS, *SETUPS}
        self.assertEqual(set(listed["parameters"][0]["options"]), tried)

    def test_handlers_and_predicates(self):
        for how, message in {**HANDLERS, **PREDICATES}.items():
            with self.subTest(how=how):
                self.broken(how, message, PROPERTIES)

    def test_the_way_to_where_it_breaks(self):
        trace = self.folder / "trace.json"
        for how, steps in (("throws", 0), ("act-throws", 0), ("timeout-throws", 0), ("predicate-throws", 1)):
            with self.subTest(how=how):
                done = self.run_it("check", "broken", f"how={how}", "--trace", trace, "--html", self.folder / "r.html",
                                   "--markdown", self.folder / "r.md", code=4)
                message = re.search(r"^The specification is broken: (.*)$", done.stdout, re.MULTILINE)[1]
                ending = "path ends" if how.startswith("predicate") else f"specification breaks: {message}"
                self.assertIn(f"This is where the {ending}\n", done.stdout)
                self.assertIn(f"The trace to where it breaks is in {trace}", done.stdout)
                self.assertEqual(len(json.loads(trace.read_text())["steps"]), steps)
                self.assertIn("Confirmed", self.run_it("replay", trace, code=0).stdout)
                self.assertIn(ending.split(":")[0], (self.folder / "r.html").read_text())
                self.assertIn(ending.split(":")[0], (self.folder / "r.md").read_text())

    def test_a_handler_that_exits(self):
        done = self.run_it("check", "broken", "how=exits", code=4)
        self.assertIn("it ended the process in the middle of the run", done.stderr)

    def test_a_handler_that_crashes_the_process(self):
        done = self.run_it("check", "broken", "how=reads-past-the-end", code=4)
        self.assertIn(ON_PING + "the handler crashes the process (Aborted): it may read past the end of a vector",
                      done.stderr)
        self.assertIn("--reduce none", done.stderr)

    def test_systems(self):
        binary = pathlib.Path(support.BINARY).read_bytes()
        for how, message in SYSTEMS.items():
            if how == "too-many-beginnings" and (b"__asan_init" in binary or b"__tsan_init" in binary):
                continue  # a million worlds, which a sanitiser makes dear
            with self.subTest(how=how):
                self.broken(how, message, PROPERTIES)

    def test_setups(self):
        for how, message in SETUPS.items():
            with self.subTest(how=how):
                self.assertEqual(self.broken(how, message, [])["states"], 0)

    def test_a_handler_that_never_returns(self):
        def message(time):
            return ON_PING + f"no end to this after {time} (--handler-time allows more)"
        self.broken("never-returns", message("0.3 s"), PROPERTIES, "--handler-time", "300ms")
        result = self.broken("never-returns", message("10 s"), PROPERTIES)
        self.assertGreaterEqual(result["seconds"], 10)

    def test_handler_time_is_a_time(self):
        for wrong in ("0s", "10", "soon"):
            self.assertIn("--handler-time", self.refused("check", "broken", "--handler-time", wrong))

    def test_only_the_properties_that_were_asked_for(self):
        self.broken("throws", HANDLERS["throws"], PROPERTIES[1:], "--property", PROPERTIES[1])

    def test_list_goes_on(self):
        done = self.run_it("list", code=4)
        self.assertIn("\nunmade\n  cannot be set up\n  broken      unmade: its set_up threw: nothing is configured\n",
                      done.stdout)
        self.assertIn("pings have numbers (always)", done.stdout)
        unmade = json.loads(self.run_it("list", "--json", code=4).stdout)[-1]
        self.assertEqual(unmade["broken"], "unmade: its set_up threw: nothing is configured")

    def test_a_report_that_cannot_be_written_changes_nothing(self):
        for how in ("throws", "set-up-throws"):
            done = self.run_it("check", "broken", f"how={how}", "--json", "/dev/full", code=4)
            self.assertIn("pessimist: cannot write /dev/full", done.stderr)
            self.assertEqual(self.last_line(done)["verdict"], "broken")

    def test_a_trace_that_no_longer_fits(self):
        file = self.folder / "trace.json"
        self.run_it("check", "broken", "--witness", "--trace", file)
        trace = json.loads(file.read_text())
        trace["parameters"]["how"] = "start-throws"
        file.write_text(json.dumps(trace))
        self.assertIn("the trace does not fit broken: at the start: client 1 starts, in state Client{luck: 0}: no fuel", self.refused("replay", file))


support.main()
