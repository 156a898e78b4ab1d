"""Cox with five covariates and Efron's ties, timed: each returns the first coefficient (about -0.4)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from invented_spells import spells

Work = Callable[[], float]


def ours(number: int) -> Work:
    """Mentornett, with the check of the spells."""
    from mentornett.statistics.cox import cox  # noqa: PLC0415 -- each run loads only its own program
    from mentornett.statistics.spells import Spells  # noqa: PLC0415

    data = spells(number)
    return lambda: float(cox(Spells.of(data.exit, data.left), data.covariates).coefficients[0])


def ours_delayed(number: int) -> Work:
    """Mentornett, when all is in whole days and a third were employed already as observation began."""
    from mentornett.statistics.cox import cox  # noqa: PLC0415
    from mentornett.statistics.spells import Spells  # noqa: PLC0415

    data = spells(number, delayed=True)
    entry, exit_ = np.floor(data.entry * 30), np.ceil(data.exit * 30) + 1
    return lambda: float(cox(Spells.of(exit_, data.left, entry=entry), data.covariates).coefficients[0])


def lifelines(number: int) -> Work:
    """Lifelines."""
    import pandas as pd  # noqa: PLC0415
    from lifelines import CoxPHFitter  # noqa: PLC0415

    data = spells(number)
    frame = pd.DataFrame(data.covariates).assign(exit=data.exit, left=data.left)
    return lambda: float(CoxPHFitter().fit(frame, "exit", "left").params_.iloc[0])


def statsmodels(number: int) -> Work:
    """Statsmodels."""
    from statsmodels.duration.hazard_regression import PHReg  # noqa: PLC0415

    data = spells(number)
    status = data.left.astype(int)
    return lambda: float(PHReg(data.exit, data.covariates, status=status, ties="efron").fit(disp=0).params[0])
