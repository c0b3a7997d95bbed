"""Runs of `pessimist check` with reductions."""
import dataclasses
import re
import subprocess
import sys

MOST_S = 120  # a run that would take longer is left out
LAST = re.compile(r": (\w+)  states=(\d+) transitions=(\d+) depth=(\d+) seconds=([\d.]+) bytes=(\d+)$")


@dataclasses.dataclass
class Run:
    verdict: str
    worlds: int
    transitions: int
    seconds: float
    peak_bytes: int


def command_of(setting, mode, workers=1):
    """What comes behind `pessimist`, of a setting such as "paxos ballots=3 --property='agreement'"."""
    words = [word.replace("'", "") for word in re.findall(r"(?:[^\s']|'[^']*')+", setting)]
    return ["check", *words, "--workers", str(workers), "--reduce", mode]


def check(pessimist, setting, mode, workers=1):
    """A run, or why there is none, in a word."""
    command = [pessimist, *command_of(setting, mode, workers), "--progress", "none", "--time", f"{MOST_S}s"]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    said = done.stderr + done.stdout
    if done.returncode == 2 and ("not combined" in said or "not proved sound" in said):
        return "refused"
    last = LAST.search(done.stdout.strip())
    if not last:
        sys.exit(f"{' '.join(command)}: {said}")
    if last[1] == "unfinished":
        return f"over {MOST_S} s"
    return Run(last[1], int(last[2]), int(last[3]), float(last[5]), int(last[6]))
