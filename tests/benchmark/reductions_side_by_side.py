"""What is told by ratios, and so is run in turn: sleep sets beside the plain search and Spin, two workers beside one."""
import concurrent.futures
import shutil
import statistics
import sys
import tempfile

from reduced_runs import check
from runs import PEERS, SPIN, SPIN_RUN, build, run_measured, say, spin_counts

ROUNDS = 3
SLEEPERS = "two-phase-commit rms=9"
SLEEPERS_PEER = "tp9.pml"
# Two workers beside one, and beside two of one worker at the same time: that is what the machine gives at most.
WORKERS_ROUNDS = 5
# Each takes some seconds with one worker.
LONG_RUNS = [("none", "two-phase-commit rms=9"), ("alone", "two-phase-commit rms=10"), ("classes", "paxos ballots=4"),
             ("symmetry", "paxos ballots=4 values=5"), ("sleep", "two-phase-commit rms=10"), ("stubborn", "paxos ballots=4"),
             ("alone,sleep", "paxos ballots=5"), ("all", "paxos ballots=5"),
             ("alone,classes,symmetry,stubborn", "paxos ballots=5")]


def in_words(values):
    return ", ".join(f"{value:.2f}" for value in values)


def spin_runs(scratch):
    """The commands of Spin's exact runs, compiled."""
    shutil.copy(PEERS / SLEEPERS_PEER, scratch)
    build(["spin", "-a", SLEEPERS_PEER], scratch)
    runs = []
    for name, flags in ("pan_all", ["-DNOREDUCE"]), ("pan_reduced", []):
        build(["gcc", *SPIN, *flags, "-o", name, "pan.c"], scratch)
        runs.append([f"./{name}", *SPIN_RUN])
    return runs


def fastest(runs, scratch):
    """Wall seconds."""
    seconds = []
    for run in runs:
        text, code, wall_s, _ = run_measured(run, scratch)
        if spin_counts(text, code) is None:
            sys.exit(f"Spin did not prove {SLEEPERS_PEER}:\n{text[-2000:]}")
        seconds.append(wall_s)
    return min(seconds)


def sleep_sets_beside_spin(pessimist):
    has_spin = shutil.which("spin") and shutil.which("gcc")
    plain, sleeping, spins = [], [], []
    with tempfile.TemporaryDirectory(prefix="pessimist-reductions-") as scratch:
        runs = spin_runs(scratch) if has_spin else []
        for number in range(ROUNDS):
            say(f"sleep sets, round {number + 1} of {ROUNDS}")
            plain.append(check(pessimist, SLEEPERS, "none"))
            sleeping.append(check(pessimist, SLEEPERS, "sleep"))
            if has_spin:
                spins.append(fastest(runs, scratch))
    last = sleeping[-1]
    text = [f"`{SLEEPERS}`, {ROUNDS} rounds in turn, one worker.", "",
            f"- Transitions for each world: {last.transitions / last.worlds:.2f}, without {plain[-1].transitions / last.worlds:.2f}.",
            f"- Peak bytes a world: {max(run.peak_bytes for run in sleeping) / last.worlds:.1f}.",
            f"- Times as fast as without: {in_words(one.seconds / two.seconds for one, two in zip(plain, sleeping))}."]
    if has_spin:
        text.append("- Times as fast as Spin's fastest exact run: "
                    f"{in_words(spin / run.seconds for spin, run in zip(spins, sleeping))}.")
    else:
        text.append("- Spin is not installed (`apt-get install spin gcc`).")
    return text + [""]


def side_by_side(pessimist, setting, mode):
    """Two runs of one worker each, at the same time."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(check, pessimist, setting, mode) for _ in range(2)]]


def two_workers_beside_one(pessimist):
    text = [f"{WORKERS_ROUNDS} rounds in turn; how many times as fast two workers are: by the least seconds of each, as a neighbour's "
            "work only ever adds to them, and in brackets the median and round by round. And beside it, in the same rounds and also "
            "by the least, how many times the work of one run gets done while two runs of one worker each, which share "
            "nothing, go on at the same time: what the two cores of this machine give.", "",
            "| reductions | | worlds | one: s | two workers | two runs |", "|---|---|--:|--:|--:|--:|"]
    for mode, setting in LONG_RUNS:
        ones, twos, pairs = [], [], []
        for number in range(WORKERS_ROUNDS):
            say(f"two workers, {setting}, {mode}, round {number + 1} of {WORKERS_ROUNDS}")
            one, two = (check(pessimist, setting, mode, workers) for workers in (1, 2))
            if one.worlds != two.worlds:
                sys.exit(f"{setting}, {mode}: {one.worlds} worlds with one worker, {two.worlds} with two")
            ones.append(one.seconds)
            twos.append(two.seconds)
            pairs += [run.seconds for run in side_by_side(pessimist, setting, mode)]
        ratios = [one / two for one, two in zip(ones, twos)]
        text.append(f"| {mode} | {setting} | {one.worlds:,} | {min(ones):.1f} | {min(ones) / min(twos):.2f} "
                    f"({statistics.median(ratios):.2f}: {in_words(ratios)}) | {2 * min(ones) / min(pairs):.2f} |")
    return text + [""]
