"""What the command-line tests share: running the binary named by the environment variable PESSIMIST."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

BINARY = os.environ.get("PESSIMIST") or str(pathlib.Path(__file__).parents[2] / "build" / "bin" / "pessimist")

# The last line of check, which stays as it is.
LAST_LINE = re.compile(r"(?P<spec>[a-z0-9-]+) \[(?P<setting>[^\]]*)\]: (?P<verdict>proved|violated|unfinished|broken)"
                       r"  states=(?P<states>\d+) transitions=(?P<transitions>\d+) depth=(?P<depth>\d+)"
                       r" seconds=(?P<seconds>\d+\.\d+) bytes=(?P<bytes>\d+)")

VIOLATED = ["two-phase-commit", "bug=commit-early"]
LARGE = ["mutex", "processes=5", "entries=3"]  # not to be exhausted in any test


class Case(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def run_it(self, *words, code=0, **options):
        """Runs the command and returns the result, which must have this exit code, if it is given."""
        options.setdefault("stdout", subprocess.PIPE)
        done = subprocess.run([BINARY, *map(str, words)], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
                              timeout=120, **options)
        if code is not None:
            self.assertEqual(done.returncode, code, f"{words}\nstdout: {done.stdout}\nstderr: {done.stderr}")
        return done

    def refused(self, *words):
        """The one message with which a command line is refused."""
        done = self.run_it(*words, code=2)
        self.assertEqual(done.stdout, "", words)
        self.assertTrue(done.stderr.startswith("pessimist: "), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        return done.stderr

    def last_line(self, done):
        self.assertTrue(done.stdout.endswith("\n"))
        line = done.stdout.splitlines()[-1]
        match = LAST_LINE.fullmatch(line)
        self.assertIsNotNone(match, line)
        return match.groupdict()


main = unittest.main
