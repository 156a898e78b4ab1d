"""A substitute is added by the project leader, and sees a page of their own."""

from __future__ import annotations

from datetime import date

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Mentor, Pair
from tests.cast import Cast
from tests.conftest import LogIn


@pytest.fixture(autouse=True)
def _trained(cast: Cast) -> None:
    with inside(EVERYONE):
        Mentor.objects.update(trained_on=date(2026, 1, 10))


def test_substitute_is_added_and_sees_the_days_and_no_old_note(cast: Cast, log_in: LogIn) -> None:
    client, at = log_in("programme_leader"), f"/program/par/{cast.pair.pk}/"
    data = {
        "role": "substitute", "mentor": cast.other_mentor_row.pk, "starts": "2026-03-12", "ends": "2026-03-20",
    }  # fmt: skip
    assert client.post(f"{at}vikar/", data).status_code == 302
    assert "Mats Mentor" in client.get(at).content.decode()
    with inside(EVERYONE):
        second = Pair.objects.get(role="substitute")
    text = log_in("other_mentor").get(f"/par/{second.pk}/").content.decode()
    assert "Du er vikar" in text
    assert "Den første tiden" in text
    assert "samtalehemmelighet" not in text
    assert client.get(f"/program/par/{second.pk}/").status_code == 200
    assert client.get(f"/program/par/{second.pk}/bytt/").status_code == 404
    assert client.get(f"/program/par/{second.pk}/vikar/").status_code == 404
    assert b"ds-error-summary" in client.post(f"{at}vikar/", data).content


@pytest.mark.parametrize(
    "wrong", [{"ends": ""}, {"ends": "2026-03-01"}, {"starts": "2020-01-01"}, {"mentor": "999"}, {"role": "main"}]
)
def test_wrong_days_and_roles_are_refused_beside_the_field(wrong: dict[str, str], cast: Cast, log_in: LogIn) -> None:
    data = {
        "role": "substitute", "mentor": cast.other_mentor_row.pk, "starts": "2026-03-12", "ends": "2026-03-20", **wrong,
    }  # fmt: skip
    answer = log_in("programme_leader").post(f"/program/par/{cast.pair.pk}/vikar/", data)
    assert "ds-error-summary" in answer.content.decode()


def test_nobody_else_fits_is_told(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Mentor.objects.filter(pk=cast.other_mentor_row.pk).update(trained_on=None)
    page = log_in("programme_leader").get(f"/program/par/{cast.pair.pk}/vikar/").content.decode()
    assert "vikar nå" in page
