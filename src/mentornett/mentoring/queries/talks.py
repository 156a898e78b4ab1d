"""A person's own plan: which talk is next, how far they have come, and talks as calendar events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from mentornett.core.sealing import unseal
from mentornett.documents.calendars import Happening
from mentornett.mentoring.choices import PairRole, TalkKind, TalkState
from mentornett.mentoring.models import Note, Talk
from mentornett.mentoring.rules.spans import Span
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class PlanDot:
    """One talk in the line of dots: «held», «missed», «next» or «coming». None of them says that anybody is behind."""

    talk: Talk
    state: str


@dataclass(frozen=True)
class OpenNote:
    """A note with its text, for its owner's eyes."""

    note: Note
    text: str


def next_talk(talks: Iterable[Talk]) -> Talk | None:
    """Return the first talk that nobody has answered for yet."""
    waiting = [row for row in talks if row.state == TalkState.PLANNED and row.kind != TalkKind.SURVEY]
    return min(waiting, key=lambda row: (row.opens, row.number), default=None)


def day_of(talk: Talk) -> date:
    """Return the day of a talk that is to come: the agreed one, else the first on which it can be."""
    return localdate(talk.agreed_at) if talk.agreed_at else talk.opens


def plan_dots(talks: Sequence[Talk], *, is_over: bool = False) -> list[PlanDot]:
    """Return the plan as dots, in the order of the plan; nothing is next when it is over."""
    following = None if is_over else next_talk(talks)
    names = {TalkState.HELD: "held", TalkState.NOT_HELD: "missed"}
    return [
        PlanDot(row, "next" if row == following else names.get(TalkState(row.state), "coming"))
        for row in talks
        if row.kind != TalkKind.SURVEY and not (is_over and row.state == TalkState.PLANNED)
    ]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that hold something, such as the questions of a guide."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def opened(notes: Iterable[Note]) -> list[OpenNote]:
    """Return notes with their texts. Hand it only what `permissions.talks.notes_of` gave."""
    return [OpenNote(row, unseal(bytes(row.sealed))) for row in notes]


def other_in(talk: Talk, person: Person) -> Person | None:
    """Return the other one of a mentor talk; for a leader talk the mentee, and nobody when one is the mentee."""
    mentee = talk.employment.person
    return mentee if mentee != person else mentor_of(talk, day_of(talk))


def mentor_of(talk: Talk, day: date) -> Person | None:
    """Return who is the mentor in a mentor talk on a day: the substitute while there is one."""
    if talk.pair is None or talk.kind != TalkKind.MENTOR:
        return None
    for pair in talk.employment.pairs.all():
        if pair.role == PairRole.SUBSTITUTE and Span(pair.starts, pair.ends).holds_on(day):
            return pair.mentor.person
    return talk.pair.mentor.person


def happening_of_talk(talk: Talk, other: Person | None, stamp: datetime) -> Happening:
    """Return an agreed talk as an event for calendars. A later change moves the same event."""
    starts = localtime(talk.agreed_at)
    ends = starts + timedelta(minutes=talk.minutes)
    link = talk.place if talk.place.startswith(("https://", "http://")) else ""
    title = gettext("Talk with %(other)s") % {"other": other.name} if other else gettext("Talk with the leader")
    return Happening(
        uid=f"talk-{talk.pk}@mentornett", title=title, stamp=stamp, starts=starts.date(), ends=ends.date(),
        from_time=starts.time(), to_time=ends.time(), place="" if link else talk.place, link=link,
        sequence=talk.sequence,
    )  # fmt: skip
