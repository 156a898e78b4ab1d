"""«May your counts be part of the network's answers?»: asked on «Now», answered yes or no, and changed."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from mentornett.config.jobs import count_ahead
from mentornett.core import audit
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import moment_words
from mentornett.measurement.models import NetworkConsent, RolloutPlan, RolloutUnit
from mentornett.mentoring.models import Employment
from mentornett.network.models import Participation
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.access.rollouts import drawn_network_plan


def _url(cast: Cast, name: str = "network_counts", *more: str) -> str:
    return reverse(f"programme:{name}", args=[cast.flesberg.pk, cast.network.pk, *more])


@pytest.mark.parametrize("name", ["programme_leader", "measure_lead"])
def test_now_asks_until_somebody_has_answered(cast: Cast, log_in: LogIn, name: str) -> None:
    asks = f'href="{_url(cast)}"'
    assert asks in log_in(name).get(reverse("everyone:now")).text
    log_in("programme_leader").post(_url(cast, "network_counts_answer"), {"answer": "no"})
    assert asks not in log_in(name).get(reverse("everyone:now")).text


@pytest.mark.parametrize("name", ["hr", "union_rep", "coordinator", "leader"])
def test_others_are_not_asked(cast: Cast, log_in: LogIn, name: str) -> None:
    assert "kan være med i svarene" not in log_in(name).get(reverse("everyone:now")).text


def test_yes_is_said_taken_back_and_told_with_name_to_those_who_read(cast: Cast, log_in: LogIn) -> None:
    answers = reverse("programme:network_answers", args=[cast.network.pk])
    leader = log_in("programme_leader")
    assert "har ikke svart" in leader.get(answers).text
    page = leader.post(_url(cast, "network_counts_answer"), {"answer": "yes"}, follow=True).text
    assert "Du har sagt ja" in page
    assert "Pia Prosjektleder sa ja" in log_in("union_rep").get(answers).text
    assert "Ja, ta oss med" not in leader.get(_url(cast)).text
    assert "Nei, ikke ta oss med lenger" in leader.get(_url(cast)).text
    page = leader.post(_url(cast, "network_counts_answer"), {"answer": "no"}, follow=True).text
    assert "Pia Prosjektleder sa nei" in page
    assert "Ja, ta oss med" in leader.get(_url(cast)).text


@pytest.mark.parametrize("typed", [{}, {"answer": "perhaps"}])
def test_anything_else_is_no_answer(cast: Cast, log_in: LogIn, typed: dict[str, str]) -> None:
    log_in("programme_leader").post(_url(cast, "network_counts_answer"), typed)
    with inside(EVERYONE):
        assert not NetworkConsent.objects.exists()


def test_network_that_was_left_is_not_asked_for(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Participation.objects.filter(municipality=cast.flesberg).update(left=cast.today)
    leader = log_in("programme_leader")
    assert leader.get(_url(cast)).status_code == 404
    assert leader.post(_url(cast, "network_counts_answer"), {"answer": "yes"}).status_code == 404
    assert _url(cast) not in leader.get(reverse("everyone:now")).text


@pytest.fixture
def hired(cast: Cast) -> Cast:
    """Somebody was hired long ago enough to be counted, in each unit."""
    with inside(EVERYONE):
        Employment.objects.filter(municipality=cast.flesberg).update(starts=date(2024, 2, 3), profession="sykepleier")
    return cast


def test_page_shows_a_few_rows_and_the_file_all_without_a_name(hired: Cast, log_in: LogIn) -> None:
    count_ahead(hired.now)
    leader = log_in("programme_leader")
    page = leader.get(_url(hired)).text
    assert "Første halvår 2024" in page
    assert "0–3" in page
    rows = list(csv.reader(StringIO(leader.get(_url(hired, "network_counts_file", "csv")).content.decode("utf-8-sig")),
                           delimiter=";"))  # fmt: skip
    assert len(rows) > 2
    assert rows[0][0] == "Enhet"
    assert hired.mentee.name not in page + str(rows)


def test_days_are_written_as_the_reader_s_language_has_them(hired: Cast, log_in: LogIn) -> None:
    count_ahead(hired.now)
    leader = log_in("programme_leader")
    assert "talt til og med 31. desember 2025" in leader.get(_url(hired)).text
    hired.programme_leader.language = "en"
    hired.programme_leader.save()
    assert "counted until 31 December 2025" in leader.get(_url(hired)).text


def test_page_says_when_it_was_counted_and_whether_the_register_has_changed_since(hired: Cast, log_in: LogIn) -> None:
    leader = log_in("programme_leader")
    assert "ikke klare ennå" in leader.get(_url(hired)).text
    assert leader.get(_url(hired, "network_counts_file", "csv")).status_code == 404
    count_ahead(hired.now)
    page = leader.get(_url(hired)).text
    assert f"ga registeret deres {moment_words(hired.now, hired.today)}" in page
    assert "skrevet i registeret etter det" not in page
    with inside(EVERYONE), transaction.atomic():
        audit.record(verb="hire.ended", on=hired.flesberg, by=hired.hr, now=hired.now + timedelta(minutes=1))
    assert "skrevet i registeret etter det" in leader.get(_url(hired)).text
    count_ahead(hired.now + timedelta(minutes=2))
    assert "skrevet i registeret etter det" not in leader.get(_url(hired)).text


def test_municipality_outside_the_draw_is_told_that_a_yes_has_no_effect_until_the_plan_ends(
    cast: Cast, log_in: LogIn
) -> None:
    leader, words = log_in("programme_leader"), "får ingen virkning før den planen er avsluttet"
    with inside(EVERYONE):
        drawn_network_plan(cast)
    assert words not in leader.get(_url(cast)).text
    with inside(EVERYONE):
        RolloutUnit.objects.filter(municipality=cast.flesberg).update(municipality=cast.roros)
    assert words in leader.get(_url(cast)).text
    with inside(EVERYONE):
        RolloutPlan.objects.update(ended_at=cast.now, ended_by=cast.leader, ended_why="Nettverket er ferdig")
    assert words not in leader.get(_url(cast)).text


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any, number: int
) -> None:
    with inside(EVERYONE):
        hires = list(Employment.objects.filter(municipality=cast.flesberg).order_by("pk"))
        Employment.objects.filter(pk__in=[row.pk for row in hires[:number]]).update(starts=date(2024, 2, 3))
    count_ahead(cast.now)
    leader = log_in("programme_leader")
    with django_assert_num_queries(9):
        leader.get(_url(cast))
