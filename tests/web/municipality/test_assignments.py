"""What a team is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import in_all
from mentornett.network.models import Assignment, Gathering, Submission, Team, TeamPause
from tests.cast import NOW, Cast
from tests.conftest import LogIn


def page_of(cast: Cast, log_in: LogIn) -> BeautifulSoup:
    response = log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/oppgaver/")
    return BeautifulSoup(response.content, "html.parser")


def add(cast: Cast, number: int, state: str = "open", **more: Any) -> None:
    with inside(EVERYONE):
        work = Assignment.objects.create(
            network=cast.network, key=f"task-{number}", kind="task", title=in_all(f"Oppgave {number}"),
            gathering=cast.gathering_3, opens_offset=-20, due_offset=-number, **more,
        )  # fmt: skip
        Submission.objects.create(
            team=cast.team, assignment=work, state=state, organiser=cast.nord, municipality=cast.flesberg, sent_at=NOW
        )


def test_open_work_stands_first_with_deadline_in_words_and_its_button(cast: Cast, log_in: LogIn) -> None:
    first = page_of(cast, log_in).select_one(".now-item")
    assert first is not None
    assert "Statusrapport før samling 3" in first.text
    assert "Frist mandag 30. mars, om 18 dager" in first.text
    link = first.select_one("a.ds-button")
    assert link is not None
    assert link["href"] == f"/kommune/rapport/{cast.report.pk}/"


def test_late_work_says_when_it_was_due_and_does_not_scold(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Assignment.objects.filter(pk=cast.assignment_3.pk).update(fixed_due=date(2026, 3, 2))
    text = page_of(cast, log_in).text
    assert "Fristen var mandag 2. mars" in text
    assert "Over fristen" in text


def test_deadline_moves_with_the_gathering(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(starts=date(2026, 4, 16), ends=date(2026, 4, 16))
    assert "mandag 6. april" in page_of(cast, log_in).text


def test_withdrawn_work_and_work_of_a_cancelled_gathering_ask_nothing(cast: Cast, log_in: LogIn) -> None:
    add(cast, 1, withdrawn=True)
    assert "Oppgave 1" not in page_of(cast, log_in).text
    with inside(EVERYONE):
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(state="cancelled")
    assert page_of(cast, log_in).select(".now-item") == []


def test_paused_team_is_told_that_nothing_is_expected(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Team.objects.filter(pk=cast.team.pk).update(state="paused")
        TeamPause.objects.create(
            team=cast.team, starts=date(2026, 3, 2), reason="Flytting", organiser=cast.nord, municipality=cast.flesberg
        )
        Submission.objects.filter(pk=cast.report.pk).update(extended_to=None)
        Gathering.objects.filter(pk=cast.gathering_3.pk).update(starts=date(2026, 3, 9), ends=date(2026, 3, 9))
    page = page_of(cast, log_in).text
    assert "Teamet har hatt pause siden mandag 2. mars" in page
    assert "Ikke sendt" in page
    assert ("Over fristen" in page, "Fristen var" in page) == (False, False)
    team = log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/").text
    assert ("Til neste oppgave" in team, "Fristen var" in team) == (False, False)


def test_work_that_comes_and_work_that_is_done_stand_below(cast: Cast, log_in: LogIn) -> None:
    add(cast, 1, state="planned")
    text = page_of(cast, log_in).text
    assert text.index("Kommer") < text.index("Oppgave 1") < text.index("Levert")


def test_list_costs_the_same_with_one_and_with_three(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("coordinator")
    url = f"/kommune/team/{cast.team.pk}/oppgaver/"
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    add(cast, 1)
    add(cast, 2)
    with django_assert_num_queries(7):
        client.get(url)


@pytest.mark.parametrize("number", [1])
def test_empty_list_says_what_will_come(cast: Cast, log_in: LogIn, number: int) -> None:
    with inside(EVERYONE):
        Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=NOW)
    assert "Ingenting å gjøre akkurat nå" in page_of(cast, log_in).text
