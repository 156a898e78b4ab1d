"""What a release says of hires, in the four parts of every answer: made of what the gate let through, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from mentornett.measurement.rules.employed import Comparison, Followed, compare, follow
from mentornett.measurement.rules.grading import Grade
from mentornett.measurement.rules.half_years import last_day_of
from mentornett.measurement.rules.telling import Group
from mentornett.reports.employed_words import (
    Answer,
    after_words,
    before_words,
    compared,
    described,
    refusal,
)
from mentornett.reports.row_words import Told
from mentornett.statistics.disclosure.primary import LEAST, LEAST_GROUP
from mentornett.statistics.spells import Spells


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all answers of a release: the last day that is counted, and when the next one is due."""

    until: date
    next_due: date

    def added(self, answer: Answer, *, waits: bool = True) -> Answer:
        """Return an answer with what is said of all: why the newest wait, and when there is an answer again."""
        unknown = (*answer.unknown, waiting_words()) if waits else answer.unknown
        return replace(answer, unknown=unknown, needed=(*answer.needed, self._again()))

    def _again(self) -> str:
        day = formats.date_format(self.next_due, "F Y")
        return _("The earliest new answer is in %(month)s.") % {"month": day}


def span(group: Group) -> str:
    """Return when the hires of a group began."""
    first, last = months(group)
    return _("Hired from %(from)s to %(to)s") % {"from": first, "to": last}


def months(group: Group) -> tuple[str, str]:
    """Return the first and the last month in which the hires of a group began."""
    first = last_day_of(group.first)
    begun = formats.date_format(date(first.year, first.month - 5, 1), "F Y")
    return begun, formats.date_format(last_day_of(group.last), "F Y")


def period_words(group: Group) -> str:
    """Return the same where it stands under a title."""
    return " – ".join(months(group))


def followed(name: str, group: Group, after: int = 12) -> Followed:
    """Return a count as a group that was followed; nobody is known to have left at any time, only before the last."""
    left = group.hired - group.stayed
    spells = Spells.of([after - 0.5] * left + [float(after)] * group.stayed, [1] * left + [0] * group.stayed)
    first = last_day_of(group.first)
    return replace(follow(name, spells, first, (after,)), mean=None)


def told_of_retention(year: Group | None, two_years: Group | None, frame: Frame) -> Answer:
    """Return how many were still here after one and two years."""
    if year is None:
        return too_few(frame)
    groups = [followed(span(year), year)]
    if two_years:
        groups.append(followed(span(two_years), two_years, 24))
    answer = described(groups, Told(frame.until))
    if two_years is None:
        seen = (*answer.seen, _("There are too few yet to tell of 24 months."))
        answer = replace(answer, seen=seen)
    return frame.added(answer)


def too_few(frame: Frame, why: str = "") -> Answer:
    """Return that nothing can be told yet, what that takes, and when it can be at the earliest."""
    values = {"people": LEAST_GROUP, "left": LEAST}
    seen = why or _("There are too few new hires to tell of yet.")
    return frame.added(
        Answer(
            Grade.TOO_FEW, (seen,),
            (_("With so few, one person more or less would change the number a lot, and it could be about somebody "
               "whom people know."),),
            (_("That nothing is shown does not mean that nothing has changed."),),
            (_("At least %(people)d hires who have been followed for 12 months, of whom at least %(left)d have left, "
               "or nobody.") % values, _("Together with other municipalities the answer comes sooner.")),
        ), waits=False,
    )  # fmt: skip


def waiting_words() -> str:
    """Return why the newest hires are not counted yet, and what that does to the number."""
    return _("The newest hires wait until enough of them can be told of together. Therefore the share who stay may be "
             "a little too low.")  # fmt: skip


def told_of_before_after(before: Group | None, after: Group | None, frame: Frame, *, own_starts: bool) -> Answer:
    """Return the difference between those hired before and from their unit's start on; too few when one lacks."""
    if before is None and after is None:
        return too_few(frame, _("There are too few to compare those hired before and after the start yet."))
    if after is None:
        return too_few(frame, _("Too few of those hired after the start have been followed for 12 months yet."))
    if before is None:
        return too_few(
            frame, _("The register has too few who were hired before the start. Their count is the starting point.")
        )
    return frame.added(compared(both_compared(before, after), Told(frame.until), has_own_starts=own_starts))


def both_compared(before: Group, after: Group) -> Comparison:
    """Return the comparison of those hired before and from the start on."""
    return compare(followed(after_words(), after), followed(before_words(), before))


def apart_words() -> str:
    """Return what the difference between before and after is called in a chart."""
    return _("After the start beside before")


def told_of_refusal() -> Answer:
    """Return why those with a mentor are not compared with those without."""
    said = refusal()
    why = _("The grade is D because no number here can be trusted, not because there are too few. More hires would "
            "only make the wrong answer look more certain.")  # fmt: skip
    return Answer(
        Grade.TOO_FEW, said[:1], (said[1], why),
        (_("Who would have stayed without a mentor can be seen from no figure."),),
        (_("Compare those hired before and after the unit's start, whether they had a mentor or not. That stands "
           "above."),),
    )  # fmt: skip


def told_of_unit(group: Group | None, frame: Frame) -> Answer:
    """Return how many of a unit's own hires stayed; for those who know the people."""
    if group is None:
        return too_few(frame, _("The unit has too few new hires by itself. What is known of the whole municipality is "
                                "the best guess."))  # fmt: skip
    return frame.added(described([followed(span(group), group)], Told(frame.until)))


def told_of_units(shares: Mapping[str, float], frame: Frame, *, has_areas: bool) -> Answer:
    """Return what can be said of units side by side; `shares` are drawn towards what they have in common."""
    areas = (_no_areas(),) if has_areas else ()
    if not shares:
        few = too_few(frame, _("Too few of the units have enough new hires to stand side by side."))
        return replace(few, unknown=(*few.unknown, *areas))
    low, high = (round(100 * found(shares.values())) for found in (min, max))
    values = {"units": len(shares), "low": low, "high": high}
    return frame.added(
        Answer(
            Grade.DESCRIBED,
            (_("In the %(units)d units, between %(low)d and %(high)d of 100 are usually still employed after 12 "
               "months, when chance is taken out.") % values,),
            (_("The number of each unit is drawn towards what the units have in common, the more the fewer it has "
               "hired. The ranges overlap where units cannot be told apart."),),
            (*_about_units(), *areas),
            (_("More hires in each unit, or a longer time."),),
        )
    )  # fmt: skip


def _about_units() -> tuple[str, ...]:
    return (
        _("Units differ in more than the mentor scheme: patients, shifts, who applies. They are in the order of the "
          "alphabet, and ranking them would mostly rank chance."),
        _("Units in which few have left are told of together; that does not mean that they do worse or better."),
    )  # fmt: skip


def _no_areas() -> str:
    return _("There are no figures for areas, because an area is the sum of its units: the number of a small unit "
             "could be worked out by taking away the units that are shown.")  # fmt: skip


def told_of_professions(groups: Mapping[str, Group], frame: Frame) -> Answer:
    """Return how many stayed of each profession; they are not compared."""
    if not groups:
        return too_few(frame)
    rows = [followed(profession_words(name), group) for name, group in groups.items()]
    return frame.added(described(rows, Told(frame.until)))


def profession_words(name: str) -> str:
    """Return what a group of professions is called."""
    return {"sykepleier": _("Nurses"), "vernepleier": _("Social educators"), "other": _("Other professions")}[name]


def told_of_baseline(group: Group | None, frame: Frame) -> Answer:
    """Return the starting point as it was counted before the programme began."""
    if group is None:
        return too_few(frame, _("The starting point has too few to show."))
    answer = described([followed(_("Hired before the programme"), group)], Told(frame.until))
    unknown = (
        *answer.unknown,
        _("It was counted by hand from what people remember and what lists held, so that some may be missing."),
    )
    return replace(answer, unknown=unknown)


def told_of_december(year: int, found: Mapping[str, int | None], frame: Frame) -> Answer:
    """Return the national count of one December to the next, for those whom our register holds."""
    there = found.get("there")
    if there is None:
        return too_few(frame, _("The register has too few to count as in the national statistics yet."))
    values: dict[str, int | None] = {**found, "year": year, "next": year + 1}
    seen = _("Of %(there)s registered on 1 December %(year)s, %(same)s were in the same kind of service on 1 December "
             "%(next)s, %(other)s in another service here, and %(gone)s had left the municipality.")  # fmt: skip
    if None in found.values():
        seen = _("%(there)s were registered on 1 December %(year)s. Where they were on 1 December %(next)s is not "
                 "shown: fewer than 5, or it could be worked out.")  # fmt: skip
    return Answer(
        Grade.DESCRIBED,
        (seen % values,),
        (_("It is a count of all, not of a sample. With so few it varies much from year to year."),),
        (_("The national statistics (PAI) count the same way, but also see who went to another municipality. Ours "
           "count only those in the register here, so that the numbers cannot be put beside the national ones as they "
           "are."),),
        (_("The national figures, which come once a year, for all who work here."),),
    )  # fmt: skip
