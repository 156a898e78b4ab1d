"""A new hire's time in the programme in whatever order things happen, by the people who may do them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.sealing import unseal
from mentornett.mentoring import jobs
from mentornett.mentoring.actions import hires, mentors, notes, own_plan, pairs, talks
from mentornett.mentoring.choices import Fit, PairEnd, PairRole, TalkKind, TalkState
from mentornett.mentoring.models import Employment, Mentor, Note, Pair, Talk, TimeUsed
from mentornett.mentoring.permissions import talks as permissions
from mentornett.mentoring.queries.talks import day_of
from mentornett.tenants.models import Unit
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today, scope_of
from tests.walking import Walk

BY = "programme_leader"
SOON = st.integers(-5, 40)  # days from today
MENTORS = st.sampled_from(["mentor_row", "other_mentor_row"])
PAIR = st.sampled_from(["mentor", "mentee", "other_mentor"])


class Life(Walk):
    """One new hire, two mentors and a project leader."""

    other_side = ("municipality_id", "roros")

    def begin(self) -> None:
        """Remember what must never be lost."""
        self.held: dict[int, date] = {}
        self.notes: list[tuple[str, list[str], str]] = []  # author, readers, text
        with inside(EVERYONE):
            Note.objects.filter(municipality=self.cast.flesberg).delete()
            self.numbers = sorted(self.talks().values_list("number", flat=True))
            self.held = dict(self.talks().filter(state=TalkState.HELD).values_list("pk", "held_on"))
        self.look()

    @invariant()
    def look(self) -> None:
        """See once, before the next deed is chosen, what all deeds ask for."""
        self.hire_seen, self.pair_seen = self.hire(), self.pair()

    def talks(self) -> Any:
        return Talk.objects.filter(employment__person=self.cast.mentee)

    def hire(self) -> Employment:
        with inside(EVERYONE):
            rows = Employment.objects.select_related("municipality", "programme", "person", "unit")
            return rows.filter(person=self.cast.mentee).latest("starts")

    def pair(self) -> Pair | None:
        """Return the pair that goes on or comes."""
        with inside(EVERYONE):
            rows = Pair.objects.select_related(
                "mentor__person", "mentee", "employment__programme", "employment__person"
            )
            rows = rows.filter(mentee=self.cast.mentee, role=PairRole.MAIN).exclude(ends__lt=self.today)
            return rows.order_by("starts", "pk").last()

    def mentor(self, name: str) -> Mentor:
        with inside(EVERYONE):
            return Mentor.objects.select_related("person", "municipality").get(pk=self.cast.things[name].pk)

    def lead(self, deed: Callable[..., Any], *refusals: type[Exception], **given: Any) -> bool:
        return self.do(BY, lambda: deed(**given, by=self.cast.people[BY], now=self.now), *refusals)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    # --- the pair

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule(mentor=MENTORS, days=SOON)
    def begin_pair(self, mentor: str, days: int) -> None:
        starts = max(self.day(days), self.hire().starts)
        self.lead(pairs.begin_pair, pairs.PairError, employment=self.hire(), mentor=self.mentor(mentor), starts=starts)

    @precondition(lambda self: self.pair_seen)
    @rule(days=SOON, reason=st.sampled_from(list(PairEnd)))
    def end_pair(self, days: int, reason: PairEnd) -> None:
        pair = self.pair()
        assert pair is not None
        self.end(pair, max(self.day(days), min(pair.starts, self.today)), reason)

    def end(self, pair: Pair, ends: date, reason: PairEnd) -> None:
        last = self.hire_seen.ends
        if last is None or ends <= max(last, self.today):  # the form refuses a day after the mentee's last
            self.lead(pairs.end_pair, pair=pair, ends=ends, reason=reason)

    @precondition(lambda self: self.pair_seen and self.hire_seen.ends is None)
    @rule(mentor=MENTORS, days=SOON)
    def change_mentor(self, mentor: str, days: int) -> None:
        pair = self.pair()
        assert pair is not None
        starts = max(self.day(days), min(pair.starts, self.day(-1)) + timedelta(days=1))
        self.lead(pairs.change_mentor, pairs.PairError, pair=pair, mentor=self.mentor(mentor), starts=starts)

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule()
    def undo_the_end(self) -> None:
        """The newest pair goes on after all, unless somebody else is the mentor by now."""
        with inside(EVERYONE):
            rows = Pair.objects.filter(mentee=self.cast.mentee, role=PairRole.MAIN).select_related(
                "mentor__person", "mentee", "employment__programme", "employment__person"
            )
            pair = rows.latest("starts", "pk")
        if pair.ends:
            self.lead(pairs.resume_pair, pairs.PairError, pair=pair)

    # --- the mentor

    @rule(mentor=MENTORS, places=st.integers(0, 3), days=SOON, long=st.none() | st.integers(0, 60))
    def places(self, mentor: str, places: int, days: int, long: int | None) -> None:
        ends = None if long is None else self.day(days + long)
        self.lead(mentors.set_places, mentor=self.mentor(mentor), places=places, starts=self.day(days), ends=ends)

    def mentor_of(self, pair: Pair) -> Mentor:
        with inside(EVERYONE):
            return Mentor.objects.select_related("person").get(pk=pair.mentor_id)

    # --- the new hire

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule(days=SOON, long=st.none() | st.integers(0, 40))
    def leave(self, days: int, long: int | None) -> None:
        ends = None if long is None else self.day(days + long)
        self.lead(hires.begin_leave, hires.OverlapError, hire=self.hire(), starts=self.day(days), ends=ends)

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule(days=SOON)
    def come_back(self, days: int) -> None:
        self.lead(hires.come_back, hire=self.hire(), on=self.day(days))

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule(days=SOON, unit=st.sampled_from(["ward", "home_care"]))
    def move(self, days: int, unit: str) -> None:
        if self.hire().unit_id == self.cast.things[unit].pk:
            return
        with inside(EVERYONE):
            where = Unit.objects.get(pk=self.cast.things[unit].pk)
        self.lead(hires.move_hire, hire=self.hire(), unit=where, on=self.day(days))

    @rule(days=SOON, reason=st.sampled_from(["left", "planned", "other"]))
    def end_hire(self, days: int, reason: str) -> None:
        ends = max(self.day(days), self.hire().starts)
        self.lead(hires.end_hire, hire=self.hire(), ends=ends, reason=reason)

    @precondition(lambda self: self.hire_seen.ends is None)
    @rule(days=st.integers(-10, 10))
    def first_day_was_another(self, days: int) -> None:
        hire = self.hire()
        self.lead(hires.change_hire, hires.OverlapError, hire=hire, starts=hire.starts + timedelta(days=days))

    # --- mentor and mentee

    def viewer(self, name: str) -> Viewer:
        with inside(EVERYONE):
            person = self.cast.people[name]
            return Viewer(person, tuple(roles_today(person.pk, self.today)), self.today)

    def talk_of(self, name: str, number: int) -> Talk | None:
        viewer = self.viewer(name)
        with inside(scope_of(viewer.person.pk, viewer.roles)):
            rows = permissions.talks_to_answer_for(viewer).filter(employment__person=self.cast.mentee)
            return rows.filter(number=number).first()

    @rule(
        who=PAIR, number=st.integers(1, 3), state=st.sampled_from([TalkState.HELD, TalkState.HELD, TalkState.NOT_HELD])
    )
    def answer(self, who: str, number: int, state: TalkState) -> None:
        talk = self.talk_of(who, number)
        if talk is None or (talk.state == state):
            return
        by = self.cast.people[who]
        given = talks.Answer(state)
        if self.do(who, lambda: talks.answer_talk(talk=talk, answer=given, by=by, now=self.now)):
            self.held.pop(talk.pk, None)
            if state == TalkState.HELD:
                with inside(EVERYONE):
                    self.held[talk.pk] = Talk.objects.get(pk=talk.pk).held_on

    @rule(who=PAIR, number=st.integers(1, 3), days=st.integers(0, 40))
    def arrange(self, who: str, number: int, days: int) -> None:
        """One proposes a time and the other one agrees."""
        talk = self.talk_of(who, number)
        other = "mentee" if who != "mentee" else next(
            (name for name in ("mentor", "other_mentor") if self.talk_of(name, number)), None
        )  # fmt: skip
        if talk is None or talk.state != TalkState.PLANNED or talk.pair is None or other is None:
            return
        at = self.now + timedelta(days=days)
        if talk.pair.ends and localdate(at) > talk.pair.ends:
            return  # the form refuses it
        by, and_by = self.cast.people[who], self.cast.people[other]
        self.do(who, lambda: talks.propose_time(talk=talk, at=at, place="", by=by, now=self.now, tell=and_by))
        if self.talk_of(other, number):
            self.do(
                other, lambda: talks.accept_time(talk=talk, at=at, by=and_by, now=self.now), talks.NothingProposedError
            )

    @rule(who=PAIR, text=st.sampled_from(["Sov dårlig", "Vil prøve nattevakt"]), shared=st.booleans())
    def note(self, who: str, text: str, shared: bool) -> None:
        pair = self.pair()
        if pair is None or self.cast.people[who] not in (pair.mentee, pair.mentor.person):
            return
        by = self.cast.people[who]
        if self.do(who, lambda: notes.write_note(pair=pair, text=text, shared=shared, by=by, now=self.now)):
            both = [pair.mentee.email, pair.mentor.person.email] if shared else [by.email]
            self.notes.append((by.email, both, text))

    @rule(who=st.sampled_from(["mentor", "other_mentor", "mentee"]), fit=st.sampled_from(list(Fit)))
    def fit(self, who: str, fit: Fit) -> None:
        pair = self.pair()
        if pair and self.cast.people[who] in (pair.mentee, pair.mentor.person):
            by = self.cast.people[who]
            self.do(who, lambda: own_plan.answer_fit(pair=pair, fit=fit, by=by, now=self.now))

    # --- time

    @rule(days=st.integers(1, 30))
    def time_passes(self, days: int) -> None:
        self.pass_days(days)
        jobs.let_go_of_ended_pairs(self.now)

    # --- what always holds

    @invariant()
    def one_mentor_at_a_time(self) -> None:
        with inside(EVERYONE):
            rows = list(Pair.objects.filter(mentee=self.cast.mentee, role=PairRole.MAIN).order_by("starts", "pk"))
        assert all(row.ends is None or row.starts <= row.ends for row in rows)
        for one, other in pairwise(rows):
            assert one.ends is not None
            assert one.ends < other.starts

    @invariant()
    def one_place_of_work_at_a_time(self) -> None:
        with inside(EVERYONE):
            rows = list(Employment.objects.filter(person=self.cast.mentee).order_by("starts", "pk"))
        for one, other in pairwise(rows):
            assert one.ends is not None
            assert one.ends < other.starts

    @invariant()
    def no_talk_is_lost_or_outside_its_pair(self) -> None:
        with inside(EVERYONE):
            rows = list(self.talks().select_related("pair", "employment"))
        assert sorted(row.number for row in rows) == self.numbers
        assert {row.pk: row.held_on for row in rows if row.state == TalkState.HELD} == self.held
        for row in rows:
            if row.state == TalkState.PLANNED and row.pair and row.pair.ends:
                assert day_of(row) <= row.pair.ends
            if row.state == TalkState.PLANNED and row.agreed_at:
                assert row.pair is not None
                assert row.pair.starts <= localdate(row.agreed_at)
            if row.state == TalkState.PLANNED and row.pair and row.employment.ends:  # what waits goes a week later
                assert day_of(row) <= row.employment.ends

    @invariant()
    def time_is_counted_once(self) -> None:
        """For the mentee, and for one of those who were the mentor."""
        with inside(EVERYONE):
            used = list(TimeUsed.objects.filter(talk__in=self.talks()).values_list("talk", "person"))
            held = self.talks().filter(pk__in=self.held, kind=TalkKind.MENTOR, pair__isnull=False)
            said = list(held.filter(said_at__gt=self.built.now).values_list("pk", flat=True))
        mentors = {self.cast.mentor.pk, self.cast.other_mentor.pk}
        for talk in said:
            people = [person for one, person in used if one == talk]
            assert len(people) == 2
            assert self.cast.mentee.pk in people
            assert mentors & set(people)

    @invariant()
    def notes_are_read_by_their_readers_only(self) -> None:
        with inside(EVERYONE):
            if not Note.objects.filter(municipality=self.cast.flesberg).exists():
                assert not self.notes
                return
        for name in ("mentor", "other_mentor", "mentee", "programme_leader", "hr", "ward_leader"):
            viewer = self.viewer(name)
            with inside(scope_of(viewer.person.pk, viewer.roles)):
                read = sorted(unseal(row.sealed) for row in permissions.notes_of(viewer))
            assert read == sorted(text for _by, readers, text in self.notes if viewer.person.email in readers)
