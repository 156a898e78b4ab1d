"""Meetings before the network, whose dates change with a reason (X15, X16)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import OpenMeeting, OpenMeetingChange
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.web.access.course import has_open_meeting

TYPED = {"title": "Informasjonsmøte", "on": "1.6.2025", "starts_at": "13.00", "ends_at": "14.00",
         "sign_up_by": "28.05.2025"}  # fmt: skip


@pytest.fixture
def held(cast: Cast) -> Cast:
    """The cast, with an information meeting."""
    with inside(EVERYONE):
        has_open_meeting(cast)
    return cast


def _post(cast: Cast, log_in: LogIn, **typed: str) -> str:
    url = reverse("organiser:meeting", args=[cast.network.pk, cast.open_meeting.pk])
    return log_in("leader").post(url, TYPED | typed, follow=True).content.decode()


def test_leader_adds_a_meeting_and_guides_see_it(cast: Cast, log_in: LogIn) -> None:
    log_in("leader").post(reverse("organiser:meeting_new", args=[cast.network.pk]), TYPED | {"binding": "on"})
    page = log_in("guide").get(reverse("organiser:gatherings", args=[cast.network.pk])).content.decode()
    assert "Før nettverket" in page
    assert "Informasjonsmøte" in page
    assert "1.6.2025 13.00–14.00" in page
    assert "Bindende, påmelding innen 28.5.2025" in page


def test_deadline_changes_with_a_reason_that_is_kept(held: Cast, log_in: LogIn) -> None:
    assert "Skriv hvorfor datoene er endret." in _post(held, log_in, sign_up_by="30.05.2025")
    with inside(EVERYONE):
        assert not OpenMeetingChange.objects.exists()
    page = _post(held, log_in, sign_up_by="30.05.2025", reason="Mange spurte")
    assert "Fristen for å melde seg på ble endret fra 28.5.2025 til 30.5.2025: Mange spurte (Astrid" in page
    page = _post(held, log_in, sign_up_by="30.05.2025", theme="Dialog")  # no date: no reason is asked for
    assert "Dialog" in page
    with inside(EVERYONE):
        assert OpenMeetingChange.objects.get().before == date(2025, 5, 28)


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"ends_at": "12.00"}, "Den må slutte etter at den begynner."), ({"title": ""}, "ds-error-summary"),
     ({"sign_up_by": "2.6.2025"}, "Møtet er før fristen for å melde seg på."), ({"on": "i fjor"}, "ds-error-summary")],
)  # fmt: skip
def test_meeting_that_cannot_be_is_refused(held: Cast, log_in: LogIn, typed: dict[str, str], told: str) -> None:
    assert told in _post(held, log_in, **typed)


def test_meeting_is_removed(held: Cast, log_in: LogIn) -> None:
    log_in("leader").post(reverse("organiser:meeting_remove", args=[held.network.pk, held.open_meeting.pk]))
    with inside(EVERYONE):
        assert not OpenMeeting.objects.exists()


@pytest.mark.parametrize("times", [1, 3])
def test_list_takes_a_fixed_number_of_queries(held: Cast, log_in: LogIn, times: int) -> None:
    with inside(EVERYONE):
        for _ in range(times):
            has_open_meeting(held)
            OpenMeetingChange.objects.create(
                meeting=held.open_meeting, field="on", after=held.today, before=held.today, reason="Plass", at=held.now
            )
    client, url = log_in("leader"), reverse("organiser:gatherings", args=[held.network.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert counted(asked) == 9, [row["sql"][:120] for row in asked]
