"""Progress: live on a terminal, lines elsewhere, nothing for short runs."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios

import support


class Progress(support.Case):
    def on_terminal(self, *words, width=60, kind="xterm"):
        """What a terminal of this width gets on standard error."""
        reader, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        process = subprocess.Popen([support.BINARY, "check", *words], stdout=subprocess.DEVNULL, stderr=terminal,
                                   env={**os.environ, "TERM": kind})
        os.close(terminal)
        text = b""
        try:
            while block := os.read(reader, 4096):
                text += block
        except OSError:  # how Linux says that the other side is closed
            pass
        os.close(reader)
        self.assertEqual(process.wait(timeout=60), 3)
        return text.decode()

    def test_live(self):
        text = self.on_terminal(*support.LARGE, "--time", "1500ms")
        lines = [line for line in re.split(r"\r|\x1b\[K", text) if line]
        self.assertTrue(any(re.match(r"[\d,]+ worlds  [\d,]+/s  depth \d+, ", line) for line in lines), text)
        self.assertLess(max(map(len, lines)), 60)
        self.assertNotIn("\n", text)
        self.assertTrue(text.endswith("\r\x1b[K"), text[-20:])

    def test_a_terminal_that_cannot_rewrite_gets_no_live_line(self):
        self.assertEqual(self.on_terminal(*support.LARGE, "--time", "500ms", kind="dumb"), "")
        self.assertEqual(self.on_terminal(*support.LARGE, "--time", "500ms", "--progress", "none"), "")
        self.assertEqual(self.on_terminal(*support.LARGE, "--time", "500ms", "--progress", "plain"), "")

    def test_lines_elsewhere_for_long_runs_only(self):
        self.assertEqual(self.run_it("check", *support.LARGE, "--time", "1s", code=3).stderr, "")
        done = self.run_it("check", *support.LARGE, "--time", "6500ms", code=3)
        self.assertRegex(done.stderr, r"\A(pessimist: [\d,]+ worlds  [\d,]+/s  depth \d+.*\n)+\Z")
        quiet = self.run_it("check", *support.LARGE, "--time", "6500ms", "--progress", "none", code=3)
        self.assertEqual(quiet.stderr, "")


support.main()
