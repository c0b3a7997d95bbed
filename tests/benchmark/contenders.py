"""What is measured: the models, and who explores them."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Contender:
    tool: str  # pessimist, twin, spin or rumur
    label: str
    arguments: tuple  # of the checker, or to compile Spin's verifier
    workers: int = 1
    exact: bool = True
    slow: bool = False  # takes over a minute


@dataclasses.dataclass(frozen=True)
class Subject:
    name: str
    title: str
    states: int  # distinct worlds, as TLC counts them
    peer: str  # the model in peers/, or "" if pessimist is measured against itself
    contenders: tuple


def against_peers(name, title, states, peer, arguments, slow_rumur=()):
    return Subject(name, title, states, peer, (
        Contender("pessimist", "pessimist", arguments, 1),
        Contender("pessimist", "pessimist", arguments, 2),
        Contender("spin", "Spin, depth first", ("-DNOREDUCE",), 1),
        Contender("spin", "Spin, depth first, partial-order reduction", (), 1),
        Contender("spin", "Spin, parallel breadth first (hash-compact)", ("-DNOREDUCE", "-DBFS_PAR"), 2, exact=False),
        Contender("rumur", "Rumur", (), 1, slow=1 in slow_rumur),
        Contender("rumur", "Rumur", (), 2, slow=2 in slow_rumur),
    ))


SUBJECTS = (
    against_peers("tp8", "Two-phase commit, 8 resource managers", 1_745_408, "tp8", ("two-phase-commit", "rms=8")),
    against_peers("tp9", "Two-phase commit, 9 resource managers", 10_340_352, "tp9", ("two-phase-commit", "rms=9"),
                  slow_rumur=(1, 2)),
    against_peers("px3", "Paxos, 3 acceptors, 2 values, 3 ballots", 185_369, "px3", ("paxos", "ballots=3")),
    against_peers("px4", "Paxos, 3 acceptors, 2 values, 4 ballots", 8_220_065, "px4", ("paxos", "ballots=4"),
                  slow_rumur=(1, 2)),
    Subject("handlers", "What handlers keep their state in: two-phase commit, 9 resource managers", 10_340_352, "", (
        Contender("twin", "the shipped specification (std::set)", ("two-phase-commit", "rms=9")),
        Contender("twin", "std::set", ("two-phase-commit-sets", "rms=9")),
        Contender("twin", "std::map", ("two-phase-commit-maps", "rms=9")),
        Contender("twin", "bit mask in an integer", ("two-phase-commit-masks", "rms=9")),
    )),
)
