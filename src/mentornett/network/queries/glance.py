"""The network at a glance: teams by what a period asks for, chosen, sorted and counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from mentornett.core.text import search_key
from mentornett.network.choices import AssignmentKind, ReviewState, TeamState
from mentornett.network.models import Network, Team, TeamMember
from mentornett.network.queries.attention import WrittenReason, written_reasons
from mentornett.network.queries.course import label_of, roles_held
from mentornett.network.queries.overview import Known, known_about
from mentornett.network.queries.wording import cell_label, cell_note
from mentornett.network.rules import DELIVERED_STATES, cells
from mentornett.network.rules.cells import Cell

WORK_COLUMNS = tuple(AssignmentKind.values)
COLUMNS = (
    *WORK_COLUMNS,
    "self_score",
    "guide_score",
    "contact",
    "leader",
    "coordinator",
    "guide",
    "baseline",
    "review",
)
ALWAYS = (
    "status_report", "progress_plan", "final_report", "self_score", "guide_score", "contact", "leader", "guide",
    "baseline",
)  # fmt: skip
LATE = 5  # the urgency of what is late
SORTABLE = frozenset(COLUMNS) - {"self_score", "guide_score"}  # nobody is ranked
STATES = {
    "attention": gettext_lazy("Needs attention"),
    "late": gettext_lazy("Has something late"),
    "waiting": gettext_lazy("Waits for an answer"),
    "no_leader": gettext_lazy("Without leader"),
    "no_contact": gettext_lazy("Without contact in the period"),
    "paused": gettext_lazy("Paused"),
    "left": gettext_lazy("Has left or is done"),
}
REVIEW_TONES = {"fine": "success", "watch": "warning", "act": "danger"}


@dataclass(frozen=True)
class Wishes:
    """What somebody wants to see: filters, order, columns."""

    guide: str = ""  # a person's id, or «none»
    county: str = ""
    state: str = ""
    words: str = ""
    sort: str = ""  # a column's key or «team»; a minus in front turns it round; empty: needs attention first
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """What a square opens: a report by its id, or a part of the team's page."""

    report: int = 0
    part: str = ""


@dataclass(frozen=True)
class Square:
    """A square with its words."""

    column: str
    title: str
    tone: str
    label: str
    note: str
    urgency: int
    state: str
    quiet: bool
    target: Target
    worst: bool = False


@dataclass(frozen=True)
class Row:
    """A team with its squares in the order of the columns, and why it should be looked at."""

    known: Known
    squares: Mapping[str, Square]
    reasons: tuple[WrittenReason, ...]

    @property
    def team(self) -> Team:
        """Return the team."""
        return self.known.team

    @property
    def urgency(self) -> int:
        """Return the urgency of the first reason; 0 without any."""
        return self.reasons[0].urgency if self.reasons else 0


@dataclass(frozen=True)
class Counts:
    """What the line above the matrix counts. It counts teams, and says how many municipalities they are from (X06)."""

    teams: int
    municipalities: int
    asked: int
    sent: int
    no_leader: int
    no_contact: int
    paused: int


@dataclass(frozen=True)
class Grid:
    """The matrix: all columns there are, those that are shown, and the chosen rows."""

    network: Network
    columns: Mapping[str, str]
    shown: tuple[str, ...]
    rows: tuple[Row, ...]
    counts: Counts
    guides: Mapping[int, str]
    counties: tuple[str, ...]


def grid_of(
    network: Network,
    teams: Iterable[Team],
    wishes: Wishes,
    *,
    today: date,
    period_number: int | None = None,
    baselines: Mapping[int, date | None] | None = None,
    guided: Collection[int] = (),
) -> Grid:
    """Return the matrix of one network in one period; the number of queries does not grow with the teams."""
    known = known_about(teams, today, period_number, members=roles_held(today))
    columns = _columns(network, known)
    every = [_row(each, columns, today, baselines, guided) for each in known]
    usual = _default(columns, every)
    shown = tuple(key for key in columns if key in (wishes.columns or usual)) or usual
    chosen = [row for row in every if _is_wanted(row, wishes)]
    return Grid(
        network=network,
        columns=columns,
        shown=shown,
        rows=tuple(_mark_worst(row, shown) for row in sort_rows(chosen, wishes.sort)),
        counts=_count(every),
        guides={row.guide.person_id: row.guide.name for row in known if row.guide},
        counties=tuple(sorted({str(row.team.municipality.county) for row in known if row.team.municipality})),
    )


def _columns(network: Network, known: Iterable[Known]) -> dict[str, str]:
    kinds = {piece.submission.assignment.kind for each in known for piece in _own(each)}
    names: dict[str, Any] = {
        "status_report": label_of(network, "status_report"),
        "progress_plan": label_of(network, "progress_plan"),
        "project_plan": gettext("Project plan"),
        "communication_plan": gettext("Communication plan"),
        "final_report": label_of(network, "final_report"),
        "task": label_of(network, "assignment", many=True),
        "self_score": gettext("Own level"),
        "guide_score": gettext("Level from %(guide)s") % {"guide": label_of(network, "guide")},
        "contact": gettext("Last contact"),
        "leader": gettext("Leader"),
        "coordinator": label_of(network, "coordinator"),
        "guide": label_of(network, "guide"),
        "baseline": gettext("Figures from before"),
        "review": gettext("Our review"),
    }
    return {key: str(capfirst(names[key])) for key in COLUMNS if key in kinds or key not in WORK_COLUMNS}


def _default(columns: Mapping[str, str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns for those who have not chosen: the usual ones, and other work while somebody is late."""
    return tuple(key for key in columns if key in ALWAYS or any(row.squares[key].urgency >= LATE for row in rows))


def _own(known: Known) -> list[Any]:
    number = known.period.number if known.period else 0
    return [piece for piece in known.work if piece.period == number]


def _row(
    known: Known,
    columns: Mapping[str, str],
    today: date,
    baselines: Mapping[int, date | None] | None,
    guided: Collection[int],
) -> Row:
    baseline = None if baselines is None else known.team.pk in baselines
    found = written_reasons(known, today, baseline=baseline, as_guide=known.team.pk in guided)
    context = _Context(today, baselines or {})
    squares = {}
    for key, title in columns.items():
        cell, target, label = _cell(key, known, context)
        if cell.state == "nothing" and known.team.ended:
            label = gettext("Not stated")  # nothing more comes
        squares[key] = Square(
            key, title, cell.tone, label or cell_label(cell), "" if label else cell_note(cell, today), cell.urgency,
            cell.state, cell.urgency == 0 and cell.state != "sent", target,
        )  # fmt: skip
    return Row(known, squares, found)


@dataclass(frozen=True)
class _Context:
    today: date
    baselines: Mapping[int, date | None]


Made = tuple[Cell, Target, str]


def _cell(key: str, known: Known, context: _Context) -> Made:
    if key in WORK_COLUMNS:
        return _work(key, known, context)
    made = _CELLS[key](known, context)
    blank = known.asked.blank(context.today)
    return (blank, made[1], "") if blank and made[0].urgency else made  # nobody is blamed for what is not asked for


def _work(kind: str, known: Known, context: _Context) -> Made:
    found: list[tuple[Cell, int]] = []
    for piece in _own(known):
        submission = piece.submission
        if submission.assignment.kind == kind:
            cell = known.asked.blank(piece.due) if submission.state not in DELIVERED_STATES else None
            done = day_of(submission.sent_at)
            found.append(
                (cell or cells.work_cell(submission.state, due=piece.due, today=context.today, done_on=done),
                 submission.pk)
            )  # fmt: skip
    if not found:
        return cells.NOT_ASKED, Target(), ""
    cell, pk = max(found, key=lambda pair: pair[0].urgency)
    return cell, Target(report=pk), ""


def day_of(moment: datetime | None) -> date | None:
    """Return the day in Norway on which something happened."""
    return timezone.localtime(moment).date() if moment else None


def _self_score(known: Known, context: _Context) -> Made:
    return _score(known, known.self_score)


def _guide_score(known: Known, context: _Context) -> Made:
    return _score(known, known.guide_score)


def _score(known: Known, score: Any) -> Made:
    if known.period is None:
        return cells.NOTHING, Target(part="scores"), ""
    cell = cells.score_cell(score.value if score else None, score.on if score else None, known.period)
    return cell, Target(part="scores"), ""


def _contact(known: Known, context: _Context) -> Made:
    if known.period is None:
        return cells.NOTHING, Target(part="contacts"), ""
    asked_for = known.wants_contact and known.limits.contacts_per_period > 0
    cell = cells.contact_cell(known.last_contact, period=known.period, today=context.today, asked_for=asked_for)
    return cell, Target(part="contacts"), ""


def _leader(known: Known, context: _Context) -> Made:
    return _role(known, lambda row: bool(row.decides))


def _coordinator(known: Known, context: _Context) -> Made:
    return _role(known, lambda row: row.key == "coordinator")


def _role(known: Known, is_it: Callable[[Any], bool]) -> Made:
    vacancy = next((vacancy for vacancy in known.vacancies if is_it(vacancy)), None)
    return cells.role_cell(vacancy, _since(known.members, is_it)), Target(part="people"), ""


def _since(members: Sequence[TeamMember], is_it: Callable[[Any], bool]) -> date | None:
    return min((member.starts for member in members if is_it(member.role)), default=None)


def _guide(known: Known, context: _Context) -> Made:
    cell = cells.guide_cell(known.guide.starts if known.guide else None)
    return cell, Target(part="guide"), known.guide.name if known.guide else ""


def _baseline(known: Known, context: _Context) -> Made:
    pk = known.team.pk
    cell = cells.baseline_cell(measured=pk in context.baselines, on=context.baselines.get(pk))
    return cell, Target(part="baseline"), ""


def _review(known: Known, context: _Context) -> Made:
    if known.review is None:
        return cells.NOTHING, Target(part="review"), ""
    state = known.review.state
    return Cell(state, REVIEW_TONES[state]), Target(part="review"), str(ReviewState(state).label)


_CELLS: dict[str, Callable[[Known, _Context], Made]] = {
    "self_score": _self_score,
    "guide_score": _guide_score,
    "contact": _contact,
    "leader": _leader,
    "coordinator": _coordinator,
    "guide": _guide,
    "baseline": _baseline,
    "review": _review,
}


def _is_wanted(row: Row, wishes: Wishes) -> bool:
    if not _in_state(row, wishes.state):
        return False
    guide = row.known.guide
    if wishes.guide and wishes.guide != (str(guide.person_id) if guide else "none"):
        return False
    municipality = row.team.municipality
    if wishes.county and (municipality is None or municipality.county != wishes.county):
        return False
    return search_key(wishes.words) in search_key(f"{municipality} {row.team.name}")


def _in_state(row: Row, state: str) -> bool:
    left = row.team.state in {TeamState.COMPLETED, TeamState.WITHDRAWN}
    if state not in STATES:
        return row.team.state != TeamState.WITHDRAWN
    keys = {reason.key for reason in row.reasons}
    return {
        "attention": bool(keys),
        "late": bool(keys & {"late", "late_many", "silent"}),
        "waiting": any(piece.submission.state == "sent" for piece in row.known.work),
        "no_leader": "no_leader" in keys,
        "no_contact": bool(keys & {"no_contact", "silent"}),
        "paused": row.known.is_paused,
        "left": left,
    }[state]


def sort_rows(rows: Iterable[Row], sort: str) -> list[Row]:
    """Sort the rows: by attention first, by team, or by how urgent one column's squares are. Never by a score."""
    by_name = sorted(rows, key=lambda row: (str(getattr(row.team.municipality, "name_sort", "")), row.team.name))
    key, turned = sort.lstrip("-"), sort.startswith("-")
    if key == "team":
        return by_name[::-1] if turned else by_name
    if key in SORTABLE:
        return sorted(by_name, key=lambda row: _urgency_in(row, key), reverse=not turned)
    return sorted(by_name, key=lambda row: (-row.urgency, -len(row.reasons)))


def _urgency_in(row: Row, column: str) -> int:
    square = row.squares.get(column)
    return square.urgency if square else 0


def _mark_worst(row: Row, shown: Sequence[str]) -> Row:
    worst = max(shown, key=lambda key: row.squares[key].urgency, default=None)
    if worst is None or row.squares[worst].urgency == 0:
        return row
    return replace(row, squares={**row.squares, worst: replace(row.squares[worst], worst=True)})


def _count(rows: Sequence[Row]) -> Counts:
    there = [row for row in rows if row.team.state != TeamState.WITHDRAWN]
    active = [row for row in there if row.known.is_active]
    reports = [row.squares["status_report"] for row in active if "status_report" in row.squares]
    keys = [{reason.key for reason in row.reasons} for row in active]
    return Counts(
        teams=len(there),
        municipalities=len({row.team.municipality_id for row in there}),
        asked=sum(square.state not in {"not_asked", "paused"} for square in reports),
        sent=sum(square.state in DELIVERED_STATES for square in reports),
        no_leader=sum("no_leader" in each for each in keys),
        no_contact=sum(bool(each & {"no_contact", "silent"}) for each in keys),
        paused=sum(row.known.is_paused for row in active),
    )
