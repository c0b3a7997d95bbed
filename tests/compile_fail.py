#!/usr/bin/env python3
"""compile_fail.py FILE COMPILER FLAGS...: FILE must not compile, and for the stated reason.

FILE says in comments `// expect: REGEX` what the diagnostics must match, each somewhere, each in one line. Compiled with
-DFIXED it must compile: only then do we know that nothing else is wrong with it.
"""
import os
import re
import subprocess
import sys

EXPECTATION = re.compile(r"//\s*expect:\s*(.+?)\s*$", re.MULTILINE)


def compile_file(command, source):
    environment = dict(os.environ, LC_ALL="C")
    return subprocess.run(command + [source], capture_output=True, text=True, env=environment, check=False)


def main():
    source, command = sys.argv[1], sys.argv[2:]
    with open(source, encoding="utf-8") as file:
        expectations = EXPECTATION.findall(file.read())
    if not expectations:
        sys.exit(f"{source}: no `// expect: REGEX` says why this file must not compile")

    fixed = compile_file(command + ["-DFIXED"], source)
    if fixed.returncode != 0:
        sys.exit(f"{source}: with -DFIXED this file must compile:\n{fixed.stderr}")

    broken = compile_file(command, source)
    if broken.returncode == 0:
        sys.exit(f"{source}: this file compiles; it must not")
    # A compiler quotes the source, and the quotation may hold the expectation itself.
    diagnostics = "\n".join(line for line in broken.stderr.splitlines() if not EXPECTATION.search(line))
    missing = [regex for regex in expectations if not re.search(regex, diagnostics)]
    if missing:
        sys.exit(f"{source}: no diagnostic matches {', '.join(missing)}; the compiler said:\n{diagnostics}")


main()
