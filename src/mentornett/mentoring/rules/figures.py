"""The figures of a programme: shares with both their numbers, and medians with how many they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from statistics import median

from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.rules.disclosure import may_be_shown

YEAR = 365


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `part` of `whole`, or a `value` of its own. `people` stand behind it, None when it is about units."""

    key: FigureKey
    part: int
    whole: int
    people: int | None
    value: float | None = None  # days, or mentees for each mentor

    @property
    def is_shown(self) -> bool:
        """Tell whether it may leave the gate; there is nothing to show when nothing was counted."""
        return self.whole > 0 and (self.people is None or may_be_shown(self.people))

    @property
    def share(self) -> float:
        """The part of the whole, from 0 to 1."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class NewHire:
    """Somebody who began in the last year: the days until a mentor, None while there is none."""

    profession: str
    temporary: bool
    followed: bool
    days_to_mentor: int | None


@dataclass(frozen=True, slots=True)
class BegunPair:
    """A pair that began in the last year: the days that count until now, and until the first talk."""

    days: int
    days_to_talk: int | None


def is_for(hire: NewHire, professions: Collection[str], *, includes_temporary: bool) -> bool:
    """Tell whether a programme is for somebody, whether or not it follows them."""
    wanted = not professions or hire.profession.casefold() in {one.casefold() for one in professions}
    return wanted and (includes_temporary or not hire.temporary)


def of_hires(hires: Iterable[NewHire]) -> list[Figure]:
    """Return coverage (I01) and the median of days to a mentor, among those whom the programme is for."""
    rows = list(hires)
    days = [row.days_to_mentor for row in rows if row.days_to_mentor is not None]
    return [
        Figure(FigureKey.COVERED, len(days), len(rows), len(rows)),
        Figure(FigureKey.DAYS_TO_MENTOR, len(days), len(rows), len(days), _median(days)),
    ]


def of_pairs(pairs: Iterable[BegunPair], first_talk_days: int) -> list[Figure]:
    """Return the median of days to the first talk, and the share in time of those who have had as many days."""
    rows = list(pairs)
    days = [row.days_to_talk for row in rows if row.days_to_talk is not None]
    asked = [row for row in rows if row.days > first_talk_days or row.days_to_talk is not None]
    in_time = sum(row.days_to_talk is not None and row.days_to_talk <= first_talk_days for row in asked)
    return [
        Figure(FigureKey.DAYS_TO_TALK, len(days), len(rows), len(days), _median(days)),
        Figure(FigureKey.FIRST_TALK, in_time, len(asked), len(asked)),
    ]


def _median(days: Collection[int]) -> float | None:
    return float(median(max(day, 0) for day in days)) if days else None


def of_talks(*, due: int, answered: int, held: int, people: int) -> list[Figure]:
    """Return how many of the talks that were due have an answer, and how many were held."""
    return [Figure(FigureKey.ANSWERED, answered, due, people), Figure(FigureKey.HELD, held, due, people)]


def of_mentors(*, mentees: int, busy: int, trained: int) -> list[Figure]:
    """Return the load and the training of the mentors who have mentees."""
    return [
        Figure(FigureKey.LOAD, mentees, busy, busy, mentees / busy if busy else None),
        Figure(FigureKey.TRAINED, trained, busy, busy),
    ]
