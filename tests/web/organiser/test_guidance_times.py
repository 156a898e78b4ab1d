"""Times for guidance, from both sides."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import ContactLog, GuidanceTime
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.web.access.guidance_times import make_times

OURS = "/arrangor/veiledningstider/"


@pytest.fixture
def times(cast: Cast) -> Cast:
    """The cast, with a free, a booked and a held time."""
    with inside(EVERYONE):
        make_times(cast)
    return cast


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def offer(client: Client, cast: Cast, **typed: object) -> str:
    data = {"network": cast.network.pk, "on": "20.03.2026", "starts": "09.00", "minutes": 30, "number": 2,
            "form": "video", "place": "https://eksempel.no/mote"}  # fmt: skip
    return client.post(f"{OURS}ny/", {**data, **typed}, follow=True).content.decode()


def test_guide_offers_times_and_the_team_books_one(cast: Cast, log_in: LogIn) -> None:
    guide, coordinator = log_in("guide"), log_in("coordinator")
    assert "2 tider er tilbudt." in offer(guide, cast)
    assert "Bestill en samtale med Gunnar Veileder" in body(coordinator, "/na/")
    page = reverse("municipality:guidance_times", args=[cast.team.pk])
    assert "fredag 20. mars kl. 09.30–10.00, Video" in body(coordinator, page)
    with inside(EVERYONE):
        first = GuidanceTime.objects.order_by("starts")[0]
    typed = {"time": first.pk, "topic": "Hvordan få lederne med"}
    told = coordinator.post(f"{page}bestill/", typed, follow=True).content.decode()
    assert "Samtalen er bestilt." in told
    assert "Samtale med Gunnar Veileder kl. 09.00" in body(coordinator, "/na/")
    assert "Bestill en samtale" not in body(coordinator, "/na/")
    assert "Samtale med Team Flesberg kl. 09.00" in body(guide, "/na/")
    assert "Hvordan få lederne med" in body(guide, OURS)
    assert "20260320T090000" in body(coordinator, reverse("municipality:guidance_time_calendar", args=[first.pk]))


@pytest.mark.parametrize(
    ("typed", "message"),
    [({"on": "2026-03-10"}, "Denne tiden er passert."), ({"starts": "23:30"}, "Så mange får ikke plass før midnatt."),
     ({"number": 13}, "ds-error-summary"), ({"network": 999}, "ds-error-summary"), ({"starts": ""}, "ds-error-summary"),
     ({"place": "01017012345"}, "fødselsnummer")],
)  # fmt: skip
def test_times_that_cannot_be_are_refused(cast: Cast, log_in: LogIn, typed: dict[str, object], message: str) -> None:
    assert message in offer(log_in("guide"), cast, **typed)
    with inside(EVERYONE):
        assert not GuidanceTime.objects.exists()


def test_time_in_the_way_of_another_is_refused_beside_it(times: Cast, log_in: LogIn) -> None:
    page = offer(log_in("guide"), times, on="19.03.2026", starts="10.15", number=1)
    assert "Du tilbyr allerede en annen tid da." in page


def test_team_moves_and_cancels(times: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    move = reverse("municipality:guidance_time_move", args=[times.booked_time.pk])
    assert "er flyttet" in client.post(move, {"time": times.free_time.pk}, follow=True).content.decode()
    cancel = reverse("municipality:guidance_time_cancel", args=[times.free_time.pk])
    assert "ds-error-summary" in client.post(cancel, {"reason": " "}).content.decode()
    assert "avlyst" in client.post(cancel, {"reason": "Sykdom"}, follow=True).content.decode()
    with inside(EVERYONE):
        assert not GuidanceTime.objects.filter(team=times.team, contact=None, on__gte=times.today).exists()


def test_time_taken_meanwhile_is_said(times: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    pk = times.free_time.pk
    with inside(EVERYONE):
        times.free_time.delete()
    url = reverse("municipality:guidance_time_book", args=[times.team.pk])
    assert "ds-error-summary" in client.post(url, {"time": pk}).content.decode()


def test_guide_notes_what_came_of_a_talk(times: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    assert "Noter hva som kom ut av samtalen med Team Flesberg" in body(client, "/na/")
    url, name = reverse("organiser:guidance_time_held", args=[times.held_time.pk]), f"held-{times.held_time.pk}"
    assert "ds-error-summary" in client.post(url, {f"{name}-topics": ""}).content.decode()
    client.post(url, {f"{name}-topics": "Forankring", f"{name}-agreed": "Ring leder"})
    with inside(EVERYONE):
        assert ContactLog.objects.get(team=times.team).on == times.held_time.on
    assert "Noter hva som kom ut" not in body(client, "/na/")


def test_booked_time_is_cancelled_not_taken_away(times: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    url = reverse("organiser:guidance_time_withdraw", args=[times.booked_time.pk])
    assert "Et team har nettopp bestilt denne tiden." in client.post(url, follow=True).content.decode()
    cancel = reverse("organiser:guidance_time_cancel", args=[times.booked_time.pk])
    assert "avlyst" in client.post(cancel, {"reason": "Sykdom"}, follow=True).content.decode()


def test_member_who_does_not_coordinate_sees_but_does_not_book(times: Cast, log_in: LogIn) -> None:
    page = body(log_in("union"), reverse("municipality:guidance_times", args=[times.team.pk]))
    assert "Koordinatoren i teamet bestiller." in page
    assert "bestill/" not in page


@pytest.mark.parametrize("extra", [0, 2])
def test_pages_take_a_fixed_number_of_queries(times: Cast, log_in: LogIn, extra: int) -> None:
    with inside(EVERYONE):
        for number in range(extra):
            for row in (times.free_time, times.booked_time, times.held_time):
                row.pk, row.uid, row.minutes = None, f"00000000-0000-4000-8000-{row.starts.hour:06}{number:06}", 5
                row.starts = row.starts.replace(minute=30 + 10 * number)
                row.save()
    for who, url, number in (("guide", OURS, 5), ("coordinator", f"/kommune/team/{times.team.pk}/veiledning/", 8)):
        client = log_in(who)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        assert counted(asked) == number, [row["sql"][:150] for row in asked]
