"""Another deadline for one team, from the pages where one sees that it is needed."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Submission
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn


@pytest.fixture
def url(cast: Cast) -> str:
    return reverse("organiser:extend", args=[cast.report.pk])


def extended_to(cast: Cast) -> date | None:
    with inside(EVERYONE):
        return Submission.objects.get(pk=cast.report.pk).extended_to


def test_team_gets_more_time_and_is_told(cast: Cast, log_in: LogIn, url: str) -> None:
    answer = log_in("guide").post(url, {"until": "20.04.2026", "reason": "Sykdom i teamet"}, follow=True)
    assert "har nå frist mandag 20. april, og har fått beskjed" in answer.content.decode()
    assert extended_to(cast) == date(2026, 4, 20)
    with inside(EVERYONE):
        letter = Letter.objects.get(kind="deadline_extended", to_person=cast.coordinator)
        assert "Sykdom i teamet" in letter.text
    now = log_in("coordinator").get(reverse("everyone:now")).content.decode()
    assert "20. april" in now


@pytest.mark.parametrize(
    ("data", "message"),
    [({"until": "2026-03-01"}, "Denne dagen er passert."), ({"until": "2026-03-30"}, "Dette er fristen fra før."),
     ({"until": ""}, "ds-error-summary"), ({"until": "2026-02-31"}, "ds-error-summary"), ({"reason": " "}, "ds-error"),
     ({"reason": "x" * 251}, "ds-error-summary"), ({"reason": "Ola 01017012345"}, "fødselsnummer")],
)  # fmt: skip
def test_bad_deadline_is_refused_and_nothing_typed_is_lost(
    cast: Cast, log_in: LogIn, url: str, data: dict[str, str], message: str
) -> None:
    answer = log_in("guide").post(url, {"until": "2026-04-20", "reason": "Sykdom", **data})
    body = answer.content.decode()
    assert message in body
    assert data.get("reason", "Sykdom").strip() in body
    assert extended_to(cast) is None


def test_delivered_work_has_no_deadline_to_change(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("guide").get(reverse("organiser:extend", args=[cast.sent_report.pk]))
    assert answer.url == reverse("organiser:report", args=[cast.sent_report.pk])  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["team", "report", "assignment"])
def test_deadline_is_reached_from_where_one_looks(cast: Cast, log_in: LogIn, url: str, page: str) -> None:
    args = {"team": [cast.team.pk], "report": [cast.report.pk], "assignment": [cast.network.pk, cast.assignment_3.pk]}
    body = log_in("leader").get(reverse(f"organiser:{page}", args=args[page])).content.decode()
    assert BeautifulSoup(body, "html.parser").select(f'a[href="{url}"]')


def test_guide_who_does_not_guide_this_team_sees_no_way_to_change_it(cast: Cast, log_in: LogIn, url: str) -> None:
    assert url not in log_in("other_guide").get(reverse("organiser:team", args=[cast.team.pk])).content.decode()
