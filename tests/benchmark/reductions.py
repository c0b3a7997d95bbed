#!/usr/bin/env python3
"""What each reduction saves on each shipped specification, and how that compares with Rumur's symmetry reduction.

Writes reductions.md. One run each, one worker, but for what is measured side by side. A run that ends with another verdict than
the others of its setting ends the benchmark.
"""
import argparse
import datetime
import pathlib
import re
import shutil
import sys
import tempfile

from reduced_runs import check
from reductions_side_by_side import sleep_sets_beside_spin, two_workers_beside_one
from runs import PEERS, RUMUR_COMPILE, build, rumur_counts, run_measured
from surroundings import revision

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "results/reductions.md"
SETTINGS = ["two-phase-commit rms=6", "two-phase-commit rms=8", "two-phase-commit rms=10",
            "two-phase-commit rms=6 --faults crash=1,restart=1",
            "paxos ballots=2", "paxos ballots=3", "paxos ballots=4",
            "raft-election", "raft-election --faults crash=1,restart=1", "raft-election servers=3 max_term=3",
            "raft max_term=1 entries=1", "raft max_term=1 entries=1 --faults crash=1,restart=1", "raft max_term=2 entries=1",
            "mutex", "mutex processes=3 entries=2", "snapshot transfers=1", "snapshot",
            "chain-replication", "chain-replication --network unreliable",
            "chain-replication --property='updates propagate in order'",
            "scatter-gather", "scatter-gather workers=4", "scatter-gather --network unordered",
            "two-phase-commit-recovery participants=4", "two-phase-commit-recovery --faults crash=1,restart=1",
            "two-phase-commit-recovery participants=5 --faults crash=1,restart=1",
            "abd-register readers=1", "abd-register readers=1 --faults crash=1",
            "quorum-kv readers=1", "quorum-kv readers=1 reads=2",
            "reliable-broadcast", "reliable-broadcast values=1 --faults byzantine=1",
            "lease-lock clients=3", "lease-lock clients=3 --faults pause=1", "lease-lock clients=4",
            "primary-backup", "primary-backup --faults crash=1", "primary-backup --faults partition=1,heal=1"]
MODES = ["none", "alone", "classes", "symmetry", "sleep", "stubborn", "all", "alone,classes,symmetry,stubborn"]
RUMUR = ["--deadlock-detection", "stuck", "--symmetry-reduction", "heuristic", "--scalarset-schedules", "off",
         "--threads", "1"]
MODELS = {"tp8": "two-phase-commit rms=8", "tp9": "two-phase-commit rms=9", "px3": "paxos ballots=3",
          "px4": "paxos ballots=4"}
WHERE_IT_DOES_NOT_HELP = """
## Where stubborn sets do not help, and why

- `chain-replication`: six properties together look at the whole history of every replica and at every answer of every
  client, so nearly every step is seen by one of them, and a step that is seen is never taken ahead of others. Asked one
  property at a time (`--property`), most steps are unseen; the table above has one of them.
- `mutex`: clocks are compared. A process takes over the clock of a request and numbers its own request by it, and whether it
  replies at once depends on which came first, so that hardly two steps of a process can be exchanged.
- `snapshot`: a process may record its balance at any moment, and what it records depends on the money that came before.
- `raft-election`: a vote goes to whoever asks first, and a higher term makes a server forget the lower one: nearly every two
  messages to a server exclude each other.
- `paxos`: an acceptor's promise rules out what it might have accepted, and an acceptance what it might have promised, as long
  as some leader may still send either. What is left are leaders, who begin ahead of others, and acceptors that nobody will
  send anything to.
- `raft`: as with `raft-election`, and its properties look at every log besides.
- `two-phase-commit-recovery`: participants vote, decide and are looked at in most of their steps.
- `quorum-kv`, `abd-register`: what a replica answers to a read hangs on whether the write came before, so that no read is taken
  ahead while the write may still come.
- `reliable-broadcast`: its actions read the whole inbox. With one value, echoes may come in any order; with two, the closure of each
  node alone takes more steps than its budget, and without it there are no stubborn sets.
- `lease-lock`, `primary-backup` and all that lie, are cut off or have clocks: refused, as not proved sound there.
- `scatter-gather` is what they are for: tasks, answers and the gathering of answers can be taken in any order, and only the
  result is looked at.
"""


def table_of(pessimist, setting):
    text = [f"### {setting}", "", "| reductions | worlds | transitions | s | peak MiB |", "|---|--:|--:|--:|--:|"]
    verdicts = set()
    for mode in MODES:
        found = check(pessimist, setting, mode)
        if isinstance(found, str):
            text.append(f"| {mode} | {found} | | | |")
            continue
        verdicts.add(found.verdict)
        text.append(f"| {mode} | {found.worlds:,} | {found.transitions:,} | {found.seconds:.3f} | {found.peak_bytes >> 20} |")
    if len(verdicts) != 1:
        sys.exit(f"{setting}: the verdicts differ: {verdicts}")
    return text + ["", f"Verdict each time: {verdicts.pop()}.", ""]


def each_specification(pessimist):
    return [line for setting in SETTINGS for line in table_of(pessimist, setting)]


def rumur(model):
    """(worlds, seconds) of Rumur on one of the models in peers/, with symmetry."""
    with tempfile.TemporaryDirectory(prefix="pessimist-reductions-") as scratch:
        shutil.copy(PEERS / f"{model}.m", scratch)
        build(["rumur", *RUMUR, "-o", "checker.c", f"{model}.m"], scratch)
        build(["gcc", *RUMUR_COMPILE, "-o", "checker", "checker.c", "-lpthread"], scratch)
        text, code, wall_s, _ = run_measured(["./checker"], scratch)
        counts = rumur_counts(text, code)
        if counts is None:
            sys.exit(f"Rumur did not prove {model}:\n{text[-2000:]}")
        return counts[0], wall_s


def against_rumur(pessimist):
    text = [f"`rumur {' '.join(RUMUR)}` on the models in tests/benchmark/peers, compiled with `gcc {' '.join(RUMUR_COMPILE)}`; the "
            "time to compile is not counted. Both visit one world of each orbit.", ""]
    if not (shutil.which("rumur") and shutil.which("gcc")):
        return text + ["Left out: rumur or gcc is not installed (`apt-get install rumur gcc`).", ""]
    text += ["| model | Rumur: worlds | s | pessimist, symmetry: worlds | s | pessimist, all: worlds | s |",
             "|---|--:|--:|--:|--:|--:|--:|"]
    for model, setting in MODELS.items():
        theirs, theirs_s = rumur(model)
        orbits, reduced = (check(pessimist, setting, mode) for mode in ("symmetry", "all"))
        text.append(f"| {setting} | {theirs:,} | {theirs_s:.2f} | {orbits.worlds:,} | {orbits.seconds:.2f} | {reduced.worlds:,} | "
                    f"{reduced.seconds:.2f} |")
    return text + [""]


# What the report has, by the name of --only: its heading, and what measures it.
PARTS = {"specifications": ("Each specification", each_specification),
         "rumur": ("Against Rumur's symmetry", against_rumur),
         "sleep": ("Sleep sets beside the plain search, and Spin", sleep_sets_beside_spin),
         "workers": ("Two workers beside one", two_workers_beside_one)}


def measured(heading, measure, pessimist):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    begin = [f"## {heading}", "", f"Measured {today} at revision {revision()}.", ""]
    return "\n".join(begin + measure(pessimist)) + "\n"


def parts_that_stand():
    """{heading: text} of the report as it is."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    return {part[3:].splitlines()[0]: part for part in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pessimist", required=True, metavar="BINARY")
    parser.add_argument("--only", action="append", choices=PARTS, help="leave the other parts as they stand (repeatable)")
    arguments = parser.parse_args()
    pessimist = str(pathlib.Path(arguments.pessimist).resolve())
    standing = parts_that_stand() if arguments.only else {}
    missing = [heading for name, (heading, _) in PARTS.items()
               if arguments.only and name not in arguments.only and heading not in standing]
    if missing:
        parser.error(f"{REPORT.name} has no part \"{missing[0]}\" yet: measure it, too")
    text = ("# Reductions\n\nWritten by `tests/benchmark/reductions.py --pessimist build/release/bin/pessimist`: one run each and one "
            "worker where nothing else is said, wall seconds. `all` is the default: all that is sound, but for stubborn sets, which "
            "are asked for by name.\n\n")
    for name, (heading, measure) in PARTS.items():
        is_left = arguments.only and name not in arguments.only
        text += standing[heading] if is_left else measured(heading, measure, pessimist)
    REPORT.write_text(text + WHERE_IT_DOES_NOT_HELP.lstrip(), encoding="utf-8")


main()
