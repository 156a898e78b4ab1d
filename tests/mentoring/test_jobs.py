"""Both are asked once whether a talk was held, after the agreed time and no longer than some days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.mentoring.jobs import ask_after_talks
from mentornett.mentoring.models import Talk
from mentornett.tenants.models import Letter
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def test_both_are_asked_once_with_a_link_of_their_own(cast: Cast) -> None:
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=NOW - timedelta(hours=2))
    assert [ask_after_talks(NOW), ask_after_talks(NOW)] == [2, 0]
    texts = dict(Letter.objects.filter(kind="talk_asked").values_list("to_person", "text"))
    assert set(texts) == {cast.mentor.pk, cast.mentee.pk}
    assert len(set(texts.values())) == 2


@pytest.mark.parametrize("ago", [timedelta(minutes=10), timedelta(days=4)])
def test_nobody_is_asked_too_early_or_long_after(cast: Cast, ago: timedelta) -> None:
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=NOW - ago)
    assert ask_after_talks(NOW) == 0


def test_nobody_is_asked_about_a_talk_that_is_answered_for(cast: Cast) -> None:
    held = {"state": "held", "held_on": NOW.date(), "agreed_at": NOW - timedelta(hours=2)}
    Talk.objects.filter(pk=cast.talk_2.pk).update(**held)
    assert ask_after_talks(NOW) == 0
