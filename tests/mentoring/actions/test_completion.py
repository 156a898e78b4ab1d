"""The programme is completed when its time is over or somebody says so; the certificates hold no content."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.actions.hires import begin_leave
from mentornett.mentoring.choices import Party
from mentornett.mentoring.jobs import complete_programmes
from mentornett.mentoring.models import Pair, Programme, Talk
from mentornett.mentoring.queries.completion import certificate_facts, may_be_completed, over_on
from mentornett.mentoring.rules.plan import months_later
from mentornett.tenants.models import Letter
from tests.cast import Cast


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_months_later_and_back_is_at_most_the_end_of_the_month_away(day: date, months: int) -> None:
    there = months_later(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1
    assert 0 <= (day - months_later(there, -months)).days <= 3


@pytest.mark.usefixtures("everyone")
class TestCompletion:
    """With the fixed cast."""

    def test_pair_is_completed_when_the_months_have_passed_and_not_before(self, cast: Cast) -> None:
        Programme.objects.update(months=2)  # the plan counts from 2 February
        assert complete_programmes(cast.now + timedelta(days=20)) == 0
        later = cast.now + timedelta(days=21)
        assert [complete_programmes(later), complete_programmes(later)] == [2, 0]  # and the neighbour's
        pair = Pair.objects.get(pk=cast.pair.pk)
        assert (pair.ends, pair.end_reason) == (date(2026, 4, 2), "completed")
        letters = dict(Letter.objects.filter(kind="pair_completed").values_list("to_person", "text"))
        assert {cast.mentor.pk, cast.mentee.pk, cast.ward_leader.pk} <= letters.keys()
        assert f"/par/{pair.pk}/" in letters[cast.mentee.pk]
        assert f"/par/{pair.pk}/" not in letters[cast.ward_leader.pk]

    def test_days_away_do_not_count(self, cast: Cast) -> None:
        Programme.objects.update(months=2)
        cast.employment.refresh_from_db()
        before = over_on(cast.employment, cast.today)
        week = timedelta(days=6)
        begin_leave(hire=cast.employment, starts=cast.today, ends=cast.today + week, by=cast.hr, now=cast.now)
        assert over_on(cast.employment, cast.today) == before + timedelta(days=7)

    def test_substitute_ends_with_the_pair(self, cast: Cast) -> None:
        second = Pair.objects.create(
            employment=cast.employment, mentee=cast.mentee, mentor=cast.other_mentor_row, role="substitute",
            starts=cast.today, municipality=cast.flesberg,
        )  # fmt: skip
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)
        second.refresh_from_db()
        assert (second.ends, second.end_reason) == (cast.today, "completed")

    def test_mentor_is_asked_when_hardly_anything_is_left(self, cast: Cast) -> None:
        talks = list(Talk.objects.filter(pair=cast.pair))
        assert may_be_completed(cast.pair, talks, cast.today)
        talks[2].opens = cast.today + timedelta(days=61)
        assert not may_be_completed(cast.pair, talks, cast.today)
        assert not may_be_completed(cast.pair, [], cast.today)

    def test_certificate_counts_held_talks_and_tells_nothing_else(self, cast: Cast) -> None:
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)
        mentee, mentor = (certificate_facts(cast.pair, party) for party in (Party.MENTEE, Party.MENTOR))
        assert (mentee.name, mentee.held, mentee.starts, mentee.ends) == (
            cast.mentee.name, 1, date(2026, 2, 2), cast.today,
        )  # fmt: skip
        assert (mentor.name, mentor.programme, mentor.municipality) == (
            cast.mentor.name, cast.programme.name, "Flesberg",
        )  # fmt: skip
