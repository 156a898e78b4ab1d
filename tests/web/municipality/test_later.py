"""How it went some time after a network closed: asked once, answered with the same measures (J25, J01)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.later import remind_of_points
from mentornett.measurement.models import FollowUpPoint, LaterValue
from mentornett.network.models import Network
from mentornett.tenants.models import Letter
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.later import set_and_come
from tests.web.municipality.test_before_now import make_row


@pytest.fixture
def closed(cast: Cast) -> Cast:
    with inside(EVERYONE), transaction.atomic():
        set_and_come(cast)
    return cast


def _table(cast: Cast) -> str:
    return reverse("municipality:before_now", args=[cast.team.pk])


def _form(cast: Cast) -> str:
    return reverse("municipality:before_now_later", args=[cast.before_now.pk, cast.point.pk])


def test_organiser_sets_a_point_once_and_takes_it_away(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    for _ in range(2):
        client.post(reverse("organiser:point_set", args=[cast.network.pk, 24]))
    with inside(EVERYONE):
        point = FollowUpPoint.objects.get()
    assert "Teamene blir spurt" in client.get(reverse("organiser:network", args=[cast.network.pk])).text
    client.post(reverse("organiser:point_remove", args=[cast.network.pk, point.pk]))
    with inside(EVERYONE):
        assert not FollowUpPoint.objects.exists()


def test_other_numbers_of_months_are_not_offered(cast: Cast, log_in: LogIn) -> None:
    assert log_in("leader").post(reverse("organiser:point_set", args=[cast.network.pk, 13])).status_code == 404


def test_teams_are_reminded_once_and_not_before_the_day(closed: Cast) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=closed.network.pk).update(ends=closed.today)
    assert remind_of_points(closed.now, closed.today) == 0
    with inside(EVERYONE):
        Network.objects.filter(pk=closed.network.pk).update(ends=closed.today - timedelta(days=380))
    assert remind_of_points(closed.now, closed.today) > 0
    assert remind_of_points(closed.now, closed.today) == 0
    with inside(EVERYONE):
        assert Letter.objects.filter(kind="follow_up_point", to_person=closed.coordinator).count() == 1
        assert not Letter.objects.filter(kind="follow_up_point", to_person=closed.other_coordinator).exists()


def test_coordinator_is_led_there_until_it_is_filled_in(closed: Cast, log_in: LogIn) -> None:
    remind_of_points(closed.now, closed.today)
    client = log_in("coordinator")
    assert "12 måneder etter nettverket" in client.get("/na/").text
    client.post(_form(closed), {"now_numerator": "3", "now_denominator": "20", "now_on": "2026-03-01"})
    assert "12 måneder etter nettverket" not in client.get("/na/").text


def test_answer_stands_as_a_third_column_and_in_the_files(closed: Cast, log_in: LogIn) -> None:
    client = log_in("coordinator")
    sent = {"now_numerator": "3", "now_denominator": "20", "now_on": "2026-03-01", "now_source": "HR"}
    assert client.post(_form(closed), sent).status_code == 302
    page = client.get(_table(closed)).text
    assert "12 måneder etter" in page
    assert "3 av 20" in page
    csv = client.get(reverse("municipality:before_now_file", args=[closed.team.pk, "csv"])).content.decode("utf-8-sig")
    assert "12 måneder etter" in csv
    staff = log_in("leader").get(reverse("organiser:before_now", args=[closed.network.pk])).text
    assert "3 av 20" in staff
    client.post(_form(closed), sent | {"now_numerator": "4"})
    with inside(EVERYONE):
        assert LaterValue.objects.get().numerator == 4


@pytest.mark.parametrize(
    "sent",
    [{"now_source": ""}, {"now_numerator": "30", "now_denominator": "20"}, {"now_numerator": "3"},
     {"now_on": "2030-01-01"}, {"now_numerator": "3", "now_denominator": "0"}],
)  # fmt: skip
def test_value_that_cannot_be_right_is_refused(sent: dict[str, str], closed: Cast, log_in: LogIn) -> None:
    page = log_in("coordinator").post(_form(closed), sent)
    assert "ds-error-summary" in page.text
    with inside(EVERYONE):
        assert not LaterValue.objects.exists()


def test_point_that_has_not_come_is_not_asked_about(closed: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Network.objects.filter(pk=closed.network.pk).update(ends=closed.today)
    client = log_in("coordinator")
    assert "12 måneder etter" not in client.get(_table(closed)).text
    assert client.get(_form(closed)).status_code == 404


def test_point_that_somebody_has_answered_stays(closed: Cast, log_in: LogIn) -> None:
    log_in("coordinator").post(_form(closed), {"now_numerator": "3", "now_denominator": "20"})
    page = log_in("leader").post(
        reverse("organiser:point_remove", args=[closed.network.pk, closed.point.pk]), follow=True
    )
    assert "Noen har svart" in page.text


def test_missing_starting_point_is_warned_of(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        make_row(cast, before_numerator=None, before_denominator=None, before_share=None)
    assert "mangler tallet fra før" in log_in("coordinator").get(_table(cast)).text
