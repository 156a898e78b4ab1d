"""How studies and what was handed out are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.choices import FileState, ResearchDeed
from mentornett.measurement.models import ResearchEvent, ResearchStudy
from mentornett.measurement.rules.research import HALF
from mentornett.measurement.rules.studies import Standing, link_holds, standing
from mentornett.statistics.disclosure.primary import is_small

HIDDEN = ("content", "sealed_key")  # never read for a page


@dataclass(frozen=True)
class ShownStudy:
    """A study with where it stands and what happened, the newest first."""

    study: ResearchStudy
    standing: Standing
    events: list[ResearchEvent]

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        file = self.study.file_state
        if self.standing == Standing.APPROVED and file != FileState.DONE:
            return str(FileState(file).label)
        return {
            Standing.ASKED: gettext("Waits for approval"), Standing.DECLINED: gettext("Declined"),
            Standing.APPROVED: gettext("Handed out"), Standing.WITHDRAWN: gettext("Withdrawn"),
            Standing.ENDED: gettext("Ended"),
        }[self.standing]  # fmt: skip

    @property
    def fetched(self) -> int:
        """How many times the file was fetched."""
        return sum(event.deed == ResearchDeed.FETCHED for event in self.events)

    @property
    def period(self) -> str:
        """The half-years of hire, in words."""
        first, last = half_words(self.study.first_half), half_words(self.study.last_half)
        return first if first == last else f"{first} – {last}"

    @property
    def counts(self) -> list[tuple[str, str]]:
        """What the file holds, in numbers; small ones are not told."""
        told = self.study.counts
        labels = {
            "rows": gettext("Rows in the file"), "coarser": gettext("Told more coarsely"),
            "left_out": gettext("Left out, too few of a kind"), "unseen": gettext("Left out, not seen long enough"),
        }  # fmt: skip
        return [(label, number_words(told[name])) for name, label in labels.items() if name in told]


def number_words(number: int) -> str:
    """Write a number of rows; a small one as «fewer than five»."""
    return gettext("fewer than 5") if is_small(number) else str(number)


def half_words(half: int) -> str:
    """Write a half-year: «first half of 2025»."""
    year = {"year": half // 2}
    return gettext("second half of %(year)s") % year if half % 2 else gettext("first half of %(year)s") % year


def studies() -> QuerySet[ResearchStudy]:
    """Return studies with those who asked and answered, without their files and keys, the newest first."""
    events = Prefetch("events", ResearchEvent.objects.select_related("person").order_by("-at", "-pk"))
    rows = ResearchStudy.objects.select_related("municipality", "asked_by", "answered_by").prefetch_related(events)
    return rows.defer(*HIDDEN).order_by("-asked_at", "-pk")


def shown(rows: Iterable[ResearchStudy], today: date) -> list[ShownStudy]:
    """Return studies ready to show."""
    return [ShownStudy(row, standing_of(row, today), list(row.events.all())) for row in rows]


def standing_of(row: ResearchStudy, today: date) -> Standing:
    """Return where a study stands."""
    return standing(
        approved=row.approved, withdrawn=row.withdrawn_at is not None, destroyed=row.key_destroyed_at is not None,
        last_day=row.last_day, today=today,
    )  # fmt: skip


def halves_to_ask(today: date) -> list[tuple[int, str]]:
    """Return the half-years of hire that can be followed for half a year, the newest first, ten years back."""
    newest = today.year * 2 + (today.month > HALF) - 2
    return [(half, half_words(half)) for half in range(newest, newest - 20, -1)]


def study_with(hashed: str, now: datetime, today: date) -> ResearchStudy | None:
    """Return the study whose link this is, as long as it opens. Only this one row is read across the wall."""
    with inside(EVERYONE):
        row = ResearchStudy.objects.filter(token_hash=hashed).select_related("municipality").first()
    if row is None or row.content is None or not link_holds(row.link_expires_at, now):
        return None
    return row if standing_of(row, today) == Standing.APPROVED else None
