"""The clock in a programme, as the organiser makes it and the teams read it."""

from __future__ import annotations

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Gathering
from tests.cast import Cast
from tests.conftest import LogIn


def _add_part(client: Client, cast: Cast, **typed: object) -> str:
    url = reverse("organiser:slot_add", args=[cast.network.pk, 3])
    data = {"type": "lecture", "title": "Opplæring", "day": 1, "minutes": 60, "starts": "", "contributor": ""}
    return client.post(url, {**data, **typed}, follow=True).content.decode()


def test_programme_shows_when_each_part_begins(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(start_time=time(9), end_time=time(11))
    client = log_in("leader")
    _add_part(client, cast)
    body = _add_part(client, cast, title="Erfaringer", starts="10.15", minutes=30)
    assert "09.00–10.00 Opplæring" in body
    assert "10.15–10.45 Erfaringer" in body
    shown = client.get(reverse("organiser:gathering_calendar", args=[cast.network.pk, 3])).content.decode()
    assert "10.15–10.45 Erfaringer" in shown.replace("\r\n ", "")
    own = log_in("coordinator").get(reverse("municipality:gathering", args=[cast.network.pk, 3])).content.decode()
    assert "10.15–10.45" in own


@pytest.mark.parametrize(
    ("typed", "message"),
    [({"starts": "09:30"}, "før «Opplæring» er ferdig"), ({"starts": "08:30"}, "før dagen begynner kl. 09.00"),
     ({"starts": "10:30"}, "men samlingen er slutt kl. 11.00"), ({"starts": "25:00"}, "ds-error-summary")],
)  # fmt: skip
def test_part_that_does_not_fit_is_refused_beside_its_time(
    cast: Cast, log_in: LogIn, typed: dict[str, str], message: str
) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(start_time=time(9), end_time=time(11))
    client = log_in("leader")
    _add_part(client, cast)
    body = _add_part(client, cast, title="Kollisjon", **typed)
    assert message in body
    assert 'value="Kollisjon"' in body
    with inside(EVERYONE):
        assert cast.gathering_3.slots.count() == 1


def test_programme_that_became_too_long_says_so(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(start_time=time(9), end_time=time(10))
    client = log_in("leader")
    assert "Tidene går ikke opp" in _add_part(client, cast, minutes=90)
    page = client.get(reverse("organiser:gathering", args=[cast.network.pk, 3])).content.decode()
    assert "«Opplæring» varer til kl. 10.30, men samlingen er slutt kl. 10.00." in page
