#!/usr/bin/env python3
"""reductions.py --pessimist BINARY: writes results/reductions.md, what each reduction saves on each shipped specification."""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = ["two-phase-commit rms=6", "two-phase-commit rms=8", "two-phase-commit rms=6 --faults crash=1,restart=1",
            "paxos ballots=2", "paxos ballots=3", "raft-election", "raft-election --faults crash=1,restart=1",
            "mutex processes=3 entries=2", "snapshot", "chain-replication", "chain-replication --network unreliable",
            "scatter-gather", "scatter-gather workers=4"]
MODES = ["none", "alone", "classes", "symmetry", "sleep", "all"]
LAST = re.compile(r": (\w+)  states=(\d+) transitions=(\d+) depth=(\d+) seconds=([\d.]+) bytes=(\d+)$")


def row(pessimist, setting, mode):
    """A row of the table, and the verdict; None where the reduction is refused."""
    command = [pessimist, "check", *setting.split(), "--workers", "1", "--progress", "none", "--reduce", mode]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode == 2:
        return f"| {mode} | refused | | | |", None
    last = LAST.search(done.stdout.strip())
    if not last:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    verdict, states, transitions, _, seconds, size = last.groups()
    return (f"| {mode} | {int(states):,} | {int(transitions):,} | {float(seconds):.3f} | {int(size) >> 20} |",
            verdict)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pessimist", required=True)
    pessimist = parser.parse_args().pessimist
    text = ["# Reductions", "", "Written by `tests/benchmark/reductions.py --pessimist build/release/bin/pessimist`: one run each, one "
            "worker, wall seconds. `all` is the default: all that is sound.", ""]
    for setting in SETTINGS:
        text += [f"## {setting}", "", "| reductions | worlds | transitions | s | peak MiB |", "|---|--:|--:|--:|--:|"]
        verdicts = set()
        for mode in MODES:
            line, verdict = row(pessimist, setting, mode)
            text.append(line)
            verdicts |= {verdict} - {None}
        if len(verdicts) != 1:
            sys.exit(f"{setting}: the verdicts differ: {verdicts}")
        text += ["", f"Verdict each time: {verdicts.pop()}.", ""]
    (ROOT / "results/reductions.md").write_text("\n".join(text), encoding="utf-8")


main()
