"""Gatherings: what they are called, who is called to them, what moves with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.template.defaultfilters import capfirst

from mentornett.core.text import in_language
from mentornett.documents.calendars import Happening
from mentornett.network.choices import GatheringState, TeamState
from mentornett.network.models import (
    Assignment,
    Gathering,
    GatheringChange,
    GuideAssignment,
    Network,
    Team,
    TeamMember,
)
from mentornett.network.queries.course import label_of
from mentornett.network.queries.programme import programme_lines
from mentornett.network.rules.calendar import out_of_order
from mentornett.network.rules.course import Due, Shares, moved_deadlines, shares
from mentornett.network.rules.work import deadline
from mentornett.tenants.models import Person
from mentornett.tenants.queries import in_force


def gathering_name(gathering: Gathering) -> str:
    """Return what a gathering is called in running text: «Samling 4», with the network's own word."""
    return f"{capfirst(label_of(gathering.network, 'gathering'))} {gathering.number}"


def full_name(gathering: Gathering) -> str:
    """Return name and title: «Samling 4: Suksessfaktorer og lederens rolle»."""
    name = gathering_name(gathering)
    return name if gathering.title in {"", name} else f"{name}: {gathering.title}"


def gatherings_of(network: Network) -> QuerySet[Gathering]:
    """Return a network's gatherings by number, with their changes and programmes, in three queries."""
    changes = GatheringChange.objects.select_related("by").order_by("-at", "-pk")
    rows = Gathering.objects.filter(network=network).select_related("network__organiser")
    return rows.prefetch_related(Prefetch("changes", queryset=changes), "slots").order_by("number")


def active_teams(network: Network) -> QuerySet[Team]:
    """Return the teams that are told about changes: active and paused ones."""
    rows = Team.objects.filter(network=network, state__in=[TeamState.ACTIVE, TeamState.PAUSED])
    return rows.select_related("municipality").order_by("municipality__name_sort", "name")


def people_called_to(gathering: Gathering, today: date) -> list[Person]:
    """Return everybody who is called to a gathering."""
    return people_told(gathering.network, today)


def people_told(network: Network, today: date) -> list[Person]:
    """Return everybody in the active teams and their guides today, each once, by name."""
    teams = active_teams(network).order_by().values("pk")
    members = TeamMember.objects.filter(in_force(today), team__in=teams).values("person")
    guides = GuideAssignment.objects.filter(in_force(today), team__in=teams).values("person")
    people = Person.objects.filter(pk__in=members) | Person.objects.filter(pk__in=guides)
    return list(people.filter(is_active=True).order_by("name_sort", "pk"))


@dataclass(frozen=True)
class MovedDeadline:
    """One assignment's deadline before and after a move."""

    title: str
    before: date
    after: date


@dataclass(frozen=True)
class Consequences:
    """What a change of a gathering leads to, said before it is done. `after` is empty when work is put on hold."""

    deadlines: tuple[MovedDeadline, ...]
    teams: int
    people: int


def consequences_of_move(gathering: Gathering, starts: date, ends: date, today: date) -> Consequences:
    """Return the deadlines that a move changes, and how many teams and people will be told."""
    work = {row.pk: row for row in _work_of(gathering)}
    dues = [Due(row.pk, row.due_offset, row.fixed_due) for row in work.values()]
    moved = moved_deadlines(dues, (gathering.starts, gathering.ends), (starts, ends))
    rows = sorted((new, old, in_language(work[key].title)) for key, old, new in moved)
    deadlines = tuple(MovedDeadline(title, old, new) for new, old, title in rows)
    return Consequences(deadlines, active_teams(gathering.network).count(), len(people_called_to(gathering, today)))


def consequences_of_cancelling(gathering: Gathering, today: date) -> Consequences:
    """Return the assignments that will wait (with their present deadline twice), and how many will be told."""
    rows = [(row, due_of(row)) for row in _work_of(gathering) if row.fixed_due is None]
    waiting = tuple(MovedDeadline(in_language(row.title), due, due) for row, due in sorted(rows, key=lambda r: r[1]))
    return Consequences(waiting, active_teams(gathering.network).count(), len(people_called_to(gathering, today)))


def _work_of(gathering: Gathering) -> QuerySet[Assignment]:
    return Assignment.objects.filter(gathering=gathering, withdrawn=False).select_related("gathering")


def due_of(assignment: Assignment) -> date:
    """Return an assignment's deadline for teams without an extension of their own."""
    gathering = assignment.gathering
    return deadline(
        starts=gathering.starts, ends=gathering.ends, due_offset=assignment.due_offset, fixed_due=assignment.fixed_due
    )


def neighbours_in_wrong_order(gathering: Gathering, starts: date) -> Gathering | None:
    """Return the nearest gathering with a lower (higher) number that would come after (before) this one (X03)."""
    others = Gathering.objects.filter(network=gathering.network).exclude(state=GatheringState.CANCELLED)
    wrong = [
        other
        for other in others.exclude(pk=gathering.pk).select_related("network").order_by("number")
        if out_of_order([(gathering.number, starts), (other.number, other.starts)])
    ]
    return min(wrong, key=lambda other: abs(other.number - gathering.number), default=None)


def plan_shares(gatherings: Iterable[Gathering]) -> Shares:
    """Count the gatherings that are not cancelled by form (D17)."""
    return shares([row.form for row in gatherings if row.state != GatheringState.CANCELLED])


def happening_of(gathering: Gathering, stamp: datetime) -> Happening:
    """Return a gathering as an event for calendars, in the language in force."""
    network = gathering.network
    return Happening(
        uid=f"{gathering.uid}@mentornett", title=f"{full_name(gathering)} – {network.name}", stamp=stamp,
        starts=gathering.starts, ends=gathering.ends, from_time=gathering.start_time, to_time=gathering.end_time,
        description=_description(gathering), place=gathering.place, link=gathering.link, sequence=gathering.sequence,
        cancelled=gathering.state == GatheringState.CANCELLED, tentative=gathering.state == GatheringState.PROPOSED,
    )  # fmt: skip


def _description(gathering: Gathering) -> str:
    parts = [str(gathering.get_form_display()), gathering.planned_theme, gathering.link, *programme_lines(gathering)]
    return "\n".join(part for part in parts if part)
