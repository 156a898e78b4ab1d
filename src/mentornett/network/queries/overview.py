"""What is known about many teams in one period, in a number of queries that does not grow with the teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Max, Min, Prefetch, Q, QuerySet, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from mentornett.network.choices import AssignmentKind, ContactPreference, ScoreBy, TeamState
from mentornett.network.models import (
    Assignment,
    ContactLog,
    Gathering,
    Network,
    ProgressScore,
    ReviewNote,
    Rule,
    SponsorQuestion,
    Submission,
    Team,
    TeamMember,
    TeamPause,
)
from mentornett.network.queries.course import guides_today
from mentornett.network.queries.goals import Overdue, overdue_by_team
from mentornett.network.queries.roster import vacancies_in
from mentornett.network.rules import DELIVERED_STATES, WRITABLE_STATES, attention, cells, deadline
from mentornett.network.rules.course import is_on_hold
from mentornett.network.rules.periods import Period, period_on, work_periods
from mentornett.network.rules.roster import Vacancy
from mentornett.tenants.queries import in_force


@dataclass(frozen=True)
class Piece:
    """A submission with its deadline and the number of the period that it is due in."""

    submission: Submission
    due: date
    period: int


class Guide(NamedTuple):
    """Who guides a team today, and since when."""

    person_id: int
    name: str
    starts: date


class Score(NamedTuple):
    """A level that a team or its guide has set, and when."""

    value: Decimal
    on: date


@dataclass(frozen=True)
class Course:
    """The periods of a network and how many of its gatherings were held since a day."""

    periods: tuple[Period, ...]
    gatherings: tuple[Gathering, ...]
    cancelled: tuple[Gathering, ...] = ()

    def period(self, number: int | None, today: date) -> Period | None:
        """Return the period with this number, else the one that today lies in."""
        chosen = next((period for period in self.periods if period.number == number), None)
        return chosen or period_on(self.periods, today)

    def held_since(self, day: date) -> int:
        """Count the gatherings held on or after a day."""
        return sum(gathering.state == "held" and gathering.starts >= day for gathering in self.gatherings)


@dataclass(frozen=True)
class Known:
    """All that is known about one team in one period."""

    team: Team
    period: Period | None
    members: Sequence[TeamMember]
    guide: Guide | None
    pause: TeamPause | None
    vacancies: Sequence[Vacancy]
    work: tuple[Piece, ...]  # due in the period, or late from earlier ones
    last_contact: date | None
    self_score: Score | None
    guide_score: Score | None
    question_on: date | None
    overdue: Overdue | None  # actions of its own plan
    review: ReviewNote | None  # left out where only reasons are wanted, as delivered work is
    limits: attention.Limits
    gatherings_attended: int

    @property
    def asked(self) -> cells.Asked:
        """Tell what may be asked of the team."""
        return cells.Asked(self.team.joined, paused=self.is_paused, active=self.is_active)

    @property
    def is_paused(self) -> bool:
        """Whether nothing is expected of the team today."""
        return self.pause is not None or self.team.state == TeamState.PAUSED

    @property
    def is_active(self) -> bool:
        """Whether the team still takes part."""
        return self.team.state in {TeamState.ACTIVE, TeamState.PAUSED}

    @property
    def wants_contact(self) -> bool:
        """Whether the team is to be called, rather than calling itself (F03)."""
        return self.team.contact_preference != ContactPreference.WE_CALL

    def facts(self, baseline: bool | None = None) -> attention.TeamFacts:
        """Return the facts as the rules of attention want them."""
        return attention.TeamFacts(
            joined=self.team.joined,
            active=self.is_active,
            paused=self.is_paused,
            gatherings_attended=self.gatherings_attended,
            work=[_asked_work(piece) for piece in self.work],
            last_contact=self.last_contact,
            wants_contact=self.wants_contact,
            has_guide=self.guide is not None,
            vacancies=self.vacancies,
            self_score=self.self_score.value if self.self_score else None,
            guide_score=self.guide_score.value if self.guide_score else None,
            question_asked_on=self.question_on,
            baseline_measured=baseline,
            overdue_actions=self.overdue.count if self.overdue else 0,
            overdue_since=self.overdue.since if self.overdue else None,
        )


def _asked_work(piece: Piece) -> attention.AskedWork:
    assignment = piece.submission.assignment
    return attention.AskedWork(
        str(assignment.pk), assignment.kind, piece.submission.state, piece.due, piece.submission.pk
    )


def courses_of(networks: Iterable[Network]) -> dict[int, Course]:
    """Return the course of each network, in one query; cancelled gatherings end no period."""
    every = {network.pk: network for network in networks}
    rows = Gathering.objects.filter(network__in=every).order_by("starts", "number")
    by_network: dict[int, list[Gathering]] = {pk: [] for pk in every}
    for gathering in rows:
        gathering.network = every[gathering.network_id]
        by_network[gathering.network_id].append(gathering)
    return {pk: _course(every[pk], found) for pk, found in by_network.items()}


def _course(network: Network, gatherings: list[Gathering]) -> Course:
    cancelled = tuple(gathering for gathering in gatherings if gathering.state == "cancelled")
    there = tuple(gathering for gathering in gatherings if gathering.state != "cancelled")
    dates = [(gathering.pk, gathering.starts, gathering.ends) for gathering in there]
    return Course(work_periods(dates, starts=network.starts), there, cancelled)


def course_with_periods(network: Network) -> Course:
    """Return the gatherings of one network with the periods between them."""
    return courses_of([network])[network.pk]


def due_date(submission: Submission) -> date | None:
    """Return the day a submission is due, or None while its cancelled gathering keeps it waiting."""
    assignment = submission.assignment
    gathering = assignment.gathering
    if assignment.withdrawn or is_on_hold(gathering.state, assignment.fixed_due or submission.extended_to):
        return None
    return deadline(
        starts=gathering.starts, ends=gathering.ends, due_offset=assignment.due_offset,
        fixed_due=assignment.fixed_due, extended_to=submission.extended_to,
    )  # fmt: skip


def known_about(
    teams: Iterable[Team],
    today: date,
    period_number: int | None = None,
    *,
    members: QuerySet[TeamMember] | None = None,
    only_reasons: bool = False,
) -> list[Known]:
    """Return what is known about each team, in the chosen period or in the one that today lies in.

    `members` are the memberships that are wanted, if any, with what will be shown of them; they are many.
    `only_reasons` leaves out what is no reason to look at a team: work that is delivered, and reviews.
    """
    rows = list(teams)  # what they have fetched already is not asked for again
    fetched: list[Any] = ["network", "municipality"]
    if members is not None:
        fetched.append(Prefetch("members", queryset=members, to_attr="members_now"))
    prefetch_related_objects(rows, *fetched)
    networks = {team.network_id: team.network for team in rows}
    courses = courses_of(networks.values())
    periods = {pk: course.period(period_number, today) for pk, course in courses.items()}
    shelves = _shelves(rows, courses, periods, today, only_reasons)
    return [_known(team, courses[team.network_id], periods[team.network_id], shelves) for team in rows]


@dataclass(frozen=True)
class _Shelves:
    """Everything fetched for all teams at once, by the team's id."""

    guides: Mapping[int, Guide]
    vacancies: Mapping[int, Sequence[Vacancy]]
    pauses: Mapping[int, TeamPause]
    work: Mapping[int, list[Submission]]
    contacts: Mapping[int, date]
    scores: Mapping[tuple[int, str], Score]
    questions: Mapping[int, date]
    overdue: Mapping[int, Overdue]
    reviews: Mapping[int, ReviewNote]
    limits: Mapping[int, attention.Limits]  # by the network's id


def _shelves(
    rows: list[Team],
    courses: Mapping[int, Course],
    periods: Mapping[int, Period | None],
    today: date,
    only_reasons: bool,
) -> _Shelves:
    teams = [team.pk for team in rows]
    ends = [period.ends for period in periods.values() if period]
    until = min(today, max(ends)) if ends else today
    ended_by = {period.gathering for period in periods.values() if period}
    reviews = ReviewNote.objects.filter(team__in=teams, gathering__in=ended_by)
    return _Shelves(
        guides=_guides_of(teams, today),
        vacancies=vacancies_in(rows, today),
        pauses={row.team_id: row for row in TeamPause.objects.filter(in_force(today), team__in=teams)},
        work=_work_of(teams, courses, None if only_reasons else periods, today),
        contacts=_last_contacts(teams, until),
        scores=_last_scores(teams, until),
        questions=_oldest_questions(teams),
        overdue=overdue_by_team(rows, today),
        reviews={} if only_reasons else {row.team_id: row for row in reviews},
        limits=limits_of(set(periods)),
    )


def _work_of(
    teams: list[int], courses: Mapping[int, Course], periods: Mapping[int, Period | None] | None, today: date
) -> dict[int, list[Submission]]:
    """Fetch what is due in the periods and what is still being written; without periods only what may be late."""
    assignments = _assignments_in(courses)
    every = assignments.values()
    if periods is None:
        over = [row.pk for row in every if _due(row) < today]
        wanted = Q(state__in=WRITABLE_STATES) & (Q(assignment__in=over) | Q(extended_to__isnull=False))
    else:
        due = [row.pk for row in every if _is_in(row, courses[row.network_id], periods[row.network_id])]
        wanted = Q(assignment__in=due) | Q(state__in=WRITABLE_STATES) | Q(extended_to__isnull=False)
    found: dict[int, list[Submission]] = {}
    rows = Submission.objects.filter(wanted, team__in=teams, assignment__withdrawn=False)
    for submission in rows.only("team", "assignment", "state", "sent_at", "extended_to"):
        submission.assignment = assignments[submission.assignment_id]
        found.setdefault(submission.team_id, []).append(submission)
    return found


def _assignments_in(courses: Mapping[int, Course]) -> dict[int, Assignment]:
    """Fetch the assignments of networks by their id, each with its gathering, which the course has already."""
    gatherings = {row.pk: row for course in courses.values() for row in (*course.gatherings, *course.cancelled)}
    found = {}
    rows = Assignment.objects.filter(network__in=courses, withdrawn=False)
    for row in rows.only("network", "kind", "title", "gathering", "due_offset", "fixed_due", "withdrawn"):
        row.gathering = gatherings[row.gathering_id]
        found[row.pk] = row
    return found


def _is_in(assignment: Assignment, course: Course, period: Period | None) -> bool:
    return period is not None and period_on(course.periods, _due(assignment)) == period


def _due(assignment: Assignment) -> date:
    """Return the day that an assignment is due for all who have no day of their own."""
    gathering = assignment.gathering
    return deadline(
        starts=gathering.starts, ends=gathering.ends, due_offset=assignment.due_offset, fixed_due=assignment.fixed_due
    )


def _guides_of(teams: list[int], today: date) -> dict[int, Guide]:
    rows = guides_today(today).filter(team__in=teams).order_by("-pk")  # the first one counts
    columns = rows.values_list("team_id", "person_id", "person__name", "starts")
    return {team: Guide(person, name, starts) for team, person, name, starts in columns}


def _last_contacts(teams: list[int], until: date) -> dict[int, date]:
    rows = ContactLog.objects.filter(team__in=teams, on__lte=until).values("team").annotate(last=Max("on"))
    return {row["team"]: row["last"] for row in rows}


def _last_scores(teams: list[int], until: date) -> dict[tuple[int, str], Score]:
    """Fetch only the last score of each kind; over the years there are many."""
    place = Window(RowNumber(), partition_by=[F("team"), F("by_kind")], order_by=[F("on").desc(), F("pk").desc()])
    rows = ProgressScore.objects.filter(team__in=teams, on__lte=until).annotate(place=place).filter(place=1)
    columns = rows.values_list("team_id", "by_kind", "value", "on")
    return {(team, kind): Score(value, on) for team, kind, value, on in columns}


def _oldest_questions(teams: list[int]) -> dict[int, date]:
    rows = SponsorQuestion.objects.filter(team__in=teams, answered_at__isnull=True).values("team")
    return {row["team"]: row["oldest"].date() for row in rows.annotate(oldest=Min("asked_at"))}


def limits_of(network_ids: Iterable[int]) -> dict[int, attention.Limits]:
    """Return the numbers that each network has set for contact, low scores and gaps."""
    found: dict[int, dict[str, Any]] = {}
    names = {
        "guide_contacts_per_period": "contacts_per_period",
        "contacts_per_period": "contacts_per_period",
        "low_score": "low_score",
        "score_gap": "gap",
    }
    for rule in Rule.objects.filter(network__in=set(network_ids), key__in=names):
        name = names[rule.key]
        value = int(rule.value) if name == "contacts_per_period" else Decimal(str(rule.value))
        found.setdefault(rule.network_id, {})[name] = value
    return {pk: attention.Limits(**found.get(pk, {})) for pk in network_ids}


def _known(team: Team, course: Course, period: Period | None, shelves: _Shelves) -> Known:
    return Known(
        team=team,
        period=period,
        members=getattr(team, "members_now", []),
        guide=shelves.guides.get(team.pk),
        pause=shelves.pauses.get(team.pk),
        vacancies=shelves.vacancies.get(team.pk, []),
        work=tuple(sorted(_pieces(shelves.work.get(team.pk, []), course.periods, period), key=_when_due)),
        last_contact=shelves.contacts.get(team.pk),
        self_score=shelves.scores.get((team.pk, ScoreBy.SELF)),
        guide_score=shelves.scores.get((team.pk, ScoreBy.GUIDE)),
        question_on=shelves.questions.get(team.pk),
        overdue=shelves.overdue.get(team.pk),
        review=shelves.reviews.get(team.pk),
        limits=shelves.limits[team.network_id],
        gatherings_attended=course.held_since(team.joined),
    )


def _when_due(piece: Piece) -> tuple[date, int]:
    return piece.due, piece.submission.pk


def _pieces(work: list[Submission], periods: Sequence[Period], period: Period | None) -> Iterable[Piece]:
    """Yield what is due in the period, and what earlier ones still wait for."""
    for submission in work:
        due = due_date(submission)
        own = period_on(periods, due) if due else None
        if due is None or own is None or period is None:
            continue
        is_behind = submission.state in WRITABLE_STATES and own.number < period.number
        if own.number == period.number or is_behind:
            yield Piece(submission, due, own.number)


def reports_waiting(teams: QuerySet[Team]) -> QuerySet[Submission]:
    """Return what these teams have sent and nobody has answered yet, the oldest first."""
    rows = Submission.objects.filter(team__in=teams.order_by(), state="sent")
    return rows.select_related("team__municipality", "assignment__network").order_by("sent_at", "pk")


def reports_of(team: Team) -> QuerySet[Submission]:
    """Return the reports and plans that a team has sent, also what was opened again, the newest first."""
    rows = (
        Submission.objects.filter(team=team)
        .exclude(assignment__kind=AssignmentKind.TASK)
        .filter(Q(state__in=DELIVERED_STATES) | Q(times_sent__gt=0))
    )
    return rows.select_related("assignment__gathering", "sent_by").order_by("-sent_at", "-pk")
