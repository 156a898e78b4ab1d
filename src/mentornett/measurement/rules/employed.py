"""How long new hires stay, for those who have been observed so long, and before and after a start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentornett.measurement.choices import SpellEnd
from mentornett.measurement.rules.grading import SMALLEST, Grade, grade_of, is_wide
from mentornett.measurement.rules.spells import Spell
from mentornett.statistics.competing import cumulative_incidence
from mentornett.statistics.intervals import Interval
from mentornett.statistics.proportions import Estimate
from mentornett.statistics.restricted_mean import NotObservedError, RestrictedMean, restricted_mean
from mentornett.statistics.retention import Retention, Share, difference, kaplan_meier
from mentornett.statistics.spells import STAYED, Spells

WAYS = {SpellEnd.LEFT: 1, SpellEnd.MOVED: 2}  # as the kinds of spells; all else is not known further


@dataclass(frozen=True, slots=True)
class Followed:
    """A group of hires: how many, the share still employed after each of the months asked for, and the mean time.

    `mean` is out of the last of these months, None when nobody was observed so long. `is_counted`: everybody was
    observed for the first of these months or until they left, so that the share is a count. `first` is the first hire.
    `ways` are the shares who left in each way, when somebody moved to another unit; else it is empty.
    """

    name: str
    hires: int
    left: int
    first: date
    shares: tuple[Share, ...]
    mean: RestrictedMean | None
    is_counted: bool
    curve: Retention
    ways: dict[SpellEnd, tuple[Share, ...]]

    @property
    def is_shown(self) -> bool:
        """Whether the group is large enough for its numbers to be shown."""
        return self.hires >= SMALLEST

    def points(self) -> tuple[Share, ...]:
        """Return the share after each whole month, as long as enough are at risk."""
        found = []
        for month in range(int(self.curve.last) + 1):
            share = self.curve.at(month)
            if not share.is_known or share.at_risk < SMALLEST:
                break
            found.append(share)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Those hired from the start on beside those hired before it, with the difference after each of the months.

    `is_wide`: the range of the first difference is so wide that it is no answer.
    """

    after: Followed
    before: Followed
    differences: tuple[Estimate, ...]
    grade: Grade
    is_wide: bool = False


def spells_of(works: Sequence[Spell]) -> Spells:
    """Return times of work as they are counted."""
    return Spells.of(
        [work.months for work in works], [WAYS.get(work.end, STAYED) for work in works],
        entry=[work.entry for work in works],
    )  # fmt: skip


def followed_from(
    name: str, works: Sequence[Spell], months: Sequence[int], interval: Interval = Interval.ROTHMAN_WILSON
) -> Followed:
    """Return how long a group of hires stays, from their times of work."""
    return follow(name, spells_of(works), min(work.starts for work in works), months, interval)


def follow(
    name: str, spells: Spells, first: date, months: Sequence[int], interval: Interval = Interval.ROTHMAN_WILSON
) -> Followed:
    """Return how long a group of hires stays; `months` are those to tell of, the first the one that is asked."""
    curve = kaplan_meier(spells, interval=interval)
    try:
        mean = restricted_mean(curve, max(months))
    except NotObservedError:
        mean = None
    observed = (spells.exit >= months[0]) | spells.left
    is_counted = bool(observed.all()) and not spells.is_delayed
    shares = tuple(curve.at(month) for month in months)
    return Followed(
        name, len(spells), int(spells.left.sum()), first, shares, mean, is_counted, curve, _ways(spells, months)
    )


def _ways(spells: Spells, months: Sequence[int]) -> dict[SpellEnd, tuple[Share, ...]]:
    if not (spells.kind == WAYS[SpellEnd.MOVED]).any():
        return {}
    incidences = {way: cumulative_incidence(spells, kind) for way, kind in WAYS.items()}
    return {way: tuple(found.at(month) for month in months) for way, found in incidences.items()}


def compare(after: Followed, before: Followed) -> Comparison:
    """Return a comparison of two groups that were followed for the same months."""
    pairs = zip(after.shares, before.shares, strict=True)
    is_known = after.shares[0].is_known and before.shares[0].is_known
    grade = grade_of([after.hires, before.hires], is_known=is_known, is_compared=True)
    differences = tuple(difference(mine, other) for mine, other in pairs)
    wide = grade != Grade.TOO_FEW and is_wide(differences[0].low, differences[0].high)
    return Comparison(after, before, differences, Grade.TOO_FEW if wide else grade, is_wide=wide)


def answers_from(group: Followed, months: int) -> date:
    """Return the day from which somebody in a group has been observed for so many months."""
    year, month = divmod(group.first.year * 12 + group.first.month + months, 12)
    return date(year, month + 1, 1)
