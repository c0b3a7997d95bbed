#!/usr/bin/env python3
"""gallery.py [PESSIMIST]: writes results/counterexamples/: how each broken twin of the contract breaks.

For each check of specs/contract.toml that is to be violated: NAME.md with the story and a Mermaid diagram, which GitHub
draws, and NAME.html, to be opened in a browser; and README.md, which lists them. What a run measures of itself, time and
memory, is left out, so that the files change only where the counterexamples do.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
GALLERY = ROOT / "results" / "counterexamples"


def command_of(check):
    words = ["check", check["spec"]]
    words += [f"{name}={str(value).lower() if isinstance(value, bool) else value}"
              for name, value in check.get("parameters", {}).items()]
    if check.get("faults"):
        words += ["--faults", ",".join(f"{fault}={budget}" for fault, budget in check["faults"].items())]
    for option in ("network", "reduce", "prefer"):
        if option in check:
            words += [f"--{option}", check[option]]
    for name in check.get("properties", []):
        words += ["--property", name]
    return words


def quoted(words):
    return " ".join(f"'{word}'" if re.search(r"[^\w=,.-]", word) else word for word in words)


def name_of(check):
    words = [check["spec"], *(str(value) for name, value in check.get("parameters", {}).items() if name == "bug")]
    words += [f"{name}-{value}" for name, value in check.get("parameters", {}).items() if name != "bug"]
    words += [fault for fault in check.get("faults", {})]
    return re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")


def without_figures(text):
    """All but what the run measured of itself."""
    return re.sub(r"  states=\d+ transitions=\d+ depth=\d+ seconds=[\d.]+ bytes=\d+", "", text)


def write(pessimist, check, scratch):
    """Writes the files of one check; returns its row of the list."""
    words, name = command_of(check), name_of(check)
    diagram, page = scratch / "trace.mmd", GALLERY / f"{name}.html"
    done = subprocess.run([pessimist, *words, "--mermaid", diagram, "--html", page], capture_output=True, text=True)
    if done.returncode != 1:
        sys.exit(f"`pessimist {quoted(words)}` exited with {done.returncode}, expected 1\n{done.stdout}{done.stderr}")
    properties = ", ".join(f"`{name}` in {steps} steps" for name, steps in check["violated"].items())
    (GALLERY / f"{name}.md").write_text(
        f"# {check['spec']}: {properties}\n\n`pessimist {quoted(words)}`\n\n"
        f"```mermaid\n{diagram.read_text()}```\n\n```text\n{without_figures(done.stdout)}```\n")
    page.write_text(without_figures(page.read_text()))
    return f"| `pessimist {quoted(words)}` | {properties} | [text]({name}.md), [page]({name}.html) |"


def main():
    pessimist = sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "release" / "bin" / "pessimist"
    checks = tomllib.loads((ROOT / "specs" / "contract.toml").read_text())["check"]
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        rows = [write(pessimist, check, pathlib.Path(scratch)) for check in checks if check.get("violated")]
    (GALLERY / "README.md").write_text(
        "# Counterexamples\n\nWritten by `python3 tests/benchmark/gallery.py`: how the shipped protocols break without what "
        "they cannot do without, or under faults that they do not survive.\n\n"
        "| run | violates | to read |\n|---|---|---|\n" + "\n".join(rows) + "\n")


main()
