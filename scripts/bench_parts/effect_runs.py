"""Whether it is the scheme that did it, timed: each returns the effect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from mentornett.statistics.effect.cells import Cells
    from mentornett.statistics.effect.panel import Panel

Work = Callable[[], float]
MONTHS, COHORTS = 96, 25
HALF_YEARS, HIRES_PER_UNIT = 20, 70


def panel(units: int) -> Panel:
    """Return 96 months of so many units, a fifth of which never start; the others gain 0.3."""
    from mentornett.statistics.effect.panel import NEVER, Panel  # noqa: PLC0415

    random = np.random.default_rng(units)
    start = random.choice(np.linspace(24, 72, COHORTS).astype(np.intp), units)
    start[random.random(units) < 0.2] = NEVER
    noise = random.normal(0, 1, (units, MONTHS)) + random.normal(0, 1, (units, 1))
    return Panel.of(noise + np.linspace(0, 1, MONTHS) + 0.3 * (np.arange(MONTHS) >= start[:, None]), start)


def frame(units: int) -> pd.DataFrame:
    """Return the same as a table of rows."""
    import pandas as pd  # noqa: PLC0415

    from mentornett.statistics.effect.panel import NEVER  # noqa: PLC0415

    data = panel(units)
    first = np.where(data.start == NEVER, 0, data.start + 1)
    columns = {
        "unit": np.repeat(np.arange(units), MONTHS),
        "time": np.tile(np.arange(MONTHS) + 1, units),
        "outcome": data.outcome.ravel(),
        "first": np.repeat(first, MONTHS),
    }
    return pd.DataFrame(columns)


NAMES = {"outcome": "outcome", "unit": "unit", "time": "time", "first_treat": "first"}


def imputation(units: int) -> Work:
    """Mentornett, with standard errors and 24 months after the start."""
    from mentornett.statistics.effect.imputation import imputation_effect  # noqa: PLC0415

    data = panel(units)
    return lambda: imputation_effect(data).effect.value


def imputation_oracle(units: int) -> Work:
    """diff-diff, with standard errors."""
    from diff_diff import ImputationDiD  # noqa: PLC0415

    data = frame(units)
    return lambda: float(ImputationDiD().fit(data, **NAMES).overall_att)


def staggered(units: int) -> Work:
    """Mentornett, with standard errors and 24 months on each side of the start."""
    from mentornett.statistics.effect.staggered import staggered_effect  # noqa: PLC0415

    data = panel(units)
    return lambda: staggered_effect(data).effect.value


def staggered_oracle(units: int) -> Work:
    """diff-diff, with standard errors."""
    from diff_diff import CallawaySantAnna  # noqa: PLC0415

    data = frame(units)
    return lambda: float(CallawaySantAnna(control_group="not_yet_treated").fit(data, **NAMES).overall_att)


def cells(units: int) -> Cells:
    """Return the cells of ten years of employments in so many units that start in six waves."""
    from mentornett.statistics.effect.cells import Employments, count_cells  # noqa: PLC0415

    random = np.random.default_rng(units)
    begin, days = np.datetime64("2015-01-01"), HALF_YEARS * 182
    unit = np.repeat(np.arange(units), HIRES_PER_UNIT)
    hired = begin + random.integers(0, days, len(unit))
    starts = (begin + 2 * 365 + np.arange(6) * 182)[random.permutation(np.arange(units) % 6)]
    pace = 0.0014 * np.exp(random.normal(0, 0.35, units)[unit] - 0.4 * (hired >= starts[unit]))
    gone = hired + np.ceil(random.exponential(1 / pace)).astype(np.int64)
    left = gone <= begin + days
    return count_cells(Employments(unit, hired, hired, np.minimum(gone, begin + days), left), starts)


def hazard(units: int) -> Work:
    """Mentornett, with cluster-robust interval and difference in retention."""
    from mentornett.statistics.effect.hazard import hazard_effect  # noqa: PLC0415

    data = cells(units)
    return lambda: hazard_effect(data).log_ratio.value


def hazard_oracle(units: int) -> Work:
    """Statsmodels, with a column for each unit."""
    import statsmodels.api as sm  # noqa: PLC0415

    data = cells(units)
    columns = [data.unit == at for at in range(units)]
    for part in (data.half_year, data.tenure):
        columns += [part == level for level in np.unique(part)[1:]]
    design = np.stack([*columns, data.exposed], axis=1).astype(np.float64)
    model = sm.GLM(data.leavers, design, family=sm.families.Poisson(), offset=np.log(data.months))
    return lambda: float(model.fit(cov_type="cluster", cov_kwds={"groups": data.unit}).params[-1])


def planner(units: int) -> Work:
    """Mentornett: 400 simulated networks, each held against 99 other orders."""
    from mentornett.statistics.design.power import Simulation, power  # noqa: PLC0415
    from mentornett.statistics.design.rollout import PlannedUnit, Rollout  # noqa: PLC0415
    from mentornett.statistics.design.simulating import Circumstances  # noqa: PLC0415

    listed = tuple(PlannedUnit(f"unit {at:03}", f"municipality {at % 5}", 8.0) for at in range(units))
    about = Circumstances(Rollout(listed, -(-units // 6), date(2027, 1, 1), 6), leaving=0.4)
    return lambda: power(about, 15, Simulation(400, 99)).power.value
