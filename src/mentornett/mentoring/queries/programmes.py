"""Programmes as pages show them: counts, texts, difference to the template, and how far they have spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, gettext_noop

from mentornett.mentoring.choices import TalkKind, UnitPhase
from mentornett.mentoring.models import (
    ChecklistItem,
    CommitmentText,
    Employment,
    Mentor,
    Pair,
    PlannedTalk,
    Programme,
    UnitStep,
)
from mentornett.mentoring.rules.spread import Spread, bottom, spread, standings
from mentornett.mentoring.rules.templates import (
    Difference,
    OtherDifference,
    ProgrammeTemplate,
    differences,
    other_differences,
    read_template,
)
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Municipality, Person, Role, Unit
from mentornett.tenants.queries import in_force
from mentornett.tenants.rules import as_tree

WEEKS = (gettext_noop("Week %(n)s"), gettext_noop("Week %(first)s–%(last)s"))
MONTH = 30
PHASE_ENDS = (1, 3, 6, 12, 24, 60, 1000)  # months; the last holds whatever comes later
MONTHS = (gettext_noop("Month %(n)s"), gettext_noop("Month %(first)s–%(last)s"))
RESPONSIBLE = (RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER)


def with_counts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Return programmes with how many talks of each kind they plan."""
    return programmes.annotate(
        mentor_talks=Count("talks", filter=Q(talks__kind="mentor", talks__on_demand=False)),
        leader_talks=Count("talks", filter=Q(talks__kind="leader")),
    )


@dataclass(frozen=True)
class FirstSteps:
    """What a new programme has of what the first pair needs."""

    units: bool
    mentors: bool
    hires: bool
    pairs: bool


def first_steps(programme: Programme) -> FirstSteps:
    """Return how far a programme has come on the way to its first pair."""
    there = {"municipality": OuterRef("municipality")}
    return FirstSteps(
        *Programme.objects.filter(pk=programme.pk).values_list(
            Exists(Unit.objects.filter(**there)), Exists(Mentor.objects.filter(**there)),
            Exists(Employment.objects.filter(programme=OuterRef("pk"))),
            Exists(Pair.objects.filter(employment__programme=OuterRef("pk"))),
        ).get()
    )  # fmt: skip


def template_of(programme: Programme) -> ProgrammeTemplate | None:
    """Return the template it was made from, unless this version of Mentornett no longer has it."""
    try:
        return read_template(programme.template)
    except KeyError:
        return None


def difference_of(programme: Programme, talks: list[Any]) -> list[Difference]:
    """Return what is not as in the template; nothing for what was made from the blank one."""
    template = template_of(programme)
    return differences(template, talks) if template and template.talks else []


def other_differences_of(
    programme: Programme, items: Sequence[ChecklistItem], text: CommitmentText | None
) -> list[OtherDifference]:
    """Return what else is not as in the template: checklist, commitment and settings."""
    template = template_of(programme)
    if template is None or not template.talks:
        return []
    return other_differences(template, items=items, text=text, programme=programme)


def talks_of(programme: Programme) -> list[PlannedTalk]:
    """Return the plan, in the order of days."""
    return list(programme.talks.all())


def checklist_of(programme: Programme) -> list[ChecklistItem]:
    """Return the checklist with the units that lines are for."""
    return list(programme.checklist.select_related("unit"))


def text_in_force(programme: Programme) -> CommitmentText | None:
    """Return the newest version of the commitment."""
    return programme.commitment_texts.order_by("-version").first()


def people_responsible(municipality: Municipality, today: date) -> QuerySet[Person]:
    """Return those who may own a programme or answer for a unit: project leaders, HR and unit leaders."""
    roles = Role.objects.filter(in_force(today), municipality=municipality, kind__in=RESPONSIBLE)
    return Person.objects.filter(pk__in=roles.values("person_id")).order_by("name_sort")


@dataclass(frozen=True)
class BoardRow:
    """A unit on the board: its step in force, or the unit above it whose step holds for it too."""

    unit: Unit
    depth: int
    phase: UnitPhase
    step: UnitStep | None
    follows: Unit | None
    counts: bool  # False for a unit that is divided into others


@dataclass(frozen=True)
class Board:
    """All units and how far they have come."""

    rows: tuple[BoardRow, ...]
    spread: Spread


def boards_of(programmes: Sequence[Programme], today: date) -> dict[int, Board]:
    """Return the board of each programme: the units of its municipality and where each stands today."""
    units = Unit.objects.filter(municipality__in={row.municipality_id for row in programmes}).order_by("name")
    steps = UnitStep.objects.filter(programme__in=programmes, starts__lte=today)
    places: dict[int | None, list[Unit]] = {}
    for unit in units:
        places.setdefault(unit.municipality_id, []).append(unit)
    said: dict[int, dict[int, UnitStep]] = {}
    for step in steps.select_related("responsible").order_by("starts"):
        said.setdefault(step.programme_id, {})[step.unit_id] = step
    return {row.pk: _board(places.get(row.municipality_id, []), said.get(row.pk, {})) for row in programmes}


def _board(units: Sequence[Unit], steps: Mapping[int, UnitStep]) -> Board:
    by_id = {unit.pk: unit for unit in units}
    parents = {unit.pk: unit.parent_id for unit in units}
    found, leaves = standings(parents, {pk: step.phase for pk, step in steps.items()}), bottom(parents)
    rows = []
    for unit, depth in as_tree(units):
        said_of = found[unit.pk].said_of
        follows = by_id[said_of] if said_of is not None and said_of != unit.pk else None
        rows.append(BoardRow(unit, depth, found[unit.pk].phase, steps.get(unit.pk), follows, unit.pk in leaves))
    return Board(tuple(rows), spread(found, leaves))


def names_in(municipality: Municipality) -> set[str]:
    """Return the names that programmes of a municipality have."""
    return set(Programme.objects.filter(municipality=municipality).values_list("name", flat=True))


def units_of(programme: Programme) -> QuerySet[Unit]:
    """Return the units of a programme's municipality."""
    return Unit.objects.filter(municipality=programme.municipality_id).order_by("name")


def steps_of(programme: Programme, unit: Unit) -> list[UnitStep]:
    """Return a unit's steps, the newest first."""
    rows = UnitStep.objects.filter(programme=programme, unit=unit)
    return list(rows.select_related("responsible").order_by("-starts"))


@dataclass(frozen=True)
class PlanPhase:
    """A part of a plan: its months in words, and its talks, each with what differs from the template."""

    name: str
    talks: list[tuple[PlannedTalk, str | None]]

    @property
    def conversations(self) -> int:
        """How many of them are talks; a survey is none."""
        return sum(talk.kind != TalkKind.SURVEY for talk, _change in self.talks)


def phases_of(talks: Sequence[tuple[PlannedTalk, str | None]]) -> list[PlanPhase]:
    """Return the plan in parts that fit a phone: the first month, the next two, the rest of half a year, and so on."""
    found = []
    for first, last in pairwise((0, *PHASE_ENDS)):
        rows = [(talk, change) for talk, change in talks if first <= talk.opens_day // MONTH < last]
        name = _months(first + 1, min(last, max((row.opens_day // MONTH + 1 for row, _change in rows), default=last)))
        if rows:
            found.append(PlanPhase(name, rows))
    return found


def _months(first: int, last: int) -> str:
    return gettext(MONTHS[0]) % {"n": first} if first == last else gettext(MONTHS[1]) % {"first": first, "last": last}


def when_words(opens_day: int, due_day: int) -> str:
    """Write when a talk of the plan comes: in weeks for the first three months, then in months."""
    length, (one, many) = (7, WEEKS) if due_day <= 91 else (MONTH, MONTHS)
    first, last = opens_day // length + 1, max(-(-due_day // length), opens_day // length + 1)
    return gettext(one) % {"n": first} if first == last else gettext(many) % {"first": first, "last": last}
