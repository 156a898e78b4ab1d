"""The log-rank test of two groups, timed: each returns the chi-square."""

from __future__ import annotations

from collections.abc import Callable

from invented_spells import spells

Work = Callable[[], float]


def ours(number: int) -> Work:
    """Mentornett, with the check of the spells."""
    from mentornett.statistics.log_rank import log_rank  # noqa: PLC0415 -- each run loads only its own program
    from mentornett.statistics.spells import Spells  # noqa: PLC0415

    data = spells(number)
    return lambda: log_rank(Spells.of(data.exit, data.left), data.group).statistic


def lifelines(number: int) -> Work:
    """Lifelines."""
    from lifelines.statistics import logrank_test  # noqa: PLC0415

    data = spells(number)
    mine = data.group == 0
    return lambda: float(
        logrank_test(data.exit[mine], data.exit[~mine], data.left[mine], data.left[~mine]).test_statistic
    )


def statsmodels(number: int) -> Work:
    """Statsmodels."""
    from statsmodels.duration.survfunc import survdiff  # noqa: PLC0415

    data = spells(number)
    return lambda: float(survdiff(data.exit, data.left.astype(int), data.group)[0])


def scipy(number: int) -> Work:
    """Scipy, which gives the signed root."""
    from scipy import stats  # noqa: PLC0415

    data = spells(number)
    parts = [(data.group == one) for one in (0, 1)]

    def work() -> float:
        groups = [stats.CensoredData(data.exit[who & data.left], right=data.exit[who & ~data.left]) for who in parts]
        return float(stats.logrank(*groups).statistic) ** 2

    return work
