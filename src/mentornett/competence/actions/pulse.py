"""The mentors' own pulse: an answer for oneself, and a count without persons for the municipality (H07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.competence.models import Pulse, PulseTally
from mentornett.competence.rules.pulse import QUESTIONS, Tally, counted, half_year, may_answer
from mentornett.core import audit
from mentornett.core.sealing import seal
from mentornett.core.text import clean
from mentornett.tenants.models import Municipality, Person


class AnsweredAlreadyError(RuntimeError):
    """One answers once in a month."""


@transaction.atomic
def answer_pulse(
    *, municipality: Municipality, answer: Mapping[str, int], text: str, by: Person, now: datetime
) -> None:
    """Keep an answer for its author, and count it without the author. Raises AnsweredAlreadyError.

    A later answer in the same half-year takes the place of the earlier one in the count. The log says that the person
    answered, and stands in nobody's scope but the person's.
    """
    today = localdate(now)
    half = half_year(today)
    PulseTally.objects.get_or_create(municipality=municipality, half=half)
    tally = PulseTally.objects.select_for_update().get(municipality=municipality, half=half)  # one answer at a time
    last = Pulse.objects.filter(person=by, municipality=municipality).order_by("-answered_on", "-pk").first()
    if not may_answer(last.answered_on if last else None, today):
        raise AnsweredAlreadyError
    words = clean(text).strip()
    Pulse(
        person=by, municipality=municipality, answered_on=today, sealed=seal(words) if words else None,
        **{question: answer[question] for question in QUESTIONS},
    ).save()  # fmt: skip
    _count(tally, answer, last if last and half_year(last.answered_on) == half else None)
    audit.record(verb="pulse.answered", on=by, by=by, now=now)


def _count(row: PulseTally, answer: Mapping[str, int], before: Pulse | None) -> None:
    earlier = {question: int(getattr(before, question)) for question in QUESTIONS} if before else None
    found = counted(Tally(row.people, row.counts, row.shown_people, row.shown), answer, earlier)
    row.people, row.counts = found.people, found.counts
    row.shown_people, row.shown = found.shown_people, found.shown
    row.save(update_fields=["people", "counts", "shown_people", "shown"])
