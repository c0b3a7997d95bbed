"""Every wrong command line ends with code 2 and one message that helps."""
import support


class CommandLine(support.Case):
    def expect(self, words, *parts):
        message = self.refused(*words)
        for part in parts:
            self.assertIn(part, message, words)

    def test_commands(self):
        self.expect([], "list, check, envelope, explore, graph, suite and replay")
        self.expect(["chek"], "unknown command 'chek'", "did you mean check?", "list, check, envelope, explore, graph, suite, replay")
        self.expect(["simulate"], "unknown command 'simulate'")
        self.expect(["--verison"], "unknown option '--verison'", "did you mean --version?")
        self.expect(["list", "more"], "'more' is one word too many for list")
        self.expect(["replay"], "replay which trace?")
        self.expect(["check"], "check which specification?")

    def test_specifications(self):
        self.expect(["check", "two-fase-commit"], "'two-fase-commit'", "did you mean two-phase-commit?", "paxos")
        self.expect(["check", "scatter"], "did you mean scatter-gather?")
        self.assertNotIn("did you mean", self.refused("check", "two-phase"))  # two begin so
        nonsense = self.refused("check", "qqqqqqqqqqqq")
        self.assertNotIn("did you mean", nonsense)
        self.assertIn("known are: ", nonsense)
        self.refused("check", "x" * 100_000)
        self.refused("check", "")

    def test_parameters(self):
        check = ["check", "two-phase-commit"]
        self.expect([*check, "rm=3"], "unknown parameter 'rm'", "did you mean rms?", "known are: rms, bug".capitalize())
        self.expect([*check, "rms"], "name=value")
        self.expect([*check, "rms="], "'rms'", "1 to 16")
        self.expect([*check, "rms=0"], "'rms' cannot be '0'", "1 to 16")
        self.expect([*check, "bug=gremlins"], "'bug' cannot be 'gremlins'", "none, commit-early")
        self.expect([*check, "rms=17"], "1 to 16")
        self.expect([*check, "rms=three"], "an integer")
        self.expect([*check, "rms=3x"], "an integer")
        self.expect([*check, "rms=99999999999999999999"], "1 to 16")
        self.expect([*check, "bug=commit-erly"], "unknown bug 'commit-erly'", "did you mean commit-early?", "none")
        self.expect([*check, "rms=3", "rms=4"], "given twice")

    def test_options(self):
        check = ["check", "two-phase-commit"]
        self.expect([*check, "--dept", "3"], "'--dept'", "did you mean --depth?")
        for later in ("--junit", "--sarif"):
            self.expect([*check, later, "x"], f"unknown option '{later}'")
        self.expect([*check, "--reduce", "symetry"], "unknown reduction 'symetry'", "did you mean symmetry?")
        self.expect([*check, "--reduce", ""], "unknown reduction ''")
        self.expect([*check, "--reduce", "symmetry,sleep"], "not combined")
        self.expect([*check, "--reduce", "stubborn,sleep"], "not combined")
        self.expect([*check, "--reduce", "none,sleep"], "`none` stands alone")
        self.expect([*check, "--depth"], "--depth")
        self.expect([*check, "--depth", "3", "--depth", "4"], "--depth")
        self.expect([*check, "--trace", "a.json", "--json", "a.json"], "same file")

    def test_values(self):
        check = ["check", "two-phase-commit"]
        for option, values in {
            "--workers": ["0", "x", "-1", "1.5", "1025", "99999999999999999999", ""],
            "--depth": ["x", "-1", "4294967296"],
            "--states": ["0", "x", "1e6"],
            "--time": ["0s", "10", "s", "-1s", "1.5h", "10 m", "99999999999999999999h", "1d"],
            "--memory": ["0G", "8", "8X", "G", "99999999999T", "-1G"],
            "--network": ["fifo", "unreliabel", ""],
            "--faults": ["", "crash", "crash=", "crash=x", "crash=-1", "crash=1,", "crash=1,crash=1", "drop=1",
                         "crash=65536", "crash=1;restart=1"],
            "--property": ["consistant", ""],
            "--progress": ["loud", ""],
        }.items():
            for value in values:
                with self.subTest(option=option, value=value):
                    self.refused(*check, f"{option}={value}" if value == "" else option, *([value] if value else []))
        self.expect([*check, "--prefer", "fault"], "did you mean faults?")
        self.expect([*check, "--faults", "drop=1"], "does not declare the fault 'drop'", "setup.faults({Fault::drop})")
        self.expect([*check, "--faults", "crsh=1"], "did you mean crash?", "crash, restart")
        self.expect([*check, "--network", "fifo"], "unreliable")
        self.expect([*check, "--property", "consistant"], "did you mean consistent?", "all committed")
        self.expect([*check, "--progress", "plian"], "did you mean plain?")
        self.expect(["check", "mutex", "--faults", "crash=1"], "it declares: none")

    def test_help_and_version(self):
        self.assertRegex(self.run_it("--version").stdout, r"\Apessimist \d+\.\d+\.\d+\n\Z")
        self.assertIn("Exit codes:", self.run_it("--help").stdout)
        for command in ("list", "check", "replay"):
            self.assertIn(f"pessimist {command}", self.run_it(command, "--help").stdout)
        help_text = self.run_it("check", "--help").stdout
        for option in ("--faults", "--network", "--workers", "--property", "--audit", "--keep-going", "--depth",
                       "--states", "--time", "--memory", "--trace", "--json", "--progress", "--witness", "--explain-size"):
            self.assertIn(option, help_text)


support.main()
