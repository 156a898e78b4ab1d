"""Roles around the mentor programme: who gives them, what they open, and what the measurement lead is led to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue
from mentornett.tenants.models import Letter, Person, Role
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted

NEW = {"name": "Mia Måler", "email": "mia@eksempel.no", "kind": "measure_lead"}


def _roles(cast: Cast) -> str:
    return reverse("programme:roles", args=[cast.flesberg.pk])


def _new(cast: Cast) -> str:
    return reverse("programme:role_new", args=[cast.flesberg.pk])


def test_project_leader_gives_the_role_and_a_new_person_is_invited(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert client.post(_new(cast), NEW).status_code == 302
    page = client.get(_roles(cast)).text
    assert "Mia Måler" in page
    assert "Måleansvarlig" in page
    with inside(EVERYONE):
        assert Role.objects.get(person__email="mia@eksempel.no").municipality == cast.flesberg
        assert Letter.objects.filter(to_email="mia@eksempel.no", kind="invitation").exists()


def test_project_leader_hands_the_programme_over_to_another(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    client.post(_new(cast), {**NEW, "kind": "programme_leader"})
    heir = Client()
    heir.force_login(Person.objects.get(email="mia@eksempel.no"))
    assert "Mia Måler" in heir.get(_roles(cast)).text
    with inside(EVERYONE):
        old = Role.objects.get(person=cast.programme_leader)
    assert heir.post(reverse("programme:role_end", args=[old.pk])).status_code == 302
    assert client.get(_roles(cast)).status_code == 404


@pytest.mark.parametrize("kind", ["unit_leader", "mentor", "network_leader", ""])
def test_no_other_role_is_given_here(kind: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").post(_new(cast), {**NEW, "kind": kind})
    assert b"ds-error-summary" in page.content
    assert not Person.objects.filter(email="mia@eksempel.no").exists()


def test_link_chooses_the_role_beforehand(cast: Cast, log_in: LogIn) -> None:
    form = log_in("programme_leader").get(f"{_new(cast)}?kind=measure_lead").context["form"]
    assert form["kind"].value() == "measure_lead"


def test_ended_role_closes_the_facts_at_once(cast: Cast, log_in: LogIn) -> None:
    lead = log_in("measure_lead")
    assert lead.get(reverse("programme:facts")).status_code == 200
    with inside(EVERYONE):
        role = Role.objects.get(person=cast.measure_lead)
    client = log_in("programme_leader")
    client.post(reverse("programme:role_end", args=[role.pk]))
    assert lead.get(reverse("programme:facts")).status_code == 404
    assert "Ingen er måleansvarlig" in client.get(reverse("programme:facts")).text


@pytest.mark.parametrize("person", ["programme_leader", "ward_leader"])
def test_own_role_and_a_unit_leaders_are_not_ended_here(person: str, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        role = Role.objects.get(person=cast.people[person])
    assert log_in("programme_leader").post(reverse("programme:role_end", args=[role.pk])).status_code == 403


def test_measurement_lead_has_no_way_to_pairs_hires_or_mentors(cast: Cast, log_in: LogIn) -> None:
    page = log_in("measure_lead").get(reverse("programme:facts")).text
    for name in ("pairs", "hires", "mentors", "follow_up"):
        assert f'href="{reverse(f"programme:{name}")}"' not in page
    assert f'href="{reverse("programme:figures")}"' in page


def _measure(cast: Cast, *months: date) -> None:
    with inside(EVERYONE):
        row = MonthlyMeasure.objects.create(
            municipality=cast.flesberg, key="own", name="Byråtimer", unit_word="timer", edited_at=cast.now
        )
        for month in months:
            MonthlyValue.objects.create(
                municipality=cast.flesberg, measure=row, month=month, value=3, edited_at=cast.now
            )


def test_measurement_lead_is_asked_for_last_months_figures(cast: Cast, log_in: LogIn) -> None:
    _measure(cast, date(2026, 1, 1))
    page = log_in("measure_lead").get("/na/").text
    assert "Før inn tallene for februar" in page
    assert "Byråtimer" in page
    assert "Før inn tallene" not in log_in("hr").get("/na/").text


def test_nobody_is_asked_when_last_month_has_its_figure(cast: Cast, log_in: LogIn) -> None:
    _measure(cast, date(2026, 2, 1))
    assert "Før inn tallene" not in log_in("measure_lead").get("/na/").text


@pytest.mark.parametrize("more", [0, 2])
def test_list_takes_as_many_queries_with_more_people(more: int, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for person in (cast.mentor, cast.mentee)[:more]:
            Role.objects.create(
                person=person, kind="measure_lead", municipality=cast.flesberg, starts=cast.today - timedelta(days=1)
            )
    client = log_in("programme_leader")
    with CaptureQueriesContext(connection) as caught:
        client.get(_roles(cast))
    assert counted(caught.captured_queries) == 6
