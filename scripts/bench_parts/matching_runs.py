"""One solver on one case, as a process of its own; prints a line of JSON. Called by scripts/bench_matching.py."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from mentornett.matching.choices import Criterion
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.rules import Rules
from mentornett.matching.scoring import People, allowed, points
from mentornett.matching.weighing import FORBIDDEN, Scale, Table, weigh

PROFESSIONS = ("sykepleier", "vernepleier", "helsefagarbeider")
SHIFTS = ("dag", "rotation", "natt")
SPECIALITIES = ("demens", "sår", "psykisk helse", "barn")
RULES = Rules(same_profession=False)
MUNICIPALITIES = 357


def groups(mentees: int, mentors: int, seed: int = 1) -> tuple[list[Mentee], list[Mentor]]:
    """Return invented people: three professions, units of about ten, one to three places."""
    draw = random.Random(seed)  # noqa: S311 -- not a secret
    units = [f"u{number}" for number in range(max(3, mentees // 10))]

    def common() -> dict[str, Any]:
        return {
            "unit": draw.choice(units), "profession": draw.choice(PROFESSIONS), "shift": draw.choice(SHIFTS),
            "specialities": frozenset({draw.choice(SPECIALITIES)}),
        }  # fmt: skip

    new = [Mentee(f"e{n}", leaders=(f"m{draw.randrange(mentors)}",), **common()) for n in range(mentees)]
    old = [
        Mentor(f"m{n}", experience_months=draw.randrange(60), places=draw.randrange(1, 4), **common())
        for n in range(mentors)
    ]
    return new, old


def table_of(mentees: list[Mentee], mentors: list[Mentor]) -> tuple[Table, Scale]:
    """Return the table that every solver gets, so that only solving differs."""
    people = People.of(mentees, mentors)
    scale = Scale.of(RULES, mentees=len(mentees), keep=False)
    may, earned = allowed(people, RULES), points(people, RULES)
    return weigh(people, RULES, scale, may=may, points=earned, kept=None), scale


def large_table(mentees: int, mentors: int) -> tuple[Table, Scale]:
    """Return a table with scores from profession, interests and chance, 1.7 % forbidden, in little memory."""
    chance = np.random.default_rng(3)
    profession = chance.integers(0, 4, mentees), chance.integers(0, 4, mentors)
    interests = (
        (chance.random((mentees, 5)) < 0.4).astype(np.int16),
        (chance.random((mentors, 5)) < 0.4).astype(np.int16),
    )
    scale = Scale.of(Rules(weights={Criterion.UNIT: 8}), mentees=mentees, keep=False)
    worth = np.empty((mentees, mentors), dtype=np.int64)
    for start in range(0, mentees, 512):
        rows = slice(start, start + 512)
        block = 30 * np.equal.outer(profession[0][rows], profession[1]) + 5 * (interests[0][rows] @ interests[1].T)
        block = block + chance.integers(0, 20, block.shape)
        forbidden = chance.random(block.shape) < 0.017
        worth[rows] = np.where(forbidden, FORBIDDEN, scale.unit("matched") + block)
    places = chance.integers(1, 4, mentors)
    return Table(worth, np.repeat(np.arange(mentors), places), np.zeros(places.sum(), dtype=np.int64)), scale


def best_of(times: int, work: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest time and the total."""
    took, total = [], 0
    for _run in range(times):
        start = time.perf_counter()
        total = work()
        took.append(time.perf_counter() - start)
    return min(took), total


def with_mentornett(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """Scoring, solving and proof."""
    from mentornett.matching.proposing import match  # noqa: PLC0415 -- each run loads only its own solver

    new, old = groups(mentees, mentors)
    seconds, total = best_of(3, lambda: match(new, old, RULES).proof.total)
    return "Mentornett, score to proof", seconds, total, Scale.of(RULES, mentees=mentees, keep=False)


def with_dense(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """scipy's dense solver alone, on a table that is scored already."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    table, scale = table_of(*groups(mentees, mentors))
    worth = np.maximum(table.at_places(), 0)
    seconds, total = best_of(3, lambda: int(worth[linear_sum_assignment(worth, maximize=True)].sum()))
    return "scipy dense, solving alone", seconds, total, scale


def with_dense_only(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """scipy's dense solver once, on the large table."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    table, scale = large_table(mentees, mentors)
    start = time.perf_counter()
    worth = table.at_places().astype(np.float64)
    np.maximum(worth, 0, out=worth)
    total = int(worth[linear_sum_assignment(worth, maximize=True)].sum())
    return "scipy dense", time.perf_counter() - start, total, scale


def with_candidates(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """Our candidates once, to the proof, on the large table."""
    from mentornett.matching.solving import by_candidates  # noqa: PLC0415

    table, scale = large_table(mentees, mentors)
    start = time.perf_counter()
    _place, proof = by_candidates(table)
    return "Mentornett, to the proof", time.perf_counter() - start, proof.total, scale


def with_municipalities(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """All municipalities after each other, score to proof."""
    from mentornett.matching.proposing import match  # noqa: PLC0415

    everyone = [groups(mentees, mentors, seed) for seed in range(MUNICIPALITIES)]
    match(*everyone[0], RULES)
    scale = Scale.of(RULES, mentees=mentees * MUNICIPALITIES, keep=False)

    def all_of_them() -> int:
        worths = [match(*one, RULES).worth for one in everyone]
        return sum(scale.unit("matched") * worth.matched + scale.unit("points") * worth.points for worth in worths)

    seconds, total = best_of(1, all_of_them)
    return "Mentornett, score to proof", seconds, total, scale


def with_ortools(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """OR-tools' min-cost flow, with one arc per pair and one per place."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow  # noqa: PLC0415

    table, scale = table_of(*groups(mentees, mentors))
    row, column = np.nonzero(table.worth != FORBIDDEN)
    source, sink = mentees + mentors, mentees + mentors + 1

    def solve() -> int:
        flow = SimpleMinCostFlow()
        _arcs(flow, np.full(mentees, source), np.arange(mentees), 0)
        _arcs(flow, row, mentees + column, -table.worth[row, column])
        _arcs(flow, mentees + table.owner, np.full(len(table.owner), sink), -table.extra)
        flow.add_arc_with_capacity_and_unit_cost(source, sink, mentees, 0)
        flow.set_node_supply(source, mentees)
        flow.set_node_supply(sink, -mentees)
        flow.solve()
        return -int(flow.optimal_cost())

    seconds, total = best_of(3, solve)
    return "OR-tools, solving alone", seconds, total, scale


def _arcs(flow: Any, tail: Any, head: Any, cost: Any) -> None:
    costs = np.broadcast_to(np.asarray(cost, dtype=np.int64), tail.shape)
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, np.ones_like(costs), costs)


def with_mentor_match(mentees: int, mentors: int) -> tuple[str, float, int, Scale]:
    """The PyPI package, three rounds, with what its rules can say: profession and unit; count only."""
    from matching.mentee import Mentee as Theirs  # noqa: PLC0415
    from matching.mentor import Mentor as TheirMentor  # noqa: PLC0415
    from matching.rules.rule import Equivalent  # noqa: PLC0415

    from matching import process  # noqa: PLC0415

    new, old = groups(mentees, mentors)

    def as_theirs(person: Any) -> dict[str, str]:
        return {
            "first name": person.key, "last name": "", "email": person.key, "role": "", "organisation": person.unit,
            "grade": "1", "profession": person.profession,
        }  # fmt: skip

    rules = [[Equivalent("profession"), Equivalent("organisation")] for _round in range(3)]
    start = time.perf_counter()
    _mentors, served = process.process_data(
        [TheirMentor(**as_theirs(one)) for one in old], [Theirs(**as_theirs(one)) for one in new], all_rules=rules
    )
    seconds = time.perf_counter() - start
    matched = sum(bool(one.connections) for one in served)
    scale = Scale.of(RULES, mentees=mentees, keep=False)
    return "mentor-match, 3 rounds", seconds, matched * scale.unit("matched"), scale


RUNS = {
    "mentornett": with_mentornett, "dense": with_dense, "dense-only": with_dense_only, "candidates": with_candidates,
    "municipalities": with_municipalities, "ortools": with_ortools, "mentor-match": with_mentor_match,
}  # fmt: skip

if __name__ == "__main__":
    name, mentees, mentors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    what, seconds, total, scale = RUNS[name](mentees, mentors)
    worth = scale.read(total)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"what": what, "seconds": seconds, "megabytes": peak, "matched": worth.matched, "points": worth.points}
    print(json.dumps(found))
