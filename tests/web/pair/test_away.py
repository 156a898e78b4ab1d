"""A mentor or a mentee notes their own time away: the plan waits, and the others learn the days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Leave, MentorLeave, Talk
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn


def _due(cast: Cast) -> Any:
    with inside(EVERYONE):
        return Talk.objects.get(pk=cast.talk_3.pk).due


def _told(kind: str) -> set[int | None]:
    return set(Letter.objects.filter(kind=kind).values_list("to_person", flat=True))


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_own_time_away_moves_the_plan_and_is_taken_back(who: str, cast: Cast, log_in: LogIn) -> None:
    client, page, due = log_in(who), f"/par/{cast.pair.pk}/borte/", _due(cast)
    assert page in client.get(f"/par/{cast.pair.pk}/").text
    starts, ends = cast.today + timedelta(days=2), cast.today + timedelta(days=11)
    said = client.post(page, {"starts": starts.isoformat(), "ends": ends.isoformat()}, follow=True).text
    assert "planen venter så lenge" in said
    assert _due(cast) == due + timedelta(days=10)
    other = cast.mentee if who == "mentor" else cast.mentor
    assert _told("away") == {other.pk, cast.ward_leader.pk}
    with inside(EVERYONE):
        leave = (MentorLeave if who == "mentor" else Leave).objects.get()
    assert f'name="leave" value="{leave.pk}"' in said
    client.post(f"/par/{cast.pair.pk}/tilbake/", {"leave": leave.pk})
    assert _due(cast) == due
    assert _told("back") == _told("away")


def test_back_today_ends_what_holds(cast: Cast, log_in: LogIn) -> None:
    client, page = log_in("mentee"), f"/par/{cast.pair.pk}/borte/"
    client.post(page, {"starts": (cast.today - timedelta(days=3)).isoformat()})
    assert "Tilbake i dag" in client.get(page).text
    with inside(EVERYONE):
        leave = Leave.objects.get()
    answer = client.post(f"/par/{cast.pair.pk}/tilbake/", {"leave": leave.pk}, follow=True)
    assert "Velkommen tilbake" in answer.text
    with inside(EVERYONE):
        assert Leave.objects.get().ends == cast.today - timedelta(days=1)


@pytest.mark.parametrize(
    ("starts", "ends", "why"), [(2, 1, "kommer før"), (0, 3, "noen av disse dagene fra før"), (None, 3, "fylles ut")]
)
def test_days_that_cannot_be_are_told_of_beside_the_field(
    starts: int | None, ends: int, why: str, cast: Cast, log_in: LogIn
) -> None:
    client, page = log_in("mentor"), f"/par/{cast.pair.pk}/borte/"
    with inside(EVERYONE):
        MentorLeave.objects.create(
            mentor=cast.mentor_row, starts=cast.today, ends=cast.today, municipality=cast.flesberg
        )
    days = {"starts": starts, "ends": ends}
    typed = {key: (cast.today + timedelta(days=n)).isoformat() for key, n in days.items() if n is not None}
    assert why in client.post(page, typed).text
    assert not Letter.objects.exists()


def test_time_away_of_somebody_else_is_not_taken_back(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        theirs = cast.other_mentor_row.leaves.create(starts=cast.today + timedelta(days=4), municipality=cast.flesberg)
    for key in (str(theirs.pk), "", "x", "9" * 30):
        assert log_in("mentor").post(f"/par/{cast.pair.pk}/tilbake/", {"leave": key}).status_code == 404
    with inside(EVERYONE):
        assert MentorLeave.objects.filter(pk=theirs.pk).exists()


def test_pair_that_is_over_has_no_time_away(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        cast.pair.ends, cast.pair.end_reason = cast.today - timedelta(days=1), "planned"
        cast.pair.save(update_fields=["ends", "end_reason"])
    client = log_in("mentor")
    assert client.get(f"/par/{cast.pair.pk}/borte/").status_code == 404
    assert "/borte/" not in client.get(f"/par/{cast.pair.pk}/").text


@pytest.mark.parametrize("more", [0, 2])
def test_queries_of_the_page(
    more: int, cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with inside(EVERYONE):
        for each in range(1 + more):
            day = cast.today + timedelta(days=10 * each)
            MentorLeave.objects.create(mentor=cast.mentor_row, starts=day, ends=day, municipality=cast.flesberg)
    client = log_in("mentor")
    with django_assert_num_queries(5):
        client.get(f"/par/{cast.pair.pk}/borte/")
