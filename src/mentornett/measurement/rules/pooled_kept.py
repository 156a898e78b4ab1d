"""What a network's release keeps of its true counts, so that the next one can be looked at together with it."""

from __future__ import annotations

from typing import Any

from mentornett.measurement.rules.kept import figures_from, figures_values
from mentornett.measurement.rules.pooled_shares import Earlier, Pooled


def as_kept(pooled: Pooled) -> dict[str, Any]:
    """Return it as plain values that can be stored."""
    return {
        "cohorts": [[*at, *number] for at, number in sorted(pooled.cohorts.items())],
        "figures": figures_values(pooled.decision.released()),
    }


def from_kept(stored: dict[str, Any]) -> Earlier:
    """Return what was stored as it was."""
    if not stored:
        return Earlier()
    cohorts = {(half, period): (known, stayed) for half, period, known, stayed in stored["cohorts"]}
    return Earlier(figures_from(stored["figures"]), cohorts)
