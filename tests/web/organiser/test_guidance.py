"""Guides and their load, and leave to read."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import ReadingGrant
from tests.cast import Cast
from tests.conftest import LogIn
from tests.network.guidance_samples import add_teams, give_leave


def test_guides_page_shows_load_and_teams_without(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        add_teams(cast, 2)
    answer = log_in("leader").get(reverse("organiser:guides", args=[cast.network.pk]))
    soup = BeautifulSoup(answer.content, "html.parser")
    rows = {row.find("th").text: [cell.text for cell in row.select("td.number")] for row in soup.select("tbody tr")}
    assert rows["Gunnar Veileder"] == ["3", "3"]
    assert rows["Vigdis Veileder"] == ["0", "0"]
    assert "1 team har ingen" in soup.text


def grant(cast: Cast, log_in: LogIn, **data: object) -> str:
    typed = {"person": cast.expert.pk, "assignment": cast.assignment_2.pk, "starts": "12.03.2026", "ends": "20.03.2026"}
    answer = log_in("leader").post(
        reverse("organiser:grant_new", args=[cast.network.pk]), {**typed, **data}, follow=True
    )
    return answer.content.decode()


def test_leave_is_given_for_a_time(cast: Cast, log_in: LogIn) -> None:
    assert "Eirik Ekspert kan lese og har fått beskjed." in grant(cast, log_in, may_comment="on")
    assert log_in("expert").get(reverse("organiser:report", args=[cast.sent_report.pk])).status_code == 200


@pytest.mark.parametrize(
    ("data", "error"),
    [({"ends": "10.03.2026"}, "Den siste dagen må være etter den første."),
     ({"starts": "01.03.2026", "ends": "10.03.2026"}, "Denne dagen er allerede passert."),
     ({"ends": ""}, "ds-error-summary"), ({"person": "999"}, "ds-error-summary"),
     ({"ends": "31.02.2026"}, "ds-error-summary")],
)  # fmt: skip
def test_leave_wrong_is_refused_where_it_is_wrong(cast: Cast, log_in: LogIn, data: dict[str, str], error: str) -> None:
    assert error in grant(cast, log_in, **data)
    with inside(EVERYONE):
        assert not ReadingGrant.objects.exists()


def test_leave_cannot_be_given_to_another_organisers_people_or_work(cast: Cast, log_in: LogIn) -> None:
    assert "ds-error-summary" in grant(cast, log_in, person=cast.other_leader.pk)
    assert "ds-error-summary" in grant(cast, log_in, assignment=cast.other_assignment_2.pk)


def test_leave_taken_back_ends_the_reading_at_once(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        row = give_leave(cast)
    client = log_in("expert")
    url = reverse("organiser:report", args=[cast.sent_report.pk])
    assert client.get(url).status_code == 200
    log_in("leader").post(reverse("organiser:grant_revoke", args=[row.pk]))
    assert client.get(url).status_code == 404
