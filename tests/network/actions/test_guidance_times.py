"""Times for guidance: offered, booked, moved, cancelled, noted when held."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network.actions import guidance_times as actions
from mentornett.network.models import ContactLog, GuidanceTime
from mentornett.network.permissions.guidance_times import booked_times, free_times
from mentornett.network.rules.guidance_times import Slot
from mentornett.tenants.models import Letter
from tests.cast import NOW, Cast
from tests.network.guidance_samples import guide_team

pytestmark = pytest.mark.usefixtures("everyone")

DAY = date(2026, 3, 19)


def offer(cast: Cast, *hours: int, on: date = DAY) -> list[GuidanceTime]:
    slots = tuple(Slot(on, time(hour), 30) for hour in hours)
    offered = actions.Offer(slots, "video", "https://eksempel.no/mote")
    return actions.offer_times(network=cast.network, offer=offered, by=cast.guide, now=NOW)


def book(cast: Cast, row: GuidanceTime, **more: Any) -> GuidanceTime:
    values = {"team": cast.team, "topic": "Forankring", "by": cast.coordinator, "now": NOW} | more
    actions.book_time(time=row, **values)
    return fresh(row)


def fresh(row: GuidanceTime) -> GuidanceTime:
    return GuidanceTime.objects.select_related("team", "person", "network").get(pk=row.pk)


def readers(kind: str) -> set[int | None]:
    return set(Letter.objects.filter(kind=kind).values_list("to_person", flat=True))


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_offer_tells_the_coordinators_of_the_teams_one_guides(cast: Cast) -> None:
    offer(cast, 10, 11)
    assert readers("guidance_offered") == {cast.coordinator.pk, cast.deputy.pk}
    assert "torsdag 19. mars kl. 10.00–10.30" in Letter.objects.filter(kind="guidance_offered")[0].text
    assert verbs() == ["guidance_time.offered"]


def test_offer_in_the_way_of_another_is_refused(cast: Cast) -> None:
    offer(cast, 10)
    with pytest.raises(actions.TimeClashError):
        actions.offer_times(
            network=cast.network, offer=actions.Offer((Slot(DAY, time(10, 15), 30),), "phone"), by=cast.guide, now=NOW
        )


def test_free_times_are_those_of_ones_own_guide(cast: Cast) -> None:
    (row,) = offer(cast, 10)
    viewer = cast.viewer("coordinator")
    assert free_times(viewer, [cast.team], NOW) == {cast.team.pk: [row]}
    assert free_times(cast.viewer("neighbour"), [cast.neighbour_team], NOW) == {}
    assert free_times(viewer, [cast.team], NOW + timedelta(days=7, hours=2)) == {cast.team.pk: []}
    book(cast, row)
    assert free_times(viewer, [cast.team], NOW) == {cast.team.pk: []}


def test_booked_time_belongs_to_the_team_and_comes_in_both_calendars(cast: Cast) -> None:
    row = book(cast, offer(cast, 10)[0])
    assert (row.team, row.municipality_id, row.topic) == (cast.team, cast.flesberg.pk, "Forankring")
    assert readers("guidance_booked") == {cast.guide.pk, cast.coordinator.pk}
    letter = Letter.objects.filter(kind="guidance_booked")[0]
    assert "METHOD:REQUEST" in letter.calendar
    assert "20260319T100000" in letter.calendar
    assert list(booked_times(cast.viewer("deputy"))) == [row]
    assert list(booked_times(cast.viewer("neighbour"))) == []


def test_time_that_somebody_took_first_is_refused(cast: Cast) -> None:
    row = offer(cast, 10)[0]
    guide_team(cast.neighbour_team, cast.guide, date(2025, 9, 1))
    book(cast, row)
    with pytest.raises(actions.TimeTakenError):
        book(cast, row, team=cast.neighbour_team, by=cast.neighbour)
    with pytest.raises(actions.TimeTakenError):
        actions.withdraw_time(time=row, by=cast.guide, now=NOW)


def test_time_that_has_passed_cannot_be_booked_moved_or_cancelled(cast: Cast) -> None:
    later = NOW + timedelta(days=8)
    first, second = offer(cast, 10, 11)
    with pytest.raises(actions.TimeTakenError):
        book(cast, first, now=later)
    row = book(cast, first)
    with pytest.raises(actions.TimeTakenError):
        actions.cancel_booking(time=row, reason="Syk", by=cast.coordinator, now=later)
    with pytest.raises(actions.TimeTakenError):
        actions.move_booking(time=row, to=second, by=cast.coordinator, now=later)


def test_moved_talk_keeps_its_event_and_frees_its_time(cast: Cast) -> None:
    first, second = offer(cast, 10, 11)
    row = book(cast, first)
    actions.move_booking(time=row, to=second, by=cast.coordinator, now=NOW)
    old, new = fresh(first), fresh(second)
    assert (old.team, old.municipality_id, old.topic) == (None, None, "")
    assert (new.team, new.topic, new.uid, new.sequence) == (cast.team, "Forankring", row.uid, 1)
    assert old.uid != new.uid
    assert "kl. 11.00–11.30" in Letter.objects.filter(kind="guidance_moved")[0].subject


def test_talk_cancelled_by_the_team_is_free_again_and_by_the_guide_is_gone(cast: Cast) -> None:
    first, second = (book(cast, row) for row in offer(cast, 10, 11))
    actions.cancel_booking(time=first, reason="Syk\ni dag", by=cast.coordinator, now=NOW)
    assert fresh(first).team is None
    actions.cancel_booking(time=second, reason="Reise", by=cast.guide, now=NOW)
    assert not GuidanceTime.objects.filter(pk=second.pk).exists()
    letters = Letter.objects.filter(kind="guidance_cancelled")
    assert readers("guidance_cancelled") == {cast.guide.pk, cast.coordinator.pk}
    assert all("METHOD:CANCEL" in letter.calendar for letter in letters)
    assert "Syk i dag" in letters.order_by("pk")[0].text


def test_talk_that_was_held_becomes_a_contact(cast: Cast) -> None:
    row = book(cast, offer(cast, 10)[0])
    actions.note_held(time=row, topics="Forankring", agreed="Ring leder", by=cast.guide, now=NOW + timedelta(days=8))
    entry = ContactLog.objects.get(team=cast.team)
    assert (entry.on, entry.form, entry.with_whom, entry.agreed) == (DAY, "video", "Kari Koordinator", "Ring leder")
    with pytest.raises(actions.TimeTakenError):
        actions.note_held(time=fresh(row), topics="x", agreed="", by=cast.guide, now=NOW)
    assert verbs() == ["guidance_time.offered", "guidance_time.booked", "contact.logged"]


def test_talk_that_was_not_held_is_taken_away(cast: Cast) -> None:
    row = book(cast, offer(cast, 10)[0])
    actions.withdraw_time(time=row, by=cast.guide, now=NOW + timedelta(days=8))
    assert not GuidanceTime.objects.exists()
