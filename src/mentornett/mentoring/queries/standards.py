"""What the score card needs to know about one programme, from live data."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q

from mentornett.competence.queries.support import learns
from mentornett.mentoring.choices import PairRole, TalkKind, UnitPhase
from mentornett.mentoring.models import Commitment, Mentor, Pair, Programme
from mentornett.mentoring.queries.capacity import with_capacity
from mentornett.mentoring.queries.figures import Counting
from mentornett.mentoring.queries.programmes import Board, text_in_force
from mentornett.mentoring.rules.spread import IN_USE
from mentornett.mentoring.rules.standards import StandardFacts
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Role
from mentornett.tenants.queries import in_force

YEAR = timedelta(days=365)
PARTIES = 3
ASKED_FOR = (RoleKind.UNION, RoleKind.HR)


def facts_of(counting: Counting, today: date) -> StandardFacts:
    """Return what is known about a programme today."""
    programme, text = counting.programme, text_in_force(counting.programme)
    in_use, answered_for = _units(counting.board)
    mentors = _mentors(programme, today)
    pairs, signed = _signed(programme, today)
    roles = _roles(programme, today)
    return StandardFacts(
        months=programme.months, talks=_talks(programme), minutes_a_month=text.minutes_a_month if text else 0,
        has_purpose=bool(text and text.purpose.strip()),
        has_duties=bool(text and all((text.leader_duties, text.mentor_duties, text.mentee_duties))),
        has_owner=programme.owner_id is not None,
        reviewed=programme.review_on is not None and programme.review_on >= today,
        year_old=programme.starts <= today - YEAR, units_in_use=in_use, units_answered_for=answered_for,
        runs=programme.runs.count(), over_capacity=mentors["over"], mentors=mentors["busy"],
        experienced=mentors["experienced"], supported=mentors["supported"], pairs=pairs, signed_by_all=signed,
        has_union=RoleKind.UNION in roles, has_hr=RoleKind.HR in roles,
        figures={figure.key: figure for figure in counting.figures},
    )  # fmt: skip


def _talks(programme: Programme) -> list[int]:
    rows = programme.talks.filter(kind=TalkKind.MENTOR, on_demand=False)
    return list(rows.order_by("due_day").values_list("due_day", flat=True))


def _roles(programme: Programme, today: date) -> set[str]:
    rows = Role.objects.filter(in_force(today), municipality=programme.municipality_id, kind__in=ASKED_FOR)
    return set(rows.values_list("kind", flat=True).distinct())


def _units(board: Board) -> tuple[int, int]:
    """Count the units that use the programme, and those of them for which somebody answers: they or a unit above."""
    steps = {row.unit.pk: row.step for row in board.rows}
    in_use = [row for row in board.rows if row.counts and UnitPhase(row.phase) in IN_USE]
    said = [row.step or steps.get(row.follows.pk if row.follows else 0) for row in in_use]
    return len(in_use), sum(step is not None and step.responsible_id is not None for step in said)


def _mentors(programme: Programme, today: date) -> dict[str, int]:
    """Count the mentors who have mentees: those with too many, with a year in the profession, and who learn."""
    rows = Mentor.objects.filter(in_force(today), municipality=programme.municipality_id)
    place = programme.municipality_id
    found: dict[str, int] = with_capacity(rows, today).filter(load__gt=0).annotate(
        learning=ExpressionWrapper(learns(place, today - YEAR, today), output_field=BooleanField())
    ).aggregate(
        busy=Count("pk"), over=Count("pk", filter=Q(load__gt=F("room"))),
        experienced=Count("pk", filter=Q(practised_since__lte=today - YEAR)),
        supported=Count("pk", filter=Q(learning=True)),
    )  # fmt: skip
    return found


def _signed(programme: Programme, today: date) -> tuple[int, int]:
    """Count the pairs now, and those in which all three have signed."""
    pairs = Pair.objects.filter(in_force(today), role=PairRole.MAIN, employment__programme=programme)
    signed = Commitment.objects.filter(pair=OuterRef("pk")).order_by().annotate(n=Count("signatures"))
    found = pairs.annotate(whole=Exists(signed.filter(n=PARTIES)))
    counts = found.aggregate(pairs=Count("pk"), signed=Count("pk", filter=Q(whole=True)))
    return counts["pairs"], counts["signed"]
