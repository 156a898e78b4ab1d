"""The planner: does its power agree with the analysis of invented employments, and does it ever cry wolf?"""

from __future__ import annotations

from datetime import date

import numpy as np

from mentornett.measurement.rules.foreseen import previewed
from mentornett.statistics.design.drawing import candidate_set
from mentornett.statistics.design.permutation import permutation_of_draw
from mentornett.statistics.design.power import Simulation, power
from mentornett.statistics.design.rollout import PlannedUnit, Rollout
from mentornett.statistics.design.simulating import Circumstances
from mentornett.statistics.effect.cells import HALF_YEAR, count_cells
from mentornett.statistics.effect.permutation import Permutation
from prove_parts.networks import days, people
from prove_parts.section import Promise, Section, percent

SEED = 2026
LEVEL, WOLF = 0.05, 0.06
CASES = ((6, 8, 0), (12, 8, 0), (30, 4, 0), (10, 8, 20), (20, 8, 20), (30, 4, 15))


def prove(short: bool) -> Section:
    """Hold the planner's power against employments that are drawn, counted and tested as real ones."""
    rows, quiet, agree = [], True, True
    networks, runs = (40, 4) if short else (4000, 400)
    for units, hires, points in CASES[::3] if short else CASES:
        about = _about(units, hires)
        planned = power(about, points, Simulation(networks, 99, SEED)).power.value
        seen = float(np.mean(_tested(about, points, runs)))
        apart = np.sqrt(max(planned * (1 - planned), 0.02) * (1 / runs + 1 / networks))
        agree &= abs(planned - seen) <= 3 * apart
        if points == 0:
            quiet &= planned <= WOLF + (3 * np.sqrt(LEVEL * (1 - LEVEL) / networks) if short else 0)
        rows.append(
            (
                f"{units} units, {hires} hires",
                f"{points}",
                *map(percent, (planned, seen, _closed(about, points))),
            )
        )
    return Section(
        "The planner",
        "Five waves half a year apart, hires per year, 60 of 100 still employed after 12 months, ICC 0.05, cluster "
        "autocorrelation 0.8. The planner's power, against that of employments made up day by day by another "
        "program, counted into cells, and tested against the whole candidate set of the draw. With no difference both "
        "are false alarms. The closed form knows only who is there after 12 months, not how long the others stayed.",
        ("Plan", "Points", "Planner", "Employments", "Closed form"),
        tuple(rows),
        (
            Promise("The planner agrees with the employments within three standard errors.", bool(agree)),
            Promise(f"With no difference the planner sees one in at most {percent(WOLF)}.", bool(quiet)),
        ),
    )


def _about(units: int, hires: float) -> Circumstances:
    listed = tuple(PlannedUnit(f"unit {at:02}", "municipality", hires) for at in range(units))
    plan = Rollout(listed, -(-units // 5), date(2017, 1, 1), HALF_YEAR, candidates=2000)
    return Circumstances(plan, leaving=0.4, months_before=24, months_after=12)


def _tested(about: Circumstances, points: float, runs: int) -> list[bool]:
    random = np.random.default_rng(SEED)
    among, log_ratio = candidate_set(about.plan, seed=SEED), about.log_ratio(points)
    hazard, sd = about.hazard
    units, halves = len(about.plan.units), about.months // HALF_YEAR
    told = []
    for _run in range(runs):
        order = among.orders[random.integers(len(among.orders))]
        lasting = random.normal(0, sd * np.sqrt(about.autocorrelation), (units, 1))
        passing = random.normal(0, sd * np.sqrt(1 - about.autocorrelation), (units, halves))
        risk = hazard * np.exp(lasting + np.repeat(passing, HALF_YEAR, axis=1))
        start = about.waves[order].astype(np.float64)
        made = people(random, about.hires * 12, risk, start, log_ratio=log_ratio)
        cells = count_cells(made.employments, days(start), dates=days(about.waves.astype(np.float64)))
        answer = permutation_of_draw(cells, among)
        told.append(isinstance(answer, Permutation) and answer.p <= LEVEL)
    return told


def _closed(about: Circumstances, points: float) -> float:
    return previewed(about, points) if points else LEVEL
