"""A team's report in whatever order things happen: nothing written is lost, and what is sent is left in peace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network import jobs
from mentornett.network.actions import assignments, gatherings, guidance, members, networks, reading, teams, writing
from mentornett.network.choices import NetworkState, TeamState
from mentornett.network.models import (
    Assignment,
    Gathering,
    GuideAssignment,
    Network,
    Reminder,
    Submission,
    SubmissionEvent,
    Team,
    TeamMember,
)
from mentornett.network.queries.work import due_of
from mentornett.network.queries.writing import asked_in
from mentornett.network.rules import DELIVERED_STATES, NEXT_STATES, WRITABLE_STATES
from mentornett.network.rules.course import is_on_hold
from mentornett.questionnaires.actions import Conflict, SheetLockedError
from mentornett.questionnaires.models import Answer, AnswerRevision
from mentornett.tenants.queries import scope_of
from tests.cast import Cast
from tests.walking import WALKS, Walk

KEYS = st.sampled_from(["status.achieved", "status.hard", "status.pairs"])
VALUES = st.sampled_from(["Kort", "Kort og godt", "Noe helt annet", ""])
DAYS = st.integers(0, 20)
WRITERS = st.sampled_from(["coordinator", "deputy"])
LEADERS = st.sampled_from(["leader", "operative"])


class Report(Walk):
    """One status report, its team and its gathering."""

    other_side = ("organiser_id", "sor")

    def begin(self) -> None:
        """Nothing is written yet; the other organiser's network is over, so that not even the timer touches it."""
        with inside(EVERYONE):
            Network.objects.filter(pk=self.cast.other_network.pk).update(state=NetworkState.CLOSED)
            Answer.objects.filter(sheet=self.cast.report.sheet).delete()
        self.seen: dict[tuple[str, str], int] = {}  # who saw which revision of what last
        self.written: dict[str, list[Any]] = {}  # what was stored, in order
        self.reminded: set[int] = set()

    def row(self) -> Submission:
        rows = Submission.objects.select_related("sheet__version", "team__municipality", "assignment__gathering")
        return rows.get(team=self.cast.team, assignment=self.cast.assignment_3)

    def gathering(self) -> Gathering:
        return Gathering.objects.select_related("network").get(pk=self.cast.gathering_3.pk)

    def asked_for(self) -> bool:
        """Tell whether the team is asked for the report: work that nobody began goes with its assignment."""
        with inside(EVERYONE):
            return Submission.objects.filter(team=self.cast.team, assignment=self.cast.assignment_3).exists()

    # --- what the team does

    @precondition(asked_for)
    @rule(who=WRITERS, key=KEYS, value=VALUES)
    def write(self, who: str, key: str, value: str) -> None:
        given = len(value) if key == "status.pairs" else value
        question = self.cast.questionnaire.questions.get(key=key)

        def deed() -> None:
            outcome = writing.save_answer(
                submission=self.row(), question=question, value=given, base_revision=self.seen.get((who, key), 0),
                by=self.cast.people[who], now=self.now,
            )  # fmt: skip
            self.seen[who, key] = outcome.answer.revision  # the page shows what stands there now
            if isinstance(outcome, Conflict):
                raise NotStoredError
            if not outcome.changed:
                raise NotStoredError
            self.written.setdefault(key, []).append(given)

        self.do(who, deed, NotStoredError, SheetLockedError)

    @precondition(asked_for)
    @rule(who=WRITERS)
    def send(self, who: str) -> None:
        def deed() -> None:
            row = self.row()
            writing.send_submission(
                submission=row, rows=asked_in(row, self.today, "nb"), by=self.cast.people[who], now=self.now,
                today=self.today,
            )  # fmt: skip

        self.do(who, deed, writing.NotNowError)

    @precondition(asked_for)
    @rule(who=WRITERS)
    def take_back(self, who: str) -> None:
        self.by_team(who, writing.take_back)

    @precondition(asked_for)
    @rule(who=WRITERS)
    def take_up_again(self, who: str) -> None:
        self.by_team(who, writing.take_up_again)

    @precondition(asked_for)
    @rule(who=WRITERS)
    def skip(self, who: str) -> None:
        self.by_team(who, writing.skip_submission, reason="Ferie", today=self.today)

    def by_team(self, who: str, action: Callable[..., Any], **more: Any) -> None:
        self.do(
            who,
            lambda: action(submission=self.row(), by=self.cast.people[who], now=self.now, **more),
            writing.NotNowError,
        )

    # --- what the organiser does

    @precondition(asked_for)
    @rule(who=LEADERS, level=st.sampled_from(["", "2.5"]))
    def assess(self, who: str, level: str) -> None:
        given = reading.Level(Decimal(level), "To avdelinger er i gang.") if level else None
        self.by_leader(who, reading.assess_submission, level=given, today=self.today, reply="Bra!")

    @precondition(asked_for)
    @rule(who=LEADERS, days=DAYS)
    def reopen(self, who: str, days: int) -> None:
        until = self.today + timedelta(days=days)
        self.by_leader(who, reading.reopen_submission, reason="Si mer", today=self.today, until=until)

    @precondition(asked_for)
    @rule(who=LEADERS, days=DAYS)
    def extend(self, who: str, days: int) -> None:
        until = self.today + timedelta(days=days)
        self.by_leader(who, writing.extend_deadline, until=until, reason="Sykdom", today=self.today)

    def by_leader(self, who: str, action: Callable[..., Any], **more: Any) -> None:
        self.do(
            who, lambda: action(submission=self.row(), by=self.cast.people[who], now=self.now, **more),
            writing.NotNowError, reading.NotNowError, writing.ReasonError,
        )  # fmt: skip

    @rule(who=LEADERS, days=st.integers(-30, 60), long=st.booleans())
    def move(self, who: str, days: int, long: bool) -> None:
        with inside(EVERYONE):
            starts = self.gathering().starts + timedelta(days=days)
        ends = starts + timedelta(days=int(long))
        self.at_gathering(who, gatherings.move_gathering, starts=starts, ends=ends, reason="Kollisjon")

    @rule(who=LEADERS)
    def cancel(self, who: str) -> None:
        self.at_gathering(who, gatherings.cancel_gathering, reason="Snøstorm")

    @rule(who=LEADERS)
    def restore(self, who: str) -> None:
        self.at_gathering(who, gatherings.restore_gathering, reason="Likevel")

    @rule(who=LEADERS)
    def hold(self, who: str) -> None:
        self.at_gathering(who, gatherings.hold_gathering)

    @rule(who=LEADERS)
    def take_back_held(self, who: str) -> None:
        self.at_gathering(who, gatherings.take_back_held)

    def at_gathering(self, who: str, action: Callable[..., Any], **more: Any) -> None:
        self.do(
            who,
            lambda: action(gathering=self.gathering(), by=self.cast.people[who], now=self.now, **more),
            gatherings.GatheringRefusedError,
        )

    @rule(who=LEADERS, days=st.none() | DAYS)
    def fix(self, who: str, days: int | None) -> None:
        due = None if days is None else self.today + timedelta(days=days)
        self.with_assignment(who, assignments.fix_deadline, due=due, reason="Felles frist")

    @rule(who=LEADERS, back=st.booleans())
    def withdraw_assignment(self, who: str, back: bool) -> None:
        self.with_assignment(who, assignments.restore_assignment if back else assignments.withdraw_assignment)

    def with_assignment(self, who: str, action: Callable[..., Any], **more: Any) -> None:
        with inside(EVERYONE):
            row = Assignment.objects.select_related("network", "gathering").get(pk=self.cast.assignment_3.pk)
        self.do(who, lambda: action(assignment=row, by=self.cast.people[who], now=self.now, **more))

    @rule(who=LEADERS, state=st.sampled_from([NetworkState.CLOSED, NetworkState.RUNNING, NetworkState.RUNNING]))
    def state_of_network(self, who: str, state: NetworkState) -> None:
        network = self.team().network
        self.do(who, lambda: networks.set_state(network=network, state=state, by=self.cast.people[who], now=self.now))

    # --- the team itself changes

    def team(self) -> Team:
        with inside(EVERYONE):
            return Team.objects.select_related("network", "municipality").get(pk=self.cast.team.pk)

    @precondition(lambda self: self.team().state == TeamState.ACTIVE)
    @rule(who=LEADERS, days=st.none() | DAYS)
    def pause(self, who: str, days: int | None) -> None:
        ends = None if days is None else self.today + timedelta(days=days)
        self.do(who, lambda: teams.pause_team(
            team=self.team(), reason="Omorganisering", starts=self.today, ends=ends, by=self.cast.people[who],
            now=self.now,
        ))  # fmt: skip

    @precondition(lambda self: self.team().state == TeamState.PAUSED)
    @rule(who=LEADERS)
    def resume(self, who: str) -> None:
        by = self.cast.people[who]
        self.do(who, lambda: teams.resume_team(team=self.team(), on=self.today, by=by, now=self.now))

    @precondition(lambda self: self.team().ended is None)
    @rule(who=LEADERS, early=st.booleans())
    def end_team(self, who: str, early: bool) -> None:
        by = self.cast.people[who]
        if early:
            self.do(who, lambda: teams.withdraw_team(
                team=self.team(), reason="Ny leder", on=self.today, by=by, now=self.now
            ))  # fmt: skip
        else:
            self.do(who, lambda: teams.complete_team(team=self.team(), on=self.today, by=by, now=self.now))

    @rule(who=LEADERS)
    def swap_coordinator(self, who: str) -> None:
        """The deputy takes over from the coordinator, or the other way about."""
        with inside(EVERYONE):
            roles = [self.cast.role_coordinator.pk, self.cast.role_deputy_coordinator.pk]
            rows = TeamMember.objects.filter(team=self.cast.team, ends__isnull=True, role__in=roles)
            current = list(rows.select_related("team__network", "team__municipality", "person", "role"))
        swapped = {roles[0]: self.cast.role_deputy_coordinator, roles[1]: self.cast.role_coordinator}
        for member in current:
            self.do(who, lambda member=member: members.change_role(
                member=member, role=swapped[member.role_id], on=self.today, by=self.cast.people[who], now=self.now,
                today=self.today,
            ))  # fmt: skip

    @rule(who=LEADERS, guide=st.sampled_from(["guide", "other_guide"]))
    def another_guide(self, who: str, guide: str) -> None:
        with inside(EVERYONE):
            same = GuideAssignment.objects.filter(
                team=self.cast.team, person=self.cast.people[guide], ends__isnull=True
            ).exists()
        if not same:
            self.do(who, lambda: guidance.hand_over(
                team=self.team(), guide=self.cast.people[guide], by=self.cast.people[who], now=self.now,
                today=self.today,
            ))  # fmt: skip

    # --- time

    @rule(days=DAYS)
    def time_passes(self, days: int) -> None:
        self.pass_days(days)

    @rule()
    def morning(self) -> None:
        """The timer opens and reminds; a second time on the same day it does nothing more."""
        with inside(EVERYONE):
            before = set(Reminder.objects.values_list("pk", flat=True))
        self.jobs()
        with inside(EVERYONE):
            new = Reminder.objects.exclude(pk__in=before).select_related(
                "submission__team__network", "submission__assignment__gathering"
            )
            for reminder in new:
                self.check_reminder(reminder)
            after = set(Reminder.objects.values_list("pk", flat=True))
        self.jobs()
        with inside(EVERYONE):
            assert set(Reminder.objects.values_list("pk", flat=True)) == after

    def jobs(self) -> None:
        jobs.end_due_pauses(self.today, self.now)
        jobs.open_due_work(self.today, self.now)
        jobs.send_reminders(self.today, self.now)

    def check_reminder(self, reminder: Reminder) -> None:
        row = reminder.submission
        assert row.state in WRITABLE_STATES
        assert row.team.state == TeamState.ACTIVE
        assert row.team.network.state == NetworkState.RUNNING
        assert not row.assignment.withdrawn
        assert not is_on_hold(row.assignment.gathering.state, row.assignment.fixed_due)
        assert reminder.due == due_of(row)
        assert reminder.number <= 5
        assert not Reminder.objects.filter(submission=row, sent_on=reminder.sent_on).exclude(pk=reminder.pk).exists()

    # --- what always holds

    @invariant()
    def nothing_written_is_lost(self) -> None:
        with inside(EVERYONE):
            for key, values in self.written.items():
                answer = Answer.objects.get(sheet=self.row().sheet, question__key=key)
                assert answer.value == values[-1]
                kept = list(AnswerRevision.objects.filter(answer=answer).values_list("value", flat=True))
                for value in values:
                    assert any(value == other or _holds(other, value) for other in [*kept, answer.value])

    @precondition(asked_for)
    @invariant()
    def state_fits_what_is_stored(self) -> None:
        with inside(EVERYONE):
            row = self.row()
        assert (row.sent_at is not None) == (row.times_sent > 0)
        assert row.state not in DELIVERED_STATES or row.sent_at is not None
        assert row.sheet.locked == (row.state in DELIVERED_STATES or row.state == "skipped")
        assert bool(row.skip_reason) == (row.state == "skipped")
        if row.state in WRITABLE_STATES:
            assert row.opened_on is not None
            assert row.opened_on <= self.today

    @precondition(asked_for)
    @invariant()
    def events_tell_how_it_came_here(self) -> None:
        with inside(EVERYONE):
            row = self.row()
            rows = SubmissionEvent.objects.filter(submission=row).order_by("pk")
            first = "open" if row.pk == self.cast.report.pk else "planned"
            states = [first, *rows.values_list("state", flat=True)]
        assert states[-1] == row.state
        assert all(after in NEXT_STATES[before] for before, after in pairwise(states))

    @invariant()
    def dates_are_in_order(self) -> None:
        with inside(EVERYONE):
            rows = Submission.objects.filter(team=self.cast.team).select_related("assignment__gathering")
            extended = [row for row in rows if row.extended_to]
            gathering = self.gathering()
            team = Team.objects.get(pk=self.cast.team.pk)
            pauses = list(team.pauses.order_by("starts", "pk"))
            guides = list(GuideAssignment.objects.filter(team=team).order_by("starts", "pk"))
        assert gathering.starts <= gathering.ends <= gathering.network.ends
        assert all(due_of(row) >= row.extended_to for row in extended)
        assert all(pause.ends is None or pause.starts <= pause.ends for pause in pauses)
        assert all(one.ends is not None and one.ends < other.starts for one, other in pairwise(pauses))
        assert all(one.ends is not None and one.ends < other.starts for one, other in pairwise(guides))
        assert (team.ended is None) == (team.state in (TeamState.ACTIVE, TeamState.PAUSED))

    @invariant()
    def one_person_in_each_role(self) -> None:
        with inside(EVERYONE):
            rows = list(TeamMember.objects.filter(team=self.cast.team).order_by("person", "starts", "pk"))
        for one, other in pairwise(rows):
            if one.person_id == other.person_id:
                assert one.ends is not None
                assert one.ends < other.starts

    @invariant()
    def neighbour_reads_none_of_it(self) -> None:
        viewer = self.cast.viewer("neighbour")
        with inside(scope_of(viewer.person.pk, viewer.roles)):
            assert not Answer.objects.filter(sheet__submission__team=self.cast.team.pk).exists()


class NotStoredError(Exception):
    """The answer was not stored: somebody else changed it first, or it says the same."""


def _holds(later: Any, earlier: Any) -> bool:
    return isinstance(later, str) and isinstance(earlier, str) and later.startswith(earlier)


def test_report_lives_through_any_order_of_deeds(quick_cast: Cast) -> None:
    Report.built = quick_cast
    run_state_machine_as_test(Report, settings=WALKS)
