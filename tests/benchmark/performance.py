#!/usr/bin/env python3
"""How fast pessimist is, and how small, beside Spin and Rumur on the same protocols.

Every contender explores the same worlds, one run after the other, in rounds: each round starts with another contender,
and ratios are taken inside a round, so that a machine that is busy at times does less harm. A run that finds another
number of worlds, or anything but "no error", ends the benchmark: the speed of a wrong answer is of no interest.

Writes performance.md, the latest figures, and performance.json, to which every benchmark is appended.
Dead ends and notes belong in performance-notes.md, which is written by hand.
"""
import argparse
import dataclasses
import json
import pathlib
import shutil
import sys
import tempfile

from contenders import SUBJECTS
from report import INSTALL, as_json, as_markdown
from runs import Bench, BenchmarkError, measure, say
from surroundings import surroundings

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def write(path, text):
    """Whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, epilog=INSTALL,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out what takes over a minute: minutes, not an hour")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: 3")
    parser.add_argument("--model", action="append", choices=[subject.name for subject in SUBJECTS],
                        help="measure only this one (repeatable)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", metavar="DIR",
                        help="where pessimist is built; default: build/release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "results", metavar="DIR",
                        help="where the reports go; default: results")
    parser.add_argument("--compiler", default="c++", help="what pessimist was compiled with, for the report")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds is at least 1")
    return arguments


def chosen(arguments):
    """(the subjects to measure, what is left out and why)"""
    missing = [tool for tool in ("spin", "rumur") if not (shutil.which(tool) and shutil.which("gcc"))]
    left_out = [f"{tool}, which is not installed (or gcc is not)" for tool in missing]
    subjects = []
    for subject in SUBJECTS:
        if arguments.model and subject.name not in arguments.model:
            left_out.append(f"{subject.name}, not asked for")
            continue
        kept = []
        for contender in subject.contenders:
            if contender.tool in missing:
                continue
            if contender.slow and arguments.quick:
                left_out.append(f"{contender.label} with {contender.workers} on {subject.name}, over a minute")
            else:
                kept.append(contender)
        subjects.append(dataclasses.replace(subject, contenders=tuple(kept)))
    return subjects, left_out


def main():
    arguments = parse_arguments()
    history = arguments.output / "performance.json"
    runs = json.loads(history.read_text(encoding="utf-8")) if history.exists() else []
    subjects, left_out = chosen(arguments)
    for what in left_out:
        say(f"left out: {what}")
    with tempfile.TemporaryDirectory(prefix="pessimist-benchmark-") as scratch:
        bench = Bench(arguments.build.resolve(), pathlib.Path(scratch))
        where = surroundings(arguments, bench)
        figures = measure(bench, subjects, arguments.rounds)
    runs.append(as_json(where, arguments, bench, figures, left_out))
    arguments.output.mkdir(parents=True, exist_ok=True)
    write(history, json.dumps(runs, indent=1) + "\n")
    write(arguments.output / "performance.md", as_markdown(where, arguments, bench, figures, left_out, runs))
    say(f"\nwritten: {arguments.output / 'performance.md'}")


try:
    main()
except BenchmarkError as error:
    sys.exit(f"performance.py: {error}")
