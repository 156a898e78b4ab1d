"""What units will need people for, year by year (N33)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import UnitNeed
from mentornett.mentoring.queries.needs import summed
from mentornett.tenants.models import Unit
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted


def _page(cast: Cast) -> str:
    return reverse("programme:needs", args=[cast.flesberg.pk])


def test_numbers_of_a_year_are_kept_summed_and_taken_away(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    sent = {f"retiring_{cast.ward.pk}": "2", f"holidays_{cast.ward.pk}": "5", f"holidays_{cast.home_care.pk}": "3"}
    assert client.post(f"{_page(cast)}?year=2027", sent).status_code == 302
    years = client.get(f"{_page(cast)}?year=2027").context["years"]
    assert [(each.retiring, each.holidays, each.units) for each in years] == [(0, 0, 0), (2, 8, 2), (0, 0, 0)]
    client.post(f"{_page(cast)}?year=2027", {f"holidays_{cast.home_care.pk}": "3", f"retiring_{cast.ward.pk}": ""})
    with inside(EVERYONE):
        assert list(UnitNeed.objects.values_list("unit", "holidays")) == [(cast.home_care.pk, 3)]


@pytest.mark.parametrize("value", ["-1", "1000", "to"])
def test_number_that_cannot_be_right_is_refused(value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("hr").post(_page(cast), {f"retiring_{cast.ward.pk}": value})
    assert "ds-error-summary" in page.text
    with inside(EVERYONE):
        assert not UnitNeed.objects.exists()


def test_unit_of_another_municipality_is_not_written(cast: Cast, log_in: LogIn) -> None:
    log_in("hr").post(_page(cast), {f"retiring_{cast.neighbour_ward.pk}": "4", f"retiring_{cast.ward.pk}": "1"})
    with inside(EVERYONE):
        assert [row.unit_id for row in UnitNeed.objects.all()] == [cast.ward.pk]


def test_unit_leader_writes_own_units_and_leaves_the_others_alone(cast: Cast, log_in: LogIn) -> None:
    log_in("hr").post(_page(cast), {f"retiring_{cast.ward.pk}": "1", f"retiring_{cast.home_care.pk}": "6"})
    client = log_in("ward_leader")
    shown = client.get(_page(cast))
    assert [each.retiring for each in shown.context["years"]] == [1, 0, 0]
    assert f"retiring_{cast.home_care.pk}" not in shown.text
    client.post(_page(cast), {f"retiring_{cast.ward.pk}": "2", f"retiring_{cast.home_care.pk}": "9"})
    with inside(EVERYONE):
        assert dict(UnitNeed.objects.values_list("unit", "retiring")) == {cast.ward.pk: 2, cast.home_care.pk: 6}


@pytest.mark.parametrize("year", ["2020", "x", ""])
def test_other_years_fall_back_to_this_one(year: str, cast: Cast, log_in: LogIn) -> None:
    assert log_in("hr").get(f"{_page(cast)}?year={year}").context["year"] == 2026


def test_nothing_sums_to_nothing() -> None:
    assert [(each.retiring, each.units) for each in summed([], [2026])] == [(0, 0)]


@pytest.mark.parametrize("more", [0, 2])
def test_page_takes_as_many_queries_with_more_units(more: int, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for at in range(more):
            Unit.objects.create(municipality=cast.flesberg, name=f"Enhet {at}")
    client = log_in("hr")
    with CaptureQueriesContext(connection) as caught:
        client.get(_page(cast))
    assert counted(caught.captured_queries) == 6
