"""What `mentornett analyse compare … --json` has under «other_ways»: the same groups with other methods, for experts.

They grade nothing, and the readable answer does not tell of them: none of them knows why units started when they did.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mentornett.exchange.spells_file import SpellRow
from mentornett.measurement.rules.employed import spells_of
from mentornett.measurement.rules.landmarked import Landmarked
from mentornett.measurement.rules.other_ways import OtherWays, in_units, other_ways
from mentornett.statistics.arrays import Flags
from mentornett.statistics.cox import Cox, cox

Values = dict[str, Any]


def of_groups(rows: Sequence[SpellRow], is_after: Flags, months: Sequence[int], *, by_units: bool) -> Values:
    """Return those hired from the start on beside those hired before it."""
    units = [row.group for row in rows] if by_units else None
    return _values(other_ways(spells_of([row.spell for row in rows]), is_after, months, units), months)


def of_landmark(rows: Sequence[SpellRow], found: Landmarked, months: Sequence[int], *, by_units: bool) -> Values:
    """Return those with a mentor at the landmark beside those without, and everybody from the day their mentor came."""
    part, split = found.part, found.split
    units = np.array([row.group for row in rows])
    ways = other_ways(part.spells, part.after, months, units[part.row] if by_units else None)
    everybody = in_units(split.spells, units[split.row]) if by_units else split.spells
    return _values(ways, months) | {"from_mentor": _hazards(cox(everybody, split.after.astype(np.float64)[:, None]))}


def _values(found: OtherWays, months: Sequence[int]) -> Values:
    mean, odds, test = found.mean_apart, found.odds, found.test
    return {
        "restricted_mean_difference": mean and {
            "horizon": mean.horizon, "months": mean.mean, "standard_error": mean.standard_error, "low": mean.low,
            "high": mean.high,
        },
        "fisher": odds and {
            "months": min(months), "odds_ratio": odds.odds_ratio, "low": odds.low, "high": odds.high, "p": odds.p_value,
        },
        "log_rank": {
            "statistic": test.statistic, "degrees": test.degrees, "p": test.p_value, "within_units": found.by_units,
        },
        "cox": _hazards(found.hazards),
    }  # fmt: skip


def _hazards(found: Cox) -> Values:
    return {
        "outcome": found.outcome.value, "hazard_ratio": float(found.hazard_ratio[0]), "low": float(found.low[0]),
        "high": float(found.high[0]), "p": float(found.p_value[0]), "clusters": found.clusters,
    }  # fmt: skip
