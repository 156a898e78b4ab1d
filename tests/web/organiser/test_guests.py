"""Guests from other networks: what they see, for how long, and what they never see (A02)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from mentornett.core.models import AccessEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import NetworkGuest
from mentornett.tenants.models import Letter
from tests.cast import NEIGHBOUR_CANARY, Cast
from tests.conftest import LogIn
from tests.web.access.course import is_visited
from tests.web.municipality.test_shared import neighbour_shares
from tests.web.test_access import TABLE, _ask, _shown

OPENED = {
    "municipality:course", "municipality:gathering", "municipality:calendar", "municipality:gathering_calendar",
    "municipality:shared",
}  # fmt: skip


def _invite(cast: Cast, client: Any, **typed: str) -> str:
    data = {"guest-email": cast.other_coordinator.email, "guest-starts": "12.03.2026", "guest-ends": "12.04.2026"}
    url = reverse("organiser:guest_invite", args=[cast.network.pk])
    return client.post(url, {**data, **typed}, follow=True).content.decode()


def test_guest_is_invited_told_and_finds_the_way(cast: Cast, log_in: LogIn) -> None:
    page = _invite(cast, log_in("leader"))
    assert "Mads Sørkoordinator" in page
    assert "12.3.2026–12.4.2026" in page
    with inside(EVERYONE):
        letter = Letter.objects.get(to_person=cast.other_coordinator)
    course = reverse("municipality:course", args=[cast.network.pk])
    assert course in letter.text
    guest = log_in("other_coordinator")
    assert f"Siste dag som gjest i {cast.network.name}" in guest.get("/na/").content.decode()
    assert "Du er gjest her." in guest.get(course).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [({"guest-email": "ukjent@eksempel.no"}, "Ingen logger inn med denne adressen."),
     ({"guest-ends": "2026-03-11", "guest-starts": "2026-03-01"}, "Denne dagen er allerede passert."),
     ({"guest-ends": "2026-03-11"}, "ds-error-summary"), ({"guest-ends": ""}, "ds-error-summary")],
)  # fmt: skip
def test_invitation_that_cannot_be_is_refused(cast: Cast, log_in: LogIn, typed: dict[str, str], told: str) -> None:
    assert told in _invite(cast, log_in("leader"), **typed)
    with inside(EVERYONE):
        assert not NetworkGuest.objects.exists()


def test_what_a_guest_reads_of_others_stands_in_the_access_log(cast: Cast, log_in: LogIn) -> None:
    neighbour_shares(cast)
    with inside(EVERYONE):
        is_visited(cast)
        cast.neighbour_sent_report.sent_by = cast.neighbour
        cast.neighbour_sent_report.save(update_fields=["sent_by"])
    page = reverse("municipality:shared", args=[cast.network.pk])
    log_in("other_coordinator").get(page)
    assert "1 gjest fra et annet nettverk kan lese dette nå." in log_in("coordinator").get(page).content.decode()
    with inside(EVERYONE):
        entry = AccessEntry.objects.get(page="shared")
    assert (entry.reader_id, entry.subject_id) == (cast.other_coordinator.pk, cast.neighbour.pk)


def test_visit_ends_by_itself_and_early(cast: Cast, log_in: LogIn) -> None:
    guest, course = log_in("other_coordinator"), reverse("municipality:course", args=[cast.network.pk])
    with inside(EVERYONE):
        is_visited(cast)
        NetworkGuest.objects.update(starts=cast.today - timedelta(days=5), ends=cast.today)
    assert guest.get(course).status_code == 200
    page = log_in("leader").post(reverse("organiser:guest_end", args=[cast.network.pk, cast.visit.pk]), follow=True)
    assert "avsluttet" in page.content.decode()
    assert guest.get(course).status_code == 404
    assert "Mads Sørkoordinator" in _invite(cast, log_in("leader"))  # and may come again
    assert guest.get(course).status_code == 200


@pytest.mark.parametrize("name", sorted(TABLE))
def test_visit_opens_nothing_else(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    row = TABLE[name]
    with inside(EVERYONE), transaction.atomic():
        row.before(quick_cast)
        NetworkGuest.objects.all().delete()
        visit = {"network": quick_cast.network, "organiser": quick_cast.nord, "person": quick_cast.other_coordinator}
        NetworkGuest.objects.create(**visit, starts=quick_cast.today, ends=quick_cast.today)
    if name == "organiser:guest_end":
        return
    response = _ask(quick_log_in("other_coordinator"), row, name, quick_cast)
    assert response.status_code == (200 if name in OPENED else row.expected("other_coordinator"))
    assert NEIGHBOUR_CANARY.encode() not in _shown(response)
