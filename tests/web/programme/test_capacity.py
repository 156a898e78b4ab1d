"""The year ahead: what is missing, what would help, and the project leader's own number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Employment, ExpectedHires, Mentor, MentorPlaces, Pair, Programme, UnitNeed
from mentornett.mentoring.queries.forecast import year_ahead
from tests.cast import Cast
from tests.conftest import LogIn
from tests.mentoring.many import more_pairs


def _url(cast: Cast) -> str:
    return reverse("programme:capacity", args=[cast.programme.pk])


def test_page_says_from_when_places_are_missing_and_what_would_help(cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").get(_url(cast)).content.decode()
    assert "Fra mai 2026 mangler én plass." in page
    assert "det gir én plass." in page
    assert "2 begynte de siste 6 månedene" in page
    assert "1 har begynt og har ingen mentor ennå." in page
    assert "<svg" in page


def test_own_number_goes_before_what_was(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    data = {"h202601": "0", "h202607": "", "h202701": "0"}
    page = client.post(_url(cast), data, follow=True).content.decode()
    assert "Lagret." in page
    with inside(EVERYONE):
        assert dict(ExpectedHires.objects.values_list("starts", "number")) == {date(2026, 1, 1): 0, date(2027, 1, 1): 0}
        ahead = year_ahead(cast.programme, cast.today)
    assert [month.begin for month in ahead.months][:3] == [0, 0, 0]
    assert ahead.months[4].begin > 0
    client.post(_url(cast), {"h202601": "", "h202607": "", "h202701": ""})
    with inside(EVERYONE):
        assert not ExpectedHires.objects.exists()


@pytest.mark.parametrize("value", ["-1", "mange", "5001", "1.5"])
def test_bad_number_is_refused_beside_the_field(cast: Cast, log_in: LogIn, value: str) -> None:
    page = log_in("programme_leader").post(_url(cast), {"h202601": value}).content.decode()
    assert "ds-error-summary" in page
    assert f'value="{value}"' in page


def test_human_resources_reads_and_does_not_write(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "h202601" not in client.get(_url(cast)).content.decode()
    assert client.post(_url(cast), {"h202601": "1"}).status_code == 403


def test_year_is_counted_from_places_pairs_and_those_who_wait(cast: Cast) -> None:
    with inside(EVERYONE):
        before = year_ahead(cast.programme, cast.today)
        assert [month.free for month in before.months] == [1] * 12
        assert (before.waiting, before.begun, before.known) == (1, 2, 6)
        MentorPlaces.objects.filter(mentor=cast.mentor_row).update(ends=cast.today + timedelta(days=60))
        Pair.objects.filter(pk=cast.pair.pk).update(ends=cast.today + timedelta(days=80))
        after = year_ahead(cast.programme, cast.today)
    assert [month.free for month in after.months[:4]] == [1, 1, 1, 1]
    assert {month.helped for month in after.months if month.missing} == {1}


def test_place_that_the_rules_forbid_helps_nobody(cast: Cast) -> None:
    with inside(EVERYONE):
        Mentor.objects.filter(pk=cast.mentor_row.pk).update(profession="Vernepleier")
        (alone,) = year_ahead(cast.programme, cast.today).professions
        assert (alone.name, alone.begun, alone.waiting, alone.fitting) == ("sykepleier", 2, 1, 0)
        assert alone.missing > 0
        cast.programme.match_rules = {"professions": {"sykepleier": ["sykepleier", "vernepleier"]}}
        (together,) = year_ahead(cast.programme, cast.today).professions
        assert (together.fitting, together.missing) == (1, alone.missing - 1)
        cast.programme.match_rules = {"same_profession": False}
        free = year_ahead(cast.programme, cast.today)
        assert (free.professions, free.worst.missing) == ([], together.missing)


def test_place_that_fits_two_professions_counts_for_one_of_them(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Employment.objects.filter(pk=cast.employment.pk).update(profession="vernepleier")
        cast.programme.match_rules = {"professions": {"vernepleier": ["sykepleier", "vernepleier"]}}
        cast.programme.save()
        ahead = year_ahead(cast.programme, cast.today)
        assert [one.fitting for one in ahead.professions] == [1, 1]
        assert sum(one.missing for one in ahead.professions) == ahead.worst.missing > 0
    page = log_in("programme_leader").get(_url(cast)).content.decode()
    assert "teller for ett yrke" in page
    assert f"<b>{ahead.worst.missing}</b>" in page


def test_unit_without_a_free_trained_mentor_is_seen(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        assert year_ahead(cast.programme, cast.today).bare_units == []
        Mentor.objects.filter(pk=cast.mentor_row.pk).update(trained_on=None)
        assert year_ahead(cast.programme, cast.today).bare_units == ["Post 1"]
    assert "Enheter uten ledig mentor" in log_in("programme_leader").get(_url(cast)).content.decode()


def test_registered_who_begin_later_count_in_their_month(cast: Cast) -> None:
    with inside(EVERYONE):
        june = date(2026, 6, 15)
        Employment.objects.filter(pk=cast.new_employment.pk).update(starts=june, followed_from=june)
        ahead = year_ahead(cast.programme, cast.today)
    assert ahead.waiting == 0
    assert ahead.months[2].begin == 1


def test_place_is_free_again_when_the_programme_is_over(cast: Cast) -> None:
    with inside(EVERYONE):
        Employment.objects.filter(pk=cast.employment.pk).update(followed_from=cast.today - timedelta(days=650))
        ahead = year_ahead(cast.programme, cast.today)
    assert (ahead.months[0].free, ahead.months[-1].free) == (1, 2)


@pytest.mark.parametrize("more", [0, 2])
def test_page_asks_as_much_with_few_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        more_pairs(cast, more)
    client = log_in("programme_leader")
    client.get(_url(cast))
    with django_assert_num_queries(14):
        client.get(_url(cast))


def _needs(cast: Cast, *years: int) -> None:
    with inside(EVERYONE):
        for year in years:
            for unit, retiring in ((cast.ward, 2), (cast.home_care, 3)):
                UnitNeed.objects.create(municipality=cast.flesberg, unit=unit, year=year, retiring=retiring, holidays=3)


@pytest.mark.parametrize(("temporary", "begin", "half"), [(True, 11, 6), (False, 5, 3)])
def test_what_units_say_stands_beside_the_forecast(
    temporary: bool, begin: int, half: int, cast: Cast, log_in: LogIn
) -> None:
    _needs(cast, 2027, 2028)
    with inside(EVERYONE):
        Programme.objects.filter(pk=cast.programme.pk).update(includes_temporary=temporary)
        months = year_ahead(cast.programme, cast.today).months
    page = log_in("hr").get(_url(cast))
    (row,) = page.context["needs"]
    assert (row["year"], row["said"].units, row["begin"], row["half"]) == ("2027", 2, begin, half)
    assert page.context["ahead"].months == months
    assert "Prognosen og det enhetene sier" in page.text
    assert ("følger ikke vikariater" in page.text) is not temporary


def test_page_is_silent_of_needs_that_nobody_has_stated(cast: Cast, log_in: LogIn) -> None:
    assert "Prognosen og det enhetene sier" not in log_in("hr").get(_url(cast)).text
