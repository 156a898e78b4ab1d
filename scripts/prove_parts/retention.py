"""How long new hires stay: how often the interval holds the truth, with few hires and where a release must wait."""

from __future__ import annotations

from datetime import date

import numpy as np

from mentornett.measurement.rules.cohorts import LEFT, STAYED, Hire
from mentornett.measurement.rules.periods import hired_and_stayed, new_periods
from mentornett.statistics.intervals import Interval
from mentornett.statistics.proportions import wilson
from mentornett.statistics.retention import kaplan_meier
from mentornett.statistics.spells import Spells
from prove_parts.section import Promise, Section, percent

SEED = 1212
YEAR = 12.0
UNTIL = date(2026, 6, 30)
FOLLOWED = (6.0, 36.0)  # months between hire and the day of the analysis
SHOWN, OTHERS = Interval.ROTHMAN_WILSON, (Interval.PLAIN, Interval.LOG_LOG)
FEW = ((6, 0.8), (6, 0.95), (10, 0.8), (10, 0.95), (22, 0.8), (22, 0.95), (50, 0.8), (50, 0.95))
LEAST, LEAST_FOR_FEW = 0.93, 0.88  # from the number of hires that is told in hundreds, and in groups of few
MANY_HIRES = 80
WAITING = (
    (4, 5, 0.1),
    (4, 5, 0.4),
    (4, 20, 0.1),
    (8, 10, 0.1),
    (8, 10, 0.2),
    (8, 10, 0.4),
    (16, 10, 0.1),
    (8, 60, 0.2),
)


def prove(short: bool) -> Section:
    """Follow small groups of hires, some of them not for the whole year, and hold each interval against the truth."""
    draw = np.random.default_rng(SEED)
    found = {(n, stay): _covered(n, stay, 20 if short else 4000, draw) for n, stay in FEW}
    rows = [
        (f"{n} hires, {round(100 * stay)} of 100 stay", *map(percent, covered)) for (n, stay), covered in found.items()
    ]
    kept = short or all(covered[0] >= (LEAST if n > 10 else LEAST_FOR_FEW) for (n, _stay), covered in found.items())
    return Section(
        "Still employed after 12 months",
        "Invented hires that leave evenly over time and are followed for 6 to 36 months. Figures are how often an "
        "interval of 95 % holds the true share still employed after 12 months. The product shows the first.",
        ("Group", "Rothman–Wilson", "Plain", "Log-log"),
        tuple(rows),
        (Promise(f"What is shown holds the truth in at least {percent(LEAST)}; of ten hires or fewer, in at least "
                 f"{percent(LEAST_FOR_FEW)}.", kept),),
    )  # fmt: skip


def _covered(n: int, stay: float, runs: int, draw: np.random.Generator) -> list[float]:
    kinds = (SHOWN, *OTHERS)
    held, known = np.zeros(len(kinds)), 0
    for _run in range(runs):
        leaves, until = draw.exponential(-YEAR / np.log(stay), n), draw.uniform(*FOLLOWED, n)
        spells = Spells.of(np.minimum(leaves, until), leaves <= until)
        around = [kaplan_meier(spells, interval=kind).at(YEAR) for kind in kinds]
        if around[0].is_known:
            known += 1
            held += [share.low <= stay <= share.high for share in around]
    return (held / known).tolist()


def prove_waiting(short: bool) -> Section:
    """Release half-years of hires as the gate lets them out, and hold what is told against the truth."""
    draw = np.random.default_rng(SEED)
    runs, rows, errors = 40 if short else 4000, [], []
    for halves, hires, leave in WAITING:
        told = [share for _run in range(runs) if (share := _told(halves, hires, leave, draw))]
        held = np.mean([low <= 1 - leave <= high for _share, low, high in told])
        error = float(np.mean([share for share, _low, _high in told])) - (1 - leave)
        errors.append((halves * hires, error))
        name = f"{halves} half-years, {hires} hires in each, {round(100 * leave)} of 100 leave"
        rows.append((name, percent(len(told) / runs), f"{100 * error:+.1f}", percent(float(held))))
    kept = short or all(abs(error) <= 0.01 for hires, error in errors if hires >= MANY_HIRES)
    return Section(
        "What waits until it may be told",
        "Half-years are put together until nobody or at least five left, and nobody or at least five stayed. What is "
        "left over waits, so the count that is told is one in which somebody has just left. Figures are how often "
        "anything is told, how many percentage points the share still employed is off on average, and how often its "
        "interval holds the truth.",
        ("Municipality", "Told", "Off by", "Covered"),
        tuple(rows),
        (Promise(f"From {MANY_HIRES} hires on, the share is off by at most one percentage point.", kept),),
    )


def _told(halves: int, hires: int, leave: float, draw: np.random.Generator) -> tuple[float, float, float] | None:
    rows = [
        Hire(f"{half:02}", "1", "other", "after", LEFT[0] if gone else STAYED)
        for half in range(halves)
        for gone in draw.random(draw.poisson(hires)) < leave
    ]
    hired, stayed = hired_and_stayed(new_periods(rows, "", UNTIL))
    if not hired:
        return None
    share = wilson(stayed, hired)
    return share.value, share.low, share.high
