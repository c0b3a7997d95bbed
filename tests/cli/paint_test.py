"""Colours: on a terminal only, not where NO_COLOR is set, and nothing else changes."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import support


class Paint(support.Case):
    def on_terminal(self, *words, width=80, **environment):
        """What a terminal gets on standard output."""
        reader, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        process = subprocess.Popen([support.BINARY, *words], stdout=terminal, stderr=subprocess.DEVNULL,
                                   env={**inherited, "TERM": "xterm", **environment})
        os.close(terminal)
        text = b""
        try:
            while block := os.read(reader, 4096):
                text += block
        except OSError:  # how Linux says that the other side is closed
            pass
        os.close(reader)
        process.wait(timeout=60)
        return text.decode().replace("\r\n", "\n")

    @staticmethod
    def without_figures(text):
        return re.sub(r"seconds=\S+\s+bytes=\S+", "", text)

    def test_what_is_violated_is_red_and_what_holds_is_green(self):
        text = self.on_terminal("check", *support.VIOLATED, "--keep-going")
        self.assertIn("\x1b[1;31mVIOLATED\x1b[0m", text)
        self.assertIn("\x1b[32mreached\x1b[0m", text)
        self.assertIn("\x1b[1;31mviolated\x1b[0m  states=", text)
        self.assertRegex(text, r"\n 1  \x1b\[1mrm 1 acts of its own accord\x1b\[0m\n")
        self.assertIn("\x1b[1;32mproved\x1b[0m", self.on_terminal("check", "two-phase-commit"))

    def test_nothing_else_changes(self):
        plain = self.run_it("check", *support.VIOLATED, code=1).stdout
        painted = self.on_terminal("check", *support.VIOLATED, width=1000)
        self.assertEqual(self.without_figures(re.sub(r"\x1b\[[\d;]*m", "", painted)), self.without_figures(plain))

    def test_lines_are_as_long_as_the_terminal_is_wide(self):
        wide = self.without_figures(self.on_terminal("check", *support.VIOLATED, width=1000, NO_COLOR="1"))
        for width in (40, 60, 90):
            text = self.on_terminal("check", *support.VIOLATED, width=width, NO_COLOR="1")
            for line in text.splitlines():
                if not line.startswith("Again: "):
                    self.assertLessEqual(len(line), width, line)
            self.assertEqual(self.without_figures(text).split(), wide.split())

    def test_help_is_as_wide_as_the_terminal(self):
        for width in (70, 120):
            lines = self.on_terminal("check", "--help", width=width).splitlines()
            options = lines[lines.index("Options:"):lines.index("Exit codes:")]
            self.assertLessEqual(max(map(len, options)), width)
            self.assertGreater(max(map(len, options)), width - 12)

    def test_no_colours_where_they_are_not_wanted(self):
        self.assertNotIn("\x1b", self.run_it("check", *support.VIOLATED, code=1).stdout)
        self.assertNotIn("\x1b", self.on_terminal("check", *support.VIOLATED, NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal("check", *support.VIOLATED, TERM="dumb"))
        self.assertIn("\x1b", self.on_terminal("check", *support.VIOLATED, NO_COLOR=""))

    def test_lanes_are_as_wide_as_the_terminal(self):
        for width in (60, 130):
            text = self.on_terminal("check", "paxos", "bug=ignores-votes", "--lanes", width=width, LC_ALL="C.UTF-8")
            lanes = re.sub(r"\x1b\[[\d;]*m", "", text).partition(" 0  at first")[0]
            self.assertLessEqual(max(map(len, lanes.splitlines())), width)


support.main()
