"""What is counted for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from mentornett.mentoring.actions.hires import move_hire
from mentornett.mentoring.choices import FigureKey
from mentornett.mentoring.models import Employment, Leave, Pair, Programme, Talk
from mentornett.mentoring.permissions.figures import counted_for
from mentornett.mentoring.queries.figure_words import table_of
from mentornett.mentoring.queries.figures import Counting, figures_of
from mentornett.mentoring.rules.figures import Figure
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast
from tests.mentoring.many import more_pairs

pytestmark = pytest.mark.usefixtures("everyone")


def counting(cast: Cast, person: Person) -> Counting:
    viewer = Viewer(person, tuple(roles_today(person.pk, cast.today)), cast.today)
    (found,) = figures_of(counted_for(viewer), cast.today)
    return found


def figure(cast: Cast, key: FigureKey, person: Person | None = None) -> Figure:
    return counting(cast, person or cast.union_rep).of(key)


@pytest.mark.parametrize(
    ("key", "part", "whole"),
    [
        (FigureKey.MATCHED, 1, 2), (FigureKey.COVERED, 1, 2), (FigureKey.DAYS_TO_MENTOR, 1, 2),
        (FigureKey.DAYS_TO_TALK, 1, 1), (FigureKey.FIRST_TALK, 1, 1), (FigureKey.ANSWERED, 1, 1),
        (FigureKey.HELD, 1, 1), (FigureKey.LOAD, 1, 1), (FigureKey.TRAINED, 1, 1), (FigureKey.UNITS, 0, 2),
    ],
)  # fmt: skip
def test_municipality_of_the_cast(cast: Cast, key: FigureKey, part: int, whole: int) -> None:
    found = figure(cast, key)
    assert (found.part, found.whole) == (part, whole)


def test_leader_gets_the_figures_of_own_units_and_no_others(cast: Cast) -> None:
    assert figure(cast, FigureKey.MATCHED, cast.ward_leader).whole == 2
    assert figure(cast, FigureKey.MATCHED, cast.other_ward_leader).whole == 0
    assert figure(cast, FigureKey.LOAD, cast.other_ward_leader).whole == 0
    assert not counting(cast, cast.ward_leader).whole
    assert counting(cast, cast.hr).whole


def test_few_are_not_shown_and_many_are(cast: Cast) -> None:
    few = {row.key: row for row in table_of(counting(cast, cast.union_rep))}
    assert few["covered"].value == "For få: færre enn 5 personer"
    more_pairs(cast, 4)
    many = {row.key: row for row in table_of(counting(cast, cast.union_rep))}
    assert (many["covered"].value, many["covered"].of) == ("5 av 6 nyansatte", "")
    assert many["days_to_talk"].value == "10 dager"
    assert many["held"].value == "5 av 9 samtaler, 5 nyansatte"
    assert many["load"].value.startswith("For få")


def test_per_cent_stand_for_ten_or_more(cast: Cast) -> None:
    more_pairs(cast, 9)
    many = {row.key: row for row in table_of(counting(cast, cast.union_rep))}
    assert (many["covered"].value, many["covered"].of) == ("91 %", "10 av 11 nyansatte")


def test_move_is_no_new_hire_and_days_away_do_not_count(cast: Cast) -> None:
    start = cast.employment.starts
    Employment.objects.filter(pk=cast.employment.pk).update(starts=start - timedelta(days=500), ends=start)
    moved = Employment.objects.create(
        person=cast.mentee, unit=cast.ward, profession="sykepleier", starts=start + timedelta(days=1),
        programme=cast.programme, municipality=cast.flesberg,
    )  # fmt: skip
    Pair.objects.filter(pk=cast.pair.pk).update(employment=moved)
    assert figure(cast, FigureKey.COVERED).whole == 1
    Leave.objects.create(
        employment=moved, starts=start + timedelta(days=2), ends=start + timedelta(days=4), municipality=cast.flesberg
    )  # fmt: skip
    assert figure(cast, FigureKey.DAYS_TO_TALK).value == 4.0


def test_hire_outside_the_target_group_is_not_asked_about(cast: Cast) -> None:
    Employment.objects.filter(pk=cast.new_employment.pk).update(programme=None, profession="Helsesekretær")
    assert figure(cast, FigureKey.COVERED).whole == 1
    Programme.objects.filter(pk=cast.programme.pk).update(professions=[])
    assert figure(cast, FigureKey.COVERED).whole == 2


def test_talk_that_waits_for_a_mentor_is_not_due(cast: Cast) -> None:
    Talk.objects.filter(pk=cast.talk_2.pk).update(due=cast.today - timedelta(days=1))
    assert figure(cast, FigureKey.HELD).whole == 2
    Talk.objects.filter(pk=cast.talk_2.pk).update(pair=None)
    assert figure(cast, FigureKey.HELD).whole == 1


@pytest.mark.parametrize("more", [0, 2])
def test_figures_ask_as_much_with_few_and_many(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    more_pairs(cast, more)
    viewer = Viewer(cast.union_rep, tuple(roles_today(cast.union_rep.pk, cast.today)), cast.today)
    counted = counted_for(viewer)
    with django_assert_num_queries(9):
        figures_of(counted, cast.today)


def test_who_is_to_change_unit_keeps_the_mentor_in_the_figures(cast: Cast) -> None:
    before = counting(cast, cast.programme_leader).figures
    move_hire(hire=cast.employment, unit=cast.home_care, on=cast.today + timedelta(days=20), by=cast.hr, now=cast.now)
    assert counting(cast, cast.programme_leader).figures == before
