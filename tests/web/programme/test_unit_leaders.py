"""Who leads a unit: appointed by project leader or human resources, followed by another, ended, taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentornett.config.jobs import ask_new_leaders
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.forms.unit_leaders import UnitLeaderForm
from mentornett.mentoring.models import Commitment, Signature
from mentornett.tenants.models import Letter, Person, Role, Unit
from tests.cast import TODAY, Cast
from tests.conftest import LogIn
from tests.counting import counted

NEW = {"name": "Lena Leder", "email": "lena@eksempel.no", "title": "enhetsleder", "starts": "2026-03-12"}
DAY = timedelta(days=1)


def _list(cast: Cast) -> str:
    return reverse("programme:unit_leaders", args=[cast.flesberg.pk])


def _new(unit: Unit) -> str:
    return reverse("programme:unit_leader_new", args=[unit.pk])


def _end(role: Role) -> str:
    return reverse("programme:unit_leader_end", args=[role.pk])


def _roles(unit: Unit) -> list[tuple[str, date, date | None]]:
    with inside(EVERYONE):
        return list(unit.roles.order_by("starts", "pk").values_list("person__email", "starts", "ends"))


def _role(person: Person) -> Role:
    with inside(EVERYONE):
        return Role.objects.get(person=person)


@pytest.mark.parametrize("who", ["programme_leader", "hr"])
def test_unit_without_a_leader_gets_one_who_is_invited(who: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in(who)
    assert "Ingen. Da kan ingen love mentorene tid." in client.get(_list(cast)).text
    assert client.post(_new(cast.care_home), NEW).status_code == 302
    assert _roles(cast.care_home) == [("lena@eksempel.no", TODAY, None)]
    assert "Lena Leder" in client.get(_list(cast)).text
    with inside(EVERYONE):
        assert Letter.objects.filter(to_email="lena@eksempel.no", kind="invitation").exists()


def test_one_who_follows_begins_the_day_after_the_other_ends(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast.ward), NEW | {"others": "follows", "starts": "2026-04-01"})
    assert _roles(cast.ward) == [
        ("ward_leader@eksempel.no", date(2025, 8, 1), date(2026, 3, 31)), ("lena@eksempel.no", date(2026, 4, 1), None),
    ]  # fmt: skip
    page = client.get(_list(cast)).text
    assert "til 31. mars" in page
    assert "fra 1. april" in page


def test_two_may_lead_a_unit_together_and_an_earlier_end_stays(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast.ward), NEW | {"others": "together"})
    assert [ends for _email, _starts, ends in _roles(cast.ward)] == [None, None]
    client.post(_end(_role(cast.ward_leader)), {"ends": "2026-03-20"})
    third = {"name": "Tor", "email": "tor@eksempel.no", "others": "follows", "starts": "2026-05-01"}
    client.post(_new(cast.ward), third)
    assert [ends for _email, _starts, ends in _roles(cast.ward)] == [date(2026, 3, 20), date(2026, 4, 30), None]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "WARD_LEADER@eksempel.no"}, "email"), ({"starts": "2025-08-01"}, "starts"), ({"name": ""}, "name"),
        ({"starts": "0026-03-12"}, "starts"), ({"others": ""}, "others"), ({"email": "hr@eksempel.no"}, "email"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(wrong: dict[str, str], field: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("hr").post(_new(cast.ward), NEW | {"others": "follows"} | wrong)
    assert set(page.context["form"].errors) == {field}
    assert len(_roles(cast.ward)) == 1


def test_project_leader_of_a_small_place_may_lead_a_unit_too(cast: Cast, log_in: LogIn) -> None:
    log_in("programme_leader").post(_new(cast.care_home), NEW | {"email": "programme_leader@eksempel.no"})
    assert [email for email, _starts, _ends in _roles(cast.care_home)] == ["programme_leader@eksempel.no"]


def test_ended_leader_sees_the_unit_until_the_last_day(cast: Cast, log_in: LogIn) -> None:
    role = _role(cast.ward_leader)
    assert "Siste dag for Vilde Enhetsleder" in log_in("hr").get(_end(role)).text
    log_in("hr").post(_end(role), {"ends": str(TODAY)})
    assert log_in("ward_leader").get(reverse("programme:own_people")).status_code == 200
    log_in("hr").post(_end(role), {"ends": str(TODAY - DAY)})
    assert log_in("ward_leader").get(reverse("programme:own_people")).status_code == 404


def test_last_day_before_the_first_is_refused(cast: Cast, log_in: LogIn) -> None:
    page = log_in("hr").post(_end(_role(cast.ward_leader)), {"ends": "2025-07-31"})
    assert "ends" in page.context["form"].errors
    assert _roles(cast.ward)[0][2] is None


def test_one_who_has_not_begun_is_taken_back(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast.care_home), NEW | {"starts": "2026-06-01"})
    with inside(EVERYONE):
        role = Role.objects.get(unit=cast.care_home)
    client.post(_end(role), {"ends": "2026-05-31"})
    assert _roles(cast.care_home) == []
    assert client.get(_end(role)).status_code == 404


def _unsigned_by_leader(cast: Cast) -> None:
    with inside(EVERYONE):
        Signature.objects.filter(commitment__pair=cast.pair, party="leader").delete()


def test_new_leader_is_asked_to_promise_what_the_old_one_had_not(cast: Cast, log_in: LogIn) -> None:
    _unsigned_by_leader(cast)
    client = log_in("hr")
    client.post(_new(cast.ward), NEW | {"others": "follows"})
    with inside(EVERYONE):
        newest = Commitment.objects.filter(pair=cast.pair).order_by("-pk")[0]
    assert newest.leader.email == "lena@eksempel.no"


def test_promise_that_is_given_stands_when_the_leader_changes(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        known = Commitment.objects.get(pair=cast.pair)
        Signature.objects.get_or_create(
            commitment=known, party="leader",
            defaults={
                "person": known.leader, "signed_at": cast.now, "digest": "0" * 64, "municipality": cast.flesberg
            },
        )  # fmt: skip
    log_in("hr").post(_new(cast.ward), NEW | {"others": "follows"})
    with inside(EVERYONE):
        assert Commitment.objects.filter(pair=cast.pair).count() == 1


def test_one_who_begins_later_is_asked_on_that_day_and_once(cast: Cast, log_in: LogIn) -> None:
    _unsigned_by_leader(cast)
    log_in("hr").post(_new(cast.ward), NEW | {"others": "follows", "starts": "2026-03-14"})
    assert ask_new_leaders(cast.now) == 0
    assert ask_new_leaders(cast.now + 2 * DAY) == 1
    assert ask_new_leaders(cast.now + 2 * DAY + timedelta(hours=1)) == 0


@given(began=st.dates(date(2020, 1, 1), date(2030, 1, 1)), starts=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nobody_is_followed_before_a_whole_day_as_leader(began: date, starts: date) -> None:
    leader = Role(starts=began, person=Person(name="Vilde", email="vilde@eksempel.no"))
    form = UnitLeaderForm(
        NEW | {"starts": str(starts), "others": "follows"}, leaders=[leader], refused=None, today=TODAY
    )
    assert form.is_valid() == (starts > began)


@pytest.mark.parametrize("more", [0, 2])
def test_list_takes_as_many_queries_with_more_units(more: int, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        for number in range(more):
            unit = Unit.objects.create(municipality=cast.flesberg, name=f"Post {number + 7}")
            Role.objects.create(
                person=cast.ward_leader, kind="unit_leader", unit=unit, municipality=cast.flesberg, starts=TODAY
            )
    client = log_in("hr")
    with CaptureQueriesContext(connection) as caught:
        client.get(_list(cast))
    assert counted(caught.captured_queries) == 9
