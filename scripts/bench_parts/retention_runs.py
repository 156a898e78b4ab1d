"""Kaplan-Meier with interval, timed: each returns the share after 12 months."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from invented_spells import spells

Work = Callable[[], float]


def ours(number: int, *, delayed: bool = False) -> Work:
    """Mentornett, with the check of the spells."""
    from mentornett.statistics.retention import kaplan_meier  # noqa: PLC0415 -- each run loads only its own program
    from mentornett.statistics.spells import Spells  # noqa: PLC0415

    data = spells(number, delayed=delayed)
    entry = data.entry if delayed else None
    return lambda: kaplan_meier(Spells.of(data.exit, data.left, entry=entry)).at(12).share


def ours_delayed(number: int) -> Work:
    """Mentornett, when a third were employed already as observation began."""
    return ours(number, delayed=True)


def lifelines(number: int, *, delayed: bool = False) -> Work:
    """Lifelines."""
    from lifelines import KaplanMeierFitter  # noqa: PLC0415

    data = spells(number, delayed=delayed)
    entry = data.entry if delayed else None
    return lambda: float(KaplanMeierFitter().fit(data.exit, data.left, entry=entry).predict(12))


def lifelines_delayed(number: int) -> Work:
    """Lifelines, with delayed entry."""
    return lifelines(number, delayed=True)


def statsmodels(number: int, *, delayed: bool = False) -> Work:
    """Statsmodels."""
    from statsmodels.duration.survfunc import SurvfuncRight  # noqa: PLC0415

    data = spells(number, delayed=delayed)

    def work() -> float:
        curve = SurvfuncRight(data.exit, data.left.astype(int), entry=data.entry if delayed else None)
        return float(curve.surv_prob[np.searchsorted(curve.surv_times, 12, side="right") - 1])

    return work


def statsmodels_delayed(number: int) -> Work:
    """Statsmodels, with delayed entry."""
    return statsmodels(number, delayed=True)


def scipy(number: int) -> Work:
    """Scipy's ecdf, which has no delayed entry."""
    from scipy import stats  # noqa: PLC0415

    data = spells(number)

    def work() -> float:
        curve = stats.ecdf(stats.CensoredData(data.exit[data.left], right=data.exit[~data.left])).sf
        curve.confidence_interval(method="log-log")
        return float(curve.evaluate(12))

    return work
