"""The deciding leader approves the project plan; a later change shows (E08)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import PlanApproval, TeamGoal
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.web.access.writing import with_project_plan


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """The cast, in which what the team sent is its project plan."""
    with inside(EVERYONE):
        with_project_plan(cast)
    return cast


def _page(cast: Cast, log_in: LogIn, name: str = "coordinator") -> str:
    return log_in(name).get(reverse("municipality:project_plan", args=[cast.team.pk])).content.decode()


def _approve(cast: Cast, log_in: LogIn) -> str:
    url = reverse("municipality:plan_approve", args=[cast.team.pk])
    return log_in("team_leader").post(url, follow=True).content.decode()


def test_leader_is_asked_approves_and_is_named(planned: Cast, log_in: LogIn) -> None:
    assert "Godkjenn prosjektplanen" in log_in("team_leader").get("/na/").content.decode()
    assert "Ikke godkjent ennå" in _page(planned, log_in)
    assert "Du har godkjent prosjektplanen." in _approve(planned, log_in)
    assert "Liv Leder godkjente planen 12.3.2026." in _page(planned, log_in)
    assert "Godkjenn prosjektplanen" not in log_in("team_leader").get("/na/").content.decode()
    report = reverse("organiser:report", args=[planned.sent_report.pk])
    assert "Liv Leder godkjente planen 12.3.2026." in log_in("guide").get(report).content.decode()
    with inside(EVERYONE):
        letters = Letter.objects.filter(kind="plan_approved")
        assert {letter.to_person_id for letter in letters} == {planned.coordinator.pk, planned.deputy.pk}


def test_change_of_plan_or_goal_shows_until_it_is_approved_again(planned: Cast, log_in: LogIn) -> None:
    _approve(planned, log_in)
    with inside(EVERYONE):
        TeamGoal.objects.create(
            team=planned.team, level="sub", text="Flere blir", organiser=planned.nord, municipality=planned.flesberg
        )
    assert "Endret etter godkjenning" in _page(planned, log_in)
    assert "Endret etter godkjenning" not in _approve(planned, log_in)
    with inside(EVERYONE):
        planned.sent_report.times_sent += 1
        planned.sent_report.save(update_fields=["times_sent"])
    assert "Endret etter godkjenning" in _page(planned, log_in, "team_leader")
    with inside(EVERYONE):
        assert PlanApproval.objects.count() == 2  # each kept


def test_pressing_twice_approves_once(planned: Cast, log_in: LogIn) -> None:
    _approve(planned, log_in)
    _approve(planned, log_in)
    with inside(EVERYONE):
        assert PlanApproval.objects.count() == 1


def test_plan_that_was_not_sent_cannot_be_approved(cast: Cast, log_in: LogIn) -> None:
    assert "Planen kan godkjennes når den er sendt." in _page(cast, log_in, "team_leader")
    url = reverse("municipality:plan_approve", args=[cast.team.pk])
    assert log_in("team_leader").post(url).status_code == 404


@pytest.mark.parametrize("times", [1, 3])
def test_page_takes_a_fixed_number_of_queries(planned: Cast, log_in: LogIn, times: int) -> None:
    client, url = log_in("team_leader"), reverse("municipality:project_plan", args=[planned.team.pk])
    with inside(EVERYONE):
        for number in range(times):
            PlanApproval.objects.create(
                submission=planned.sent_report, by=planned.team_leader, at=planned.now, fingerprint=str(number),
                organiser=planned.nord, municipality=planned.flesberg,
            )  # fmt: skip
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert counted(asked) == 14, [row["sql"][:120] for row in asked]
