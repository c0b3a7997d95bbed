"""What the tests of `suite` share: contracts, and how they are run."""
import os
import pathlib
import re

import support

ROOT = pathlib.Path(__file__).resolve().parents[2]
BROKEN_SPECS = os.environ.get("PESSIMIST_BROKEN_SPECS") or str(
    pathlib.Path(support.BINARY).parents[1] / "tests" / "pessimist_broken_specs")

PROVED = '[[check]]\nspec = "two-phase-commit"\nreduce = "none"\n'  # 288 worlds
TWIN = '[[check]]\nspec = "two-phase-commit"\nparameters = {bug = "commit-early"}\n'  # 7 steps
HOSTILE = "a | <b> & \\\"c\\\" 'd' ` é 100%, x: ]] \\\\"  # as TOML has it
HOSTILE_NAME = "a | <b> & \"c\" 'd' ` é 100%, x: ]] \\"
LAST_LINE = re.compile(r"(?P<file>.*): (?P<checks>\d+) checks, (?P<differ>\d+) not as expected, (?P<cached>\d+) from the cache")


def without(environment, *names):
    return {name: value for name, value in environment.items() if name not in names}


class Suite(support.Case):
    def contract(self, text, name="contract.toml"):
        file = self.folder / name
        file.write_bytes(text.encode())
        return file

    def suite(self, file, *options, code=0, environment=None, program=None, **others):
        """Runs a contract; returns its lines and the numbers of the last one."""
        clean = without(os.environ, "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")
        if program:
            shipped, support.BINARY = support.BINARY, program
        try:
            done = self.run_it("suite", file, *options, code=code, env=dict(clean, **(environment or {})), **others)
        finally:
            if program:
                support.BINARY = shipped
        *lines, last = done.stdout.splitlines()
        match = LAST_LINE.fullmatch(last)
        self.assertIsNotNone(match, done.stdout)
        self.assertEqual(match["file"], str(file))
        return lines, {name: int(match[name]) for name in ("checks", "differ", "cached")}

    def drift(self, text, told, code=1, **others):
        """The one check of a contract is not as expected, in these words."""
        lines, numbers = self.suite(self.contract(text), code=code, **others)
        self.assertEqual((len(lines), numbers["differ"]), (1, 1), lines)
        name, _, rest = lines[0].partition(": NOT as expected: ")
        self.assertIn(told, rest)
        return rest
