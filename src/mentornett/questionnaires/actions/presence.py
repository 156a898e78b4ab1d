"""Who is writing where just now."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.questionnaires.models import AnswerSheet, Presence
from mentornett.tenants.models import Person


@transaction.atomic
def touch_presence(*, sheet: AnswerSheet, person: Person, question_key: str, now: datetime) -> None:
    """Note that a person is at a question. A courtesy of seconds, so no audit row is written."""
    row = Presence.objects.filter(sheet=sheet, person=person).first()
    row = row or Presence(
        sheet=sheet, person=person, organiser_id=sheet.organiser_id, municipality_id=sheet.municipality_id
    )
    row.question_key, row.seen_at = question_key[:80], now
    row.save()
