"""What comes of it: medians, ratios, and the two reports."""
import dataclasses
import re
import statistics

from runs import Measurement

INSTALL = "Spin and Rumur are found on the PATH, else left out. On Debian and Ubuntu: `apt-get install spin rumur gcc`."


def medians(measurements):
    return {field.name: statistics.median(getattr(measurement, field.name) for measurement in measurements)
            for field in dataclasses.fields(Measurement)}


def ratios_in_rounds(numerators, denominators):
    """The least, median and greatest of the ratios of wall time, each inside its round."""
    ratios = sorted(a.wall_s / b.wall_s for a, b in zip(numerators, denominators))
    return {"least": ratios[0], "median": statistics.median(ratios), "greatest": ratios[-1]}


def fastest_in_rounds(several):
    return [min(measurements, key=lambda measurement: measurement.wall_s) for measurements in zip(*several)]


def ratios_of(subject, figures):
    """{what: {least, median, greatest}} for one subject: over 1, the first named is faster."""
    def of(tool, workers=None):
        return [measurements for contender, measurements in figures.items()
                if contender.tool == tool and contender.exact and workers in (None, contender.workers)]

    found = {}
    if subject.peer:
        (one,), (two,) = of("pessimist", 1), of("pessimist", 2)
        for peer in ("spin", "rumur"):
            if of(peer):
                fastest = fastest_in_rounds(of(peer))
                name = peer.capitalize()
                found[f"pessimist, 1 worker, over {name}'s fastest exact run"] = ratios_in_rounds(fastest, one)
                found[f"pessimist, 2 workers, over {name}'s fastest exact run"] = ratios_in_rounds(fastest, two)
        found["pessimist, 2 workers, over 1 worker"] = ratios_in_rounds(one, two)
    else:
        shipped, sets, maps, masks = figures.values()
        found["bit masks over std::set"] = ratios_in_rounds(sets, masks)
        found["bit masks over std::map"] = ratios_in_rounds(maps, masks)
        found["bit masks over the shipped specification"] = ratios_in_rounds(shipped, masks)
    return found


def as_json(where, arguments, bench, figures, left_out):
    return {
        **where, "rounds": arguments.rounds, "quick": arguments.quick, "left_out": left_out,
        "subjects": [{
            "name": subject.name, "title": subject.title, "states": subject.states,
            "ratios": {what: {key: round(ratio, 3) for key, ratio in ratios.items()}
                       for what, ratios in ratios_of(subject, contenders).items()},
            "contenders": [{
                "tool": contender.tool, "label": contender.label, "workers": contender.workers,
                "exact": contender.exact, "command": bench.command(subject, contender),
                "compile_s": round(bench.compile_s.get((subject.name, contender), 0), 1),
                "rounds": [{key: round(value, 3) for key, value in dataclasses.asdict(measurement).items()}
                           for measurement in measurements],
            } for contender, measurements in contenders.items()],
        } for subject, contenders in figures.items()],
    }


def table(header, rows):
    """A table whose source reads well, too: words to the left, figures to the right."""
    right = [all(re.match(r"[≤\d–]", row[column]) for row in rows) for column in range(len(header))]
    widths = [max(3, *(len(row[column]) for row in [header, *rows])) for column in range(len(header))]

    def line(cells):
        return "| " + " | ".join(cell.rjust(width) if to_right else cell.ljust(width)
                                 for cell, width, to_right in zip(cells, widths, right)) + " |"

    dashes = ["-" * (width + 1) + (":" if to_right else "-") for width, to_right in zip(widths, right)]
    rule = "|" + "|".join(dashes) + "|"
    return "\n".join([line(header), rule, *map(line, rows)])


def table_of(subject, contenders, least_peak_bytes):
    rows = []
    for contender, measurements in contenders.items():
        median = medians(measurements)
        drowned = median["peak_bytes"] <= 1.05 * least_peak_bytes
        most = "≤ " if drowned else ""
        rows.append([contender.label, str(contender.workers), f"{median['transitions']:,.0f}",
                     f"{median['wall_s']:.2f}", f"{median['user_s']:.2f}",
                     f"{subject.states / median['wall_s'] / 1e6:.2f}", f"{most}{median['peak_bytes'] / 2**20:,.0f}",
                     f"{most}{median['peak_bytes'] / subject.states:,.0f}"])
    return table(["", "workers", "transitions", "wall s", "user s", "million worlds/s", "peak MiB", "bytes a world"],
                 rows)


def ratio_rows(figures):
    for subject, contenders in figures.items():
        for what, ratios in ratios_of(subject, contenders).items():
            yield [subject.name, what, f"{ratios['median']:.2f}", f"{ratios['least']:.2f}–{ratios['greatest']:.2f}"]


def memory_rows(figures):
    """Bytes a world, of the leanest exact run of each tool, where there are enough worlds for it to mean something."""
    for subject, contenders in figures.items():
        if not subject.peer or subject.states < 5_000_000:
            continue
        least = {}
        for contender, measurements in contenders.items():
            if contender.exact:
                size = medians(measurements)["peak_bytes"] / subject.states
                least[contender.tool] = min(size, least.get(contender.tool, size))
        tools = ("pessimist", "spin", "rumur")
        yield [subject.name, *(f"{least[tool]:.1f}" if tool in least else "–" for tool in tools)]


def history_rows(runs):
    """The benchmarks so far, newest first, by the subject that says most."""
    for run in reversed(runs):
        for subject in run["subjects"]:
            if subject["name"] == "tp9":
                wall = {contender["workers"]: statistics.median(once["wall_s"] for once in contender["rounds"])
                        for contender in subject["contenders"] if contender["tool"] == "pessimist"}
                against_spin = subject["ratios"].get("pessimist, 1 worker, over Spin's fastest exact run")
                yield [run["date"][:10], run["revision"], run["cpu"], *(f"{wall[workers]:.2f}" for workers in (1, 2)),
                       f"{against_spin['median']:.2f}" if against_spin else "–"]


def share_of_core(figures):
    """How much of a core a run with one worker had to itself, in the median: 1 on a quiet machine."""
    return statistics.median((once.user_s + once.system_s) / once.wall_s
                             for contenders in figures.values() for contender, measurements in contenders.items()
                             if contender.workers == 1 for once in measurements)


def as_markdown(where, arguments, bench, figures, left_out, runs):
    command = "cmake --build --preset release --target benchmark"
    parts = [
        "# Performance",
        f"Medians of {arguments.rounds} interleaved rounds, measured {where['date'][:10]} at revision "
        f"{where['revision']}. Every run of a table visited the same worlds and found no error."
        + (" **A quick benchmark: what takes over a minute is left out.**" if arguments.quick else ""),
        f"Written by `{command}`; [performance.json](performance.json) has every run of every benchmark, "
        "[performance-notes.md](performance-notes.md) what was tried in vain.",
    ]
    share = share_of_core(figures)
    if share < 0.9:
        parts.append(f"**The machine was busy: a run with one worker had {share:.0%} of a core.** Speed-ups by a second "
                     "worker cannot be judged, and wall seconds are too long.")
    for subject, contenders in figures.items():
        parts += [f"## {subject.title}", f"{subject.states:,} worlds (`{subject.name}`).",
                  table_of(subject, contenders, where["least_peak_bytes"])]
    parts += ["## Ratios", "Of wall time, inside a round: 2 means that the first named took half the time.",
              table(["model", "how many times as fast", "median", "rounds"], list(ratio_rows(figures)))]
    memory = list(memory_rows(figures))
    if memory:
        parts += ["Peak bytes a world, the leanest exact run of each:",
                  table(["model", "pessimist", "Spin", "Rumur"], memory)]
    parts += [
        "## How to read this",
        "- Worlds are distinct states. Spin and Rumur count a step that changes nothing as a transition, pessimist "
        "does not; Spin counts the beginning as one.\n"
        "- pessimist proves more than its peers here: also that the good ends can be reached and, of two-phase commit, "
        "that nobody is left in doubt. It searches breadth first, so that its counterexamples are shortest; Spin's "
        "exact runs search depth first.\n"
        "- Spin's parallel breadth-first search keeps a hash of each world, so it may miss some: not exact, and not in "
        "the ratios. Its peak is that of the largest of its processes; its user seconds leave out those that it does "
        "not wait for.\n"
        "- Wall seconds include the start of the process; compiling Spin's and Rumur's verifiers, which takes seconds, "
        "is not included.\n"
        f"- A peak under {where['least_peak_bytes'] / 2**20:.0f} MiB cannot be told from that of the script which "
        "starts the run, hence ≤.",
        "## Dead ends", "Kept by hand in [performance-notes.md](performance-notes.md).",
    ]
    history = list(history_rows(runs))
    if history:
        parts += ["## History", "Two-phase commit, 9 resource managers; compare lines of the same machine only.",
                  table(["date", "revision", "processor", "1 worker s", "2 workers s", "× Spin"], history)]
    parts += [
        "## Machine and commands",
        "\n".join(f"- {line}" for line in [
            f"{where['cpu']}, {where['cores']} cores, {where['ram_bytes'] / 2**30:.0f} GiB; {where['system']}; "
            f"load average before the first run {where['load_average_before']}",
            f"{where['pessimist']}, compiled by {where['compiler']}, preset release",
            f"{where['spin']}", f"{where['rumur']}", f"both compiled by {where['gcc']}"]),
        INSTALL,
    ]
    if left_out:
        parts.append("Left out: " + "; ".join(left_out) + ".")
    commands = [bench.command(subject, contender)
                for subject, contenders in figures.items() for contender in contenders]
    parts += ["Spin and Rumur run in a directory of their own, with the model from tests/benchmark/peers/:",
              "```sh\n" + "\n".join(commands) + "\n```"]
    return "\n\n".join(parts) + "\n"
