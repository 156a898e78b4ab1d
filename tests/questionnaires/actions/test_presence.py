"""Who is writing where."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.questionnaires import queries
from mentornett.questionnaires.actions import touch_presence
from mentornett.questionnaires.models import Presence
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def test_others_are_seen_for_less_than_a_minute_and_oneself_never(cast: Cast) -> None:
    sheet = cast.report.sheet
    touch_presence(sheet=sheet, person=cast.coordinator, question_key="status.hard", now=NOW)
    assert [row.question_key for row in queries.others_present(sheet, cast.deputy.pk, NOW)] == ["status.hard"]
    assert not queries.others_present(sheet, cast.coordinator.pk, NOW)
    assert not queries.others_present(sheet, cast.deputy.pk, NOW + timedelta(minutes=1))


def test_person_is_at_one_question_at_a_time(cast: Cast) -> None:
    for key in ("status.hard", "x" * 200):
        touch_presence(sheet=cast.report.sheet, person=cast.coordinator, question_key=key, now=NOW)
    assert Presence.objects.get().question_key == "x" * 80
