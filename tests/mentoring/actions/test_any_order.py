"""Whatever order things happen in: never two mentors at once, never a talk outside its pair, and nothing lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.utils.timezone import localdate

from mentornett.mentoring.actions.hires import OverlapError, begin_leave, come_back
from mentornett.mentoring.actions.pairs import PairError, begin_pair, change_mentor, end_pair
from mentornett.mentoring.choices import PairEnd, TalkState
from mentornett.mentoring.jobs import let_go_of_ended_pairs
from mentornett.mentoring.models import Leave, Mentor, MentorPlaces, Pair, Talk
from mentornett.mentoring.queries.talks import day_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
REASONS = (PairEnd.CHANGED, PairEnd.MENTOR_LEFT, PairEnd.OTHER, PairEnd.COMPLETED, PairEnd.MENTEE_LEFT)


class _Life:
    """One new hire's time in the programme, a random deed at a time."""

    def __init__(self, cast: Cast, chance: Random) -> None:
        self.cast, self.chance, self.now = cast, chance, cast.now
        self.hire, self.by = cast.employment, cast.programme_leader

    def step(self) -> None:
        self.now += timedelta(days=self.chance.randint(0, 30))
        deeds = [self.begin, self.end, self.change, self.away, self.back, self.hold, self.places, self.night]
        deed = self.chance.choice(deeds)
        try:
            deed(self.now)
        except (PairError, OverlapError):
            return

    def pair(self) -> Pair | None:
        return Pair.objects.filter(mentee=self.hire.person, ends__isnull=True).first()

    def mentor(self) -> Mentor:
        mentors: list[Mentor] = [self.cast.mentor_row, self.cast.other_mentor_row]
        return self.chance.choice(mentors)

    def begin(self, now: datetime) -> None:
        begin_pair(employment=self.hire, mentor=self.mentor(), starts=localdate(now), by=self.by, now=now)

    def end(self, now: datetime) -> None:
        if pair := self.pair():
            ends = localdate(now) + timedelta(days=self.chance.choice((0, 0, 10, 60)))
            end_pair(pair=pair, ends=ends, reason=self.chance.choice(REASONS), by=self.by, now=now)

    def change(self, now: datetime) -> None:
        pair = self.pair()
        starts = localdate(now) + timedelta(days=self.chance.choice((0, 0, 20)))
        if pair and pair.starts < starts:
            change_mentor(pair=pair, mentor=self.mentor(), starts=starts, by=self.by, now=now)

    def away(self, now: datetime) -> None:
        ends = localdate(now) + timedelta(days=self.chance.randint(0, 40)) if self.chance.random() < 0.7 else None
        begin_leave(hire=self.hire, starts=localdate(now), ends=ends, by=self.by, now=now)

    def back(self, now: datetime) -> None:
        come_back(hire=self.hire, on=localdate(now), by=self.by, now=now)

    def hold(self, now: datetime) -> None:
        talk = Talk.objects.filter(employment=self.hire, state=TalkState.PLANNED, pair__isnull=False).first()
        if talk:
            talk.state, talk.held_on = TalkState.HELD, localdate(now)
            talk.save(update_fields=["state", "held_on"])

    def night(self, now: datetime) -> None:
        let_go_of_ended_pairs(now)
        gone = localdate(now) - timedelta(days=7)
        assert not Talk.objects.filter(state=TalkState.PLANNED, pair__ends__lt=gone).exists()

    def places(self, now: datetime) -> None:
        MentorPlaces.objects.update(places=self.chance.randint(0, 3))


def _check(life: _Life, numbers: set[int], held: set[int]) -> None:
    spans = [(row.starts, row.ends) for row in Pair.objects.filter(mentee=life.hire.person).order_by("starts", "ends")]
    for (_starts, ends), (later, _ends) in pairwise(spans):
        assert ends is not None
        assert ends < later
    talks = list(Talk.objects.filter(employment=life.hire).select_related("pair"))
    assert {talk.number for talk in talks} == numbers
    assert len(talks) == len(numbers)
    assert held <= {talk.number for talk in talks if talk.state == TalkState.HELD}
    for talk in talks:
        if talk.state == TalkState.PLANNED:
            assert talk.pair is None or talk.pair.ends is None or day_of(talk) <= talk.pair.ends
        if talk.state == TalkState.HELD:
            assert talk.pair is not None
    over = [(row.starts, row.ends) for row in Leave.objects.filter(employment=life.hire) if row.ends]
    for talk in talks:
        if talk.state == TalkState.PLANNED and talk.pair:
            assert not any(starts <= day <= ends for starts, ends in over for day in (talk.opens, talk.due))


@pytest.mark.parametrize("seed", range(6))
def test_deeds_in_any_order(seed: int, cast: Cast) -> None:
    life = _Life(cast, Random(seed))  # noqa: S311 - no secret
    for _deed in range(15):
        held = set(Talk.objects.filter(employment=life.hire, state=TalkState.HELD).values_list("number", flat=True))
        life.step()
        _check(life, {1, 2, 3}, held)
