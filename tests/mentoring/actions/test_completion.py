"""The programme is completed when its time is over or somebody says so; the certificates hold no content."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.competence.models import Certificate
from mentornett.competence.queries.certificates import digest_of
from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.actions.hires import begin_leave
from mentornett.mentoring.actions.pairs import end_pair, resume_pair
from mentornett.mentoring.choices import PairEnd, Party
from mentornett.mentoring.jobs import complete_programmes
from mentornett.mentoring.models import Pair, Programme, Talk
from mentornett.mentoring.queries.completion import certificate_facts, certificate_of, may_be_completed, over_on
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
        assert mentee == {
            "party": "mentee", "person": cast.mentee.name, "programme": cast.programme.name, "place": "Flesberg",
            "began_on": "2026-02-02", "completed_on": str(cast.today), "held": 1,
        }  # fmt: skip
        assert (mentor["party"], mentor["person"]) == ("mentor", cast.mentor.name)

    def test_certificates_are_frozen_on_the_last_day_and_written_once(self, cast: Cast) -> None:
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)
        first = certificate_of(cast.pair, Party.MENTEE)
        assert first is not None
        assert first.person == cast.mentee
        assert first.digest == digest_of(first.number, first.facts)
        Talk.objects.filter(pk=cast.talk_2.pk).update(state="held", held_on=cast.today)
        assert complete_programmes(cast.now + timedelta(days=1)) == 0
        assert certificate_of(cast.pair, Party.MENTEE) == first
        assert Certificate.objects.filter(of_pair__pair=cast.pair).count() == 2

    def test_certificates_wait_for_the_last_day(self, cast: Cast) -> None:
        complete_pair(pair=cast.pair, ends=cast.today + timedelta(days=3), by=cast.programme_leader, now=cast.now)
        assert complete_programmes(cast.now + timedelta(days=2)) == 0
        assert certificate_of(cast.pair, Party.MENTOR) is None
        assert complete_programmes(cast.now + timedelta(days=3)) == 1
        found = certificate_of(cast.pair, Party.MENTOR)
        assert found is not None
        assert found.issued_on == cast.today + timedelta(days=3)
        assert AuditEntry.objects.filter(verb="pair.certified").count() == 1

    def test_pair_that_goes_on_takes_its_certificates_back_and_gets_new_ones(self, cast: Cast) -> None:
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)
        before = certificate_of(cast.pair, Party.MENTEE)
        resume_pair(pair=cast.pair, by=cast.programme_leader, now=cast.now)
        assert before is not None
        assert certificate_of(cast.pair, Party.MENTEE) is None
        assert Certificate.objects.get(pk=before.pk).taken_back_at == cast.now
        letters = dict(Letter.objects.filter(kind="pair_resumed").values_list("to_person", "text"))
        assert ("gjelder ikke lenger" in letters[cast.mentee.pk], "gjelder" in letters[cast.ward_leader.pk]) == (
            True, False
        )  # fmt: skip
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)
        after = certificate_of(cast.pair, Party.MENTEE)
        assert after is not None
        assert (after.pk, after.number == before.number, after.code == before.code) == (before.pk, False, False)

    def test_pair_that_only_ended_takes_nothing_back(self, cast: Cast) -> None:
        end_pair(pair=cast.pair, ends=cast.today, reason=PairEnd.OTHER, by=cast.mentor, now=cast.now)
        assert complete_programmes(cast.now) == 0
        resume_pair(pair=cast.pair, by=cast.programme_leader, now=cast.now)
        text = Letter.objects.filter(kind="pair_resumed", to_person=cast.mentee).values_list("text", flat=True).get()
        assert "gjelder ikke lenger" not in text
        assert not Certificate.objects.filter(of_pair__pair=cast.pair).exists()
