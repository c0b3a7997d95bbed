"""Where it is measured: the machine, the compilers, the versions."""
import datetime
import os
import pathlib
import platform
import re
import subprocess

from runs import run_measured

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def first_line(command):
    try:
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return f"{command[0]}: not found"
    return (result.stdout.strip() or result.stderr.strip() or "unknown").splitlines()[0]


def revision():
    if subprocess.run(["git", "rev-parse", "--verify", "-q", "HEAD"], cwd=ROOT, capture_output=True,
                      check=False).returncode != 0:
        return "before the first commit"
    return first_line(["git", "describe", "--always", "--dirty", "--abbrev=12"])


def cpu_model():
    match = re.search(r"^model name\s*: (.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return match[1] if match else platform.machine()


def system():
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def surroundings(arguments, bench):
    _, _, _, usage = run_measured(["true"], "/")
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="minutes"),
        "revision": revision(),
        "cpu": cpu_model(),
        "cores": len(os.sched_getaffinity(0)),
        "ram_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "system": system(),
        "load_average_before": round(os.getloadavg()[0], 2),
        "least_peak_bytes": usage.ru_maxrss * 1024,  # a child is charged for what its parent weighed when it forked
        "pessimist": first_line([str(bench.executables["pessimist"]), "--version"]),
        "compiler": first_line([arguments.compiler, "--version"]),
        "gcc": first_line(["gcc", "--version"]),
        "spin": first_line(["spin", "-V"]),
        "rumur": first_line(["rumur", "--version"]),
    }
