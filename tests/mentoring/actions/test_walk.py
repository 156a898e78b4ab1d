"""A new hire's time in the programme, in any order of deeds, with the wizards that close and open several at once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions import hires, leaving, mentor_leaves, pairs, second_mentors
from mentornett.mentoring.choices import PairEnd, PairRole
from mentornett.mentoring.models import Mentor, Pair
from mentornett.mentoring.queries.leaving import open_pairs_of
from mentornett.tenants.models import Unit
from mentornett.tenants.queries import roles_today
from tests.cast import Cast
from tests.mentoring.actions.life import MENTORS, SOON, Life
from tests.walking import WALKS


class Wizards(Life):
    """Life, and what is shown first and then done in one deed: leaving, moving, being away, stepping in."""

    def second(self) -> Pair | None:
        with inside(EVERYONE):
            rows = Pair.objects.filter(mentee=self.cast.mentee).exclude(role=PairRole.MAIN).exclude(ends__lt=self.today)
            rows = rows.select_related("mentor__person", "mentee", "employment__programme", "employment__person")
            return rows.order_by("starts", "pk").last()

    def others(self, mentor: Mentor, chosen: bool) -> dict[int, Mentor | None]:
        """Give the mentee of each pair of a mentor to the other one, or to nobody yet."""
        name = "other_mentor_row" if mentor.pk == self.cast.mentor_row.pk else "mentor_row"
        with inside(EVERYONE):
            rows = open_pairs_of(mentor, self.day(-5))
            return {pair.pk: self.mentor(name) if chosen else None for pair in rows}

    # --- somebody leaves, or does not after all

    @rule(mentor=MENTORS, days=SOON, chosen=st.booleans())
    def mentor_leaves(self, mentor: str, days: int, chosen: bool) -> None:
        row = self.mentor(mentor)
        ends = max(self.day(days), min(row.starts, self.today))
        self.lead(leaving.mentor_leaves, pairs.PairError, mentor=row, ends=ends, successors=self.others(row, chosen))

    @rule(mentor=MENTORS)
    def mentor_stays(self, mentor: str) -> None:
        row = self.mentor(mentor)
        if row.ends and row.ends >= self.today:
            self.lead(leaving.mentor_stays, mentor=row)

    @precondition(lambda self: self.hire_seen.ends and self.hire_seen.ends >= self.today)
    @rule()
    def hire_stays(self) -> None:
        if self.hire().end_reason != "moved":
            self.lead(leaving.hire_stays, hires.OverlapError, pairs.PairError, hire=self.hire())

    # --- another unit

    @rule(days=SOON, unit=st.sampled_from(["ward", "home_care"]), follows=st.sampled_from(["same", "other", "later"]))
    def change_unit(self, days: int, unit: str, follows: str) -> None:
        hire, on, pair = self.hire(), self.day(days), self.pair()
        if hire.unit_id == self.cast.things[unit].pk or (hire.ends and on > hire.ends):
            return
        with inside(EVERYONE):
            where = Unit.objects.get(pk=self.cast.things[unit].pk)
        name = "other_mentor_row" if pair and pair.mentor_id == self.cast.mentor_row.pk else "mentor_row"
        self.lead(
            leaving.change_unit, pairs.PairError, hire=hire, unit=where, on=on, goes_on=follows == "same",
            follows=self.mentor(name) if follows == "other" else None,
        )  # fmt: skip

    @precondition(lambda self: self.hire_seen.starts > self.today)
    @rule()
    def take_back_move(self) -> None:
        self.lead(leaving.take_back_move, leaving.TooLateError, hires.OverlapError, hire=self.hire())

    # --- substitutes, co-mentors, and a mentor who is away

    @precondition(lambda self: self.pair_seen)
    @rule(mentor=MENTORS, role=st.sampled_from([PairRole.SUBSTITUTE, PairRole.CO_MENTOR]), days=SOON, long=SOON)
    def add_second(self, mentor: str, role: PairRole, days: int, long: int) -> None:
        pair = self.pair()
        assert pair is not None
        starts = max(self.day(days), min(pair.starts, self.today))
        ends = max(self.day(long), starts) if long > 0 or role == PairRole.SUBSTITUTE else None
        given = {"pair": pair, "mentor": self.mentor(mentor), "role": role, "starts": starts, "ends": ends}
        self.lead(second_mentors.add_second, pairs.PairError, **given)

    @precondition(lambda self: self.second())
    @rule(days=SOON)
    def end_second(self, days: int) -> None:
        pair = self.second()
        assert pair is not None
        self.end(pair, max(self.day(days), min(pair.starts, self.today)), PairEnd.OTHER)

    @rule(mentor=MENTORS, days=SOON, long=st.none() | st.integers(0, 40), chosen=st.booleans())
    def mentor_is_away(self, mentor: str, days: int, long: int | None, chosen: bool) -> None:
        row, ends = self.mentor(mentor), None if long is None else self.day(days + long)
        self.lead(
            mentor_leaves.begin_mentor_leave, hires.OverlapError, pairs.PairError, mentor=row, starts=self.day(days),
            ends=ends, substitutes=self.others(row, chosen),
        )  # fmt: skip

    @rule(mentor=MENTORS)
    def mentor_is_back(self, mentor: str) -> None:
        self.lead(mentor_leaves.mentor_back, mentor=self.mentor(mentor), on=self.today)

    # --- what always holds

    @invariant()
    def one_of_each_kind_at_a_time(self) -> None:
        with inside(EVERYONE):
            rows = list(Pair.objects.filter(mentee=self.cast.mentee).order_by("starts", "pk"))
        for role in (PairRole.SUBSTITUTE, PairRole.CO_MENTOR):
            for one, other in pairwise(row for row in rows if row.role == role):
                assert one.ends is not None
                assert one.ends < other.starts
        for row in rows:  # nobody stands in for themselves
            same = [each for each in rows if each.mentor_id == row.mentor_id and each.pk != row.pk]
            assert not any(_meet(row, each) for each in same)

    @invariant()
    def everyone_in_a_pair_can_log_in_to_it(self) -> None:
        with inside(EVERYONE):
            rows = list(Pair.objects.filter(mentee=self.cast.mentee).select_related("mentor"))
            now = [row for row in rows if row.starts <= self.today and (row.ends is None or row.ends >= self.today)]
            for row in now:
                for person, kind in ((row.mentor.person_id, "mentor"), (row.mentee_id, "mentee")):
                    assert kind in {role.kind for role in roles_today(person, self.today)}, (str(row), kind)


def _meet(one: Pair, other: Pair) -> bool:
    first, second = sorted((one, other), key=lambda row: row.starts)
    return first.ends is None or second.starts <= first.ends


def test_new_hire_lives_through_any_order_of_deeds(quick_cast: Cast) -> None:
    Wizards.built = quick_cast
    run_state_machine_as_test(Wizards, settings=WALKS)
