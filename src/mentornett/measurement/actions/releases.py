"""How figures go out: frozen, with the certificate of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.measurement.actions.answer_letters import tell_union_answered
from mentornett.measurement.choices import Question
from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.measurement.rules.grading import Grade
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Person

WAITED_FOR = (Question.RETENTION, Question.BEFORE_AFTER, Question.EFFECT)


class UnsafeError(ValueError):
    """The gate did not vouch for the figures."""


@dataclass(frozen=True)
class Answered:
    """An answer in words, table and chart, as it is to be stored."""

    question: str
    grade: str
    words: dict[str, Any]
    about: str = ""
    label: str = ""
    table: dict[str, Any] = field(default_factory=dict)
    chart: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def freeze_release(
    *, subject: Municipality | Network, until: date, certificate: dict[str, Any], kept: dict[str, Any],
    answers: Sequence[Answered], by: Person | None, now: datetime,
) -> Release:  # fmt: skip
    """Let the answers of a half-year out; what is out already stands. Raises UnsafeError."""
    if not certificate.get("safe"):
        raise UnsafeError(str(subject))
    of: dict[str, Any] = {"municipality": subject}
    if isinstance(subject, Network):
        of = {"network": subject, "organiser_id": subject.organiser_id}
    if found := Release.objects.filter(until=until, **of).first():
        return found
    row = Release(until=until, made_at=now, certificate=certificate, kept=kept, **of)
    row.save()
    ReleasedAnswer.objects.bulk_create(
        ReleasedAnswer(
            release=row, organiser_id=row.organiser_id, municipality_id=row.municipality_id, position=position,
            question=one.question, grade=one.grade, words=one.words, about=one.about, label=one.label, table=one.table,
            chart=one.chart,
        )
        for position, one in enumerate(answers)
    )  # fmt: skip
    if any(one.question in WAITED_FOR and one.grade != Grade.TOO_FEW for one in answers):
        tell_union_answered(row, subject, now=now)
    audit.record(verb="release.frozen", on=row, by=by, now=now, details={"until": str(until), "answers": len(answers)})
    return row
