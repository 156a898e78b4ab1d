"""The people to match, as plain values.

A key is any text that names one person among both mentors and mentees. Empty text and empty sets mean "not known": what
is not known earns no points and breaks no rule, except that a mentor without a profession fits no required profession.
"""

from __future__ import annotations

from dataclasses import dataclass

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mentee:
    """A newly hired person who needs a mentor.

    `leaders` holds the keys of the person's own leader and of that leader's leader: neither can be the mentor.
    """

    key: str
    unit: str = ""
    profession: str = ""
    shift: str = ""
    specialities: frozenset[str] = NONE
    languages: frozenset[str] = NONE
    leaders: tuple[str, ...] = ()
    wishes: frozenset[str] = NONE
    excluded: frozenset[str] = NONE


@dataclass(frozen=True, slots=True)
class Mentor:
    """Somebody who can be a mentor, with `places` mentees at most, of whom `load` are there already.

    `experience_months` is the time in the profession.
    """

    key: str
    unit: str = ""
    profession: str = ""
    shift: str = ""
    specialities: frozenset[str] = NONE
    languages: frozenset[str] = NONE
    experience_months: int = 0
    places: int = 1
    load: int = 0
    trained: bool = True
    active: bool = True
    wishes: frozenset[str] = NONE
    excluded: frozenset[str] = NONE

    @property
    def free(self) -> int:
        """How many more mentees this mentor can take; never below 0."""
        return max(0, self.places - self.load)
