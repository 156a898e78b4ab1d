"""Sharing with a network how many units use the programme: two numbers, and only as long as one likes (C13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.spread import recount_shared
from mentornett.measurement.models import SharedSpread
from mentornett.measurement.queries.spread import total_of, yearly_spread
from mentornett.mentoring.models import UnitStep
from mentornett.network.models import Participation
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.spread import shared


def _share(cast: Cast) -> str:
    return reverse("programme:spread_share", args=[cast.programme.pk, cast.network.pk])


def test_network_sees_two_numbers_when_they_are_shared_and_none_when_taken_back(cast: Cast, log_in: LogIn) -> None:
    network = reverse("organiser:network", args=[cast.network.pk])
    assert "I bruk i aktuelle enheter" not in log_in("leader").get(network).text
    page = log_in("programme_leader").post(_share(cast), follow=True).text
    assert "ser 0 av 2" in page
    told = log_in("leader").get(network).text
    assert "I bruk i aktuelle enheter" in told
    assert "0 av 2 enheter" in told
    assert cast.home_care.name not in told
    with inside(EVERYONE):
        row = SharedSpread.objects.get()
    log_in("programme_leader").post(reverse("programme:spread_stop", args=[row.pk]))
    assert "0 av 2 enheter" not in log_in("leader").get(network).text


def test_network_that_the_municipality_has_left_cannot_be_chosen(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Participation.objects.filter(municipality=cast.flesberg).update(left=cast.today - timedelta(days=1))
    assert log_in("programme_leader").post(_share(cast)).status_code == 404


def test_numbers_follow_the_board(cast: Cast) -> None:
    with inside(EVERYONE), transaction.atomic():
        shared(cast)
        UnitStep.objects.create(
            municipality=cast.flesberg, programme=cast.programme, unit=cast.ward, phase="rolled_out",
            starts=date(2026, 3, 1),
        )  # fmt: skip
    assert recount_shared(cast.now, cast.today) == 1
    assert recount_shared(cast.now, cast.today) == 0
    with inside(EVERYONE):
        row = SharedSpread.objects.get()
    assert (row.in_use, row.relevant) == (1, 2)


def test_yearly_report_sums_what_is_shared_and_says_how_many_share(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE), transaction.atomic():
        assert [figure.value for figure in yearly_spread([cast.network])] == [None, None]
        shared(cast)
        figures = yearly_spread([cast.network])
    assert [figure.value for figure in figures] == [0, 2]
    page = log_in("leader").get(reverse("organiser:yearly", args=[cast.nord.pk])).text
    assert "Enheter som bruker mentorprogrammet" in page


@pytest.mark.parametrize("number", [0, 1, 3])
def test_totals_count_a_municipality_once(number: int) -> None:
    rows = [SharedSpread(municipality_id=7, in_use=at, relevant=at + 1) for at in range(number)]
    total = total_of(rows)
    assert (total.in_use, total.municipalities) == (sum(range(number)), min(number, 1))
