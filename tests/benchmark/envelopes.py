#!/usr/bin/env python3
"""Which fault budgets each shipped specification survives, and the least that break it.

Writes envelopes.md: for each specification what `pessimist envelope` says, in its own Markdown, and how long it took. A
specification that declares faults and has no setting here ends it, as does an envelope that is not complete.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A specification with its parameters, and how far to look.
SETTINGS = [
    ("two-phase-commit", "crash=2,restart=2"),
    ("two-phase-commit-recovery", "crash=2,restart=2,crash_in_handler=1,lost_writes=1"),
    ("two-phase-commit-recovery bug=unsynced-vote", "crash=2,restart=2,crash_in_handler=1,lost_writes=1"),
    ("paxos", "crash=2,restart=2,crash_in_handler=1,amnesia=1"),
    ("raft-election", "crash=1,restart=1"),
    ("raft", "crash=1,restart=1,crash_in_handler=1,lost_writes=1"),
    ("raft entries=1 bug=reply-before-persist", "crash=1,restart=1,crash_in_handler=1"),
    ("raft entries=1 bug=unsynced-log", "crash=1,restart=1,lost_writes=1"),
    ("scatter-gather", "crash=1,restart=1"),
    ("lease-lock", "pause=1,skew=1,jump=1,crash=1,restart=1"),
    ("lease-lock bug=no-fencing", "pause=1,skew=1,jump=1,crash=1,restart=1"),
    ("primary-backup", "crash=1,restart=1,partition=1,cut=1,heal=1"),
    ("primary-backup bug=no-witness", "crash=1,restart=1,partition=1,cut=2,heal=1"),
    ("abd-register", "crash=1,restart=1,crash_in_handler=1,amnesia=1"),
    ("quorum-kv", "crash=1,restart=1,crash_in_handler=1,amnesia=1"),
    ("reliable-broadcast", "byzantine=1"),
    ("reliable-broadcast processes=3", "byzantine=1"),
]
HEAD = """# What the shipped protocols survive

Written by `python3 tests/benchmark/envelopes.py`. A budget says how often a fault may befall a run, all nodes together. A
property holds under every budget that is no greater, in any fault, than one that it holds under, and breaks under every one
that is no less than one that breaks it. The command above a table prints the counterexamples.
`{without}` declare no faults: they are made for nodes and networks that have none.

"""
LAST = re.compile(r": complete  states=(\d+) transitions=(\d+) depth=\d+ seconds=([\d.]+) bytes=(\d+)$")


def envelope(pessimist, setting, upto):
    """What the program writes of one, with what it cost."""
    with tempfile.TemporaryDirectory() as directory:
        file = pathlib.Path(directory, "envelope.md")
        command = [pessimist, "envelope", *setting.split(), "--upto", upto, "--markdown", file, "--progress", "none"]
        done = subprocess.run(command, text=True, capture_output=True, check=False)
        last = LAST.search(done.stdout.strip())
        if not last:
            sys.exit(f"{setting} up to {upto}: no complete envelope\n{done.stdout[-2000:]}{done.stderr}")
        states, transitions, seconds, size = last.groups()
        heading, text = file.read_text().strip().split("\n", 1)
        return (heading.replace(setting.split()[0], setting) + "\n" + text +
                f"\n{int(states):,} worlds, {int(transitions):,} transitions, {float(seconds):.2f} s, "
                f"{int(size) / 2**20:.0f} MiB.\n")


def without_faults(pessimist):
    """The names of the specifications that declare none; all others must have a setting."""
    specs = json.loads(subprocess.run([pessimist, "list", "--json"], text=True, capture_output=True, check=True).stdout)
    known = {setting.split()[0] for setting, _ in SETTINGS}
    missing = [spec["name"] for spec in specs if spec["faults"] and spec["name"] not in known]
    if missing:
        sys.exit(f"no setting for {', '.join(missing)}")
    return [spec["name"] for spec in specs if not spec["faults"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "results" / "envelopes.md")
    options = parser.parse_args()
    pessimist = options.build / "bin" / "pessimist"
    none = without_faults(pessimist)
    sections = []
    for setting, upto in SETTINGS:
        print(f"{setting} up to {upto}", flush=True)
        sections.append(envelope(pessimist, setting, upto))
    options.output.write_text(HEAD.format(without="`, `".join(none)) + "\n".join(sections))


if __name__ == "__main__":
    main()
