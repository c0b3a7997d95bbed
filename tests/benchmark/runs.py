"""How it is measured: peers are compiled, every run is a process of its own, and what it counted is checked."""
import dataclasses
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

PEERS = pathlib.Path(__file__).resolve().parent / "peers"

SPIN = ["-O3", "-DSAFETY"]
SPIN_RUN = ["-m20000"]
RUMUR = ["--deadlock-detection", "stuck", "--symmetry-reduction", "off", "--scalarset-schedules", "off"]
RUMUR_COMPILE = ["-O3", "-march=native"]
LONGEST_RUN_S = 1800


class BenchmarkError(Exception):
    """What ends the benchmark, in words."""


@dataclasses.dataclass
class Measurement:
    states: int
    transitions: int
    wall_s: float
    user_s: float
    system_s: float
    peak_bytes: int


def run_measured(command, directory):
    """(what it printed, exit code, wall seconds, resource usage) of a command, which is killed if it takes too long."""
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, start_new_session=True)

        def give_up(*_):
            os.killpg(process.pid, signal.SIGKILL)

        signal.signal(signal.SIGALRM, give_up)
        signal.alarm(LONGEST_RUN_S)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            give_up()
            raise
        finally:
            signal.alarm(0)
        wall_s = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return output.read().decode(errors="replace"), process.returncode, wall_s, usage


def build(command, directory):
    result = subprocess.run(command, cwd=directory, capture_output=True, text=True, timeout=600, check=False)
    if result.returncode != 0:
        raise BenchmarkError(f"`{shlex.join(command)}` failed:\n{result.stdout}{result.stderr}")


def pessimist_counts(text, code):
    """The last line of `check`: `SPEC [params]: VERDICT  states=N transitions=N ...`."""
    last = text.rstrip().rpartition("\n")[2]
    match = re.search(r": (\w+)\s.*?\bstates=(\d+) transitions=(\d+)", last)
    if code != 0 or not match or match[1] != "proved":
        return None
    return int(match[2]), int(match[3])


def spin_counts(text, code):
    """Spin prints eight digits: from 100 million on, `1.235584e+08 transitions`."""
    states = re.search(r"^\s*([\d.e+]+) states, stored", text, re.MULTILINE)
    transitions = re.search(r"^\s*([\d.e+]+) transitions", text, re.MULTILINE)
    complete = "errors: 0" in text and not re.search(r"max search depth too small|out of memory|not completed", text)
    if code != 0 or not states or not transitions or not complete:
        return None
    return round(float(states[1])), round(float(transitions[1]))


def rumur_counts(text, code):
    match = re.search(r"(\d+) states, (\d+) rules fired", text.rpartition("State Space Explored")[2])
    if code != 0 or "No error found" not in text or not match:
        return None
    return int(match[1]), int(match[2])


COUNTS = {"pessimist": pessimist_counts, "twin": pessimist_counts, "spin": spin_counts, "rumur": rumur_counts}


class Bench:
    """Knows the executables: pessimist's, and those that it makes of Spin's and Rumur's models."""

    def __init__(self, build_directory, scratch):
        self.executables = {"pessimist": build_directory / "bin/pessimist",
                            "twin": build_directory / "tests/benchmark/pessimist_benchmark"}
        self.scratch = scratch
        self.compiled = {}  # (subject, contender): (command to run, the commands as a reader would type them)
        self.compile_s = {}
        for path in self.executables.values():
            if not path.is_file():
                raise BenchmarkError(f"{path} is missing: cmake --build --preset release makes it, --build says where")

    def prepare(self, subject, contender):
        key = subject.name, contender
        directory = self.scratch / f"{subject.name}-{len(self.compiled)}"
        directory.mkdir()
        started = time.monotonic()
        if contender.tool in self.executables:
            arguments = ["check", *contender.arguments, "--workers", str(contender.workers), "--progress", "none",
                         "--reduce", "none"]
            command = [str(self.executables[contender.tool]), *arguments]
            name = "pessimist" if contender.tool == "pessimist" else "pessimist_benchmark"
            self.compiled[key] = command, directory, shlex.join([name, *arguments])
            return
        if contender.tool == "spin":
            model = f"{subject.peer}.pml"
            make = [["spin", "-a", model], ["gcc", *SPIN, *contender.arguments, "-o", "pan", "pan.c"]]
            run = ["./pan", *SPIN_RUN, *([f"-u{contender.workers}"] if contender.workers > 1 else [])]
        else:
            model = f"{subject.peer}.m"
            make = [["rumur", *RUMUR, "--threads", str(contender.workers), "-o", "checker.c", model],
                    ["gcc", *RUMUR_COMPILE, "-o", "checker", "checker.c", "-lpthread"]]
            run = ["./checker"]
        shutil.copy(PEERS / model, directory)
        for command in make:
            build(command, directory)
        self.compile_s[key] = time.monotonic() - started
        self.compiled[key] = run, directory, " && ".join(map(shlex.join, [*make, run]))

    def command(self, subject, contender):
        return self.compiled[subject.name, contender][2]

    def run(self, subject, contender):
        command, directory, shown = self.compiled[subject.name, contender]
        text, code, wall_s, usage = run_measured(command, directory)
        counts = COUNTS[contender.tool](text, code)
        if counts is None:
            raise BenchmarkError(f"`{shown}` did not prove the model (exit code {code}):\n{text[-3000:]}")
        if counts[0] != subject.states:
            raise BenchmarkError(f"`{shown}` found {counts[0]:,} worlds of {subject.states:,}")
        return Measurement(*counts, wall_s, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024)


def check_transitions(subject, figures):
    """Transitions agree inside a tool. Between tools they cannot: pessimist leaves out steps that change nothing, Spin
    counts the beginning as one."""
    by_tool = {}
    for contender, measurements in figures.items():
        tool = "pessimist" if contender.tool == "twin" else contender.tool
        by_tool.setdefault(tool, set()).update(measurement.transitions for measurement in measurements)
    for tool, counts in by_tool.items():
        if len(counts) > 1:
            raise BenchmarkError(f"{subject.title}: {tool} counts now {sorted(counts)} transitions")
    if "spin" in by_tool and "rumur" in by_tool:
        spin, rumur = by_tool["spin"].pop(), by_tool["rumur"].pop()
        if abs(spin - (rumur + 1)) > spin * 1e-7:  # Spin rounds
            raise BenchmarkError(f"{subject.title}: Spin counts {spin:,} transitions, Rumur {rumur:,}")


def measure(bench, subjects, rounds):
    """{subject: {contender: [a measurement for each round]}}"""
    figures = {subject: {contender: [] for contender in subject.contenders} for subject in subjects}
    for subject in subjects:
        for contender in subject.contenders:
            say(f"preparing {subject.name}: {contender.label}, {contender.workers} at work")
            bench.prepare(subject, contender)
    for number in range(rounds):
        for subject in subjects:
            start = number * 2 % len(subject.contenders)
            for contender in subject.contenders[start:] + subject.contenders[:start]:
                say(f"round {number + 1} of {rounds}, {subject.name}: {contender.label}, {contender.workers} at work",
                    end=" ... ")
                measurement = bench.run(subject, contender)
                figures[subject][contender].append(measurement)
                say(f"{measurement.wall_s:.2f} s")
            check_transitions(subject, figures[subject])
    return figures


def say(text, end="\n"):
    print(text, end=end, flush=True)
