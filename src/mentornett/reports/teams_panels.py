"""Before and now of several teams as small charts with common axes: for who leads a network, and for its report.

Only rows that their team shares with the network, and only counts that the gate lets through. Teams stand in the order
of the alphabet, never by their figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from mentornett.documents.blocks import Block, Column, Document, Heading, Note, Picture, Table, paragraph, row
from mentornett.documents.control_charts import Plot
from mentornett.documents.multiples import Panel, multiples, sheets_of
from mentornett.documents.sheets import Plain, Sheet
from mentornett.measurement.queries.before_now import ShownRow, as_measure
from mentornett.measurement.rules.told_beside import KINDS, Told, kind_of, told
from mentornett.reports.words import before_now_caveat, decimal_mark, framed, long_date

HIDDEN, MISSING = ":", "–"
FEWEST = 2  # teams that stand side by side


@dataclass(frozen=True, slots=True)
class SideTold:
    """Before or now in words: the figure, where it may well be, its day. The numbers are there for a sheet."""

    figure: str
    range_: str
    on: date | None
    day: str
    told: Told


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team beside the others."""

    whose: str
    svg: str
    before: SideTold
    now: SideTold


@dataclass(frozen=True, slots=True)
class TeamsSideBySide:
    """All teams that count the same thing, ready to show."""

    title: str
    what: str
    panels: tuple[Panel, ...]
    teams: tuple[TeamShown, ...]
    has_hidden: bool


def teams_side_by_side(rows: Iterable[ShownRow], network: Any) -> list[TeamsSideBySide]:
    """Return each measure that at least two teams count. The rows come in the order in which teams shall stand."""
    groups: dict[tuple[str, ...], list[ShownRow]] = {}
    for shown in rows:
        if shown.row.kind in KINDS:
            groups.setdefault(kind_of(as_measure(shown.row)), []).append(shown)
    several = (group for group in groups.values() if len(group) >= FEWEST)
    return [_group(group, network) for group in sorted(several, key=lambda one: one[0].measure.casefold())]


def _group(rows: Sequence[ShownRow], network: Any) -> TeamsSideBySide:
    caveat, first = before_now_caveat(network), rows[0].row
    sides = [(_side(one, "before"), _side(one, "now")) for one in rows]
    panels = [_panel(one, *both, caveat) for one, both in zip(rows, sides, strict=True)]
    pictures = multiples(panels, decimal_mark=decimal_mark())
    title = f"{first.measure}, {first.target_group}" if first.target_group else first.measure
    return TeamsSideBySide(
        title, _what(first), tuple(panels),
        tuple(
            TeamShown(one.whose, svg, *both) for one, svg, both in zip(rows, pictures, sides, strict=True)
        ),
        has_hidden=any(side.told.hidden for both in sides for side in both),
    )  # fmt: skip


def _what(first: Any) -> str:
    values = {"counted": first.unit_text or first.measure, "of": first.per_text}
    if first.kind == "share":
        return _("Each number is how many per cent of the %(of)s: %(counted)s.") % values
    if first.kind == "ratio":
        return _("Each number is %(counted)s for each of the %(of)s.") % values
    return _("Each number is a count: %(counted)s.") % values


def _side(shown: ShownRow, name: str) -> SideTold:
    measure, side = as_measure(shown.row), shown.before if name == "before" else shown.now
    seen = told(measure.before if name == "before" else measure.now, measure.kind)
    day = long_date(side.on) if side.on else ""
    if seen.hidden:
        return SideTold(HIDDEN, "", side.on, day, seen)
    if not side.figure.is_known:
        return SideTold(MISSING, "", None, "", seen)
    figure = f"{side.figure.main} ({side.figure.note})" if side.figure.note else side.figure.main
    return SideTold(figure, _range(seen), side.on, day, seen)


def _range(seen: Told) -> str:
    if seen.low is None or seen.high is None:
        return ""
    return _("probably between %(low)d and %(high)d %%") % {
        "low": round(100 * seen.low),
        "high": round(100 * seen.high),
    }


def _panel(shown: ShownRow, before: SideTold, now: SideTold, caveat: str) -> Panel:
    times = 100 if shown.row.kind == "share" else 1
    both = (before.told, now.told)
    plot = Plot(
        (_("Before"), _("Now")),
        tuple(None if one.number is None else times * one.number for one in both),
        ranges=tuple(
            None if one.low is None or one.high is None else (times * one.low, times * one.high) for one in both
        ),
        unit=" %" if times == 100 else "",
    )
    words = _("Before: %(before)s. Now: %(now)s.") % {"before": _in_words(before), "now": _in_words(now)}
    nothing = all(one.number is None for one in both)
    instead = (_("Not shown") if any(one.hidden for one in both) else _("No figures yet")) if nothing else ""
    return Panel(shown.whose, plot, f"{words} {caveat}", instead)


def _in_words(side: SideTold) -> str:
    if side.told.hidden:
        return _("not shown")
    return _("not written") if side.figure == MISSING else ", ".join(filter(None, (side.figure, side.range_)))


def hidden_words() -> str:
    """Return what is not shown and why; it is the same for whatever is hidden."""
    return _(
        "«:» is not shown: fewer than 5 are counted, or all but fewer than 5, or there are fewer than 10 in all. The "
        "same holds whatever is counted."
    )


def order_words() -> str:
    """Return why the teams stand as they do."""
    return _(
        "The teams stand in the order of the alphabet. They differ in size and count in their own way: hold each one "
        "against itself, not against the others. An upright line tells between which numbers a share probably lies."
    )


def teams_document(groups: Sequence[TeamsSideBySide], network: Any, *, today: date) -> Document:
    """Return all of it to print."""
    blocks = [block for group in groups for block in (Heading(group.title, 2), *_blocks(group, network))]
    return framed(title=_("Team by team, before and now"), subtitle=network.name, blocks=tuple(blocks), today=today)


def all_teams_blocks(rows: Iterable[ShownRow], network: Any) -> Iterator[Block]:
    """Yield every measure that several teams share, for a report."""
    for group in teams_side_by_side(rows, network):
        yield from _blocks(group, network)


def _blocks(group: TeamsSideBySide, network: Any) -> Iterator[Block]:
    """Yield the pictures with their table and the caveat."""
    alt = " ".join(f"{panel.name}: {panel.description}" for panel in group.panels)
    for svg in sheets_of(group.panels, title=group.title, description=alt, decimal_mark=decimal_mark()):
        yield Picture(svg.encode(), alt=alt, caption=f"{group.title}. {group.what}")
    yield Table(
        caption=group.title,
        columns=(Column(_("Team"), width_weight=1.2), Column(_("Before")), Column(_("Now"))),
        rows=tuple(row(team.whose, _cell(team.before), _cell(team.now)) for team in group.teams),
        note=hidden_words() if group.has_hidden else "",
    )
    yield paragraph(order_words())
    yield Note(before_now_caveat(network), "warning")


def _cell(side: SideTold) -> str:
    return "\n".join(filter(None, (side.figure, side.range_, side.day)))


def teams_sheet(groups: Sequence[TeamsSideBySide], network: Any) -> Sheet:
    """Return all of it as a sheet; the caveat is its last row, so that it follows the figures."""
    titles = (
        _("Measure"), _("Team"), _("Before"), _("Before: of"), _("Before: date"), _("Now"), _("Now: of"),
        _("Now: date"),
    )  # fmt: skip
    lines: list[list[Plain]] = [
        [group.title, team.whose, *_numbers(team.before), *_numbers(team.now)]
        for group in groups for team in group.teams
    ]  # fmt: skip
    return Sheet(_("Team by team"), titles, [*lines, [before_now_caveat(network), *([None] * (len(titles) - 1))]])


def _numbers(side: SideTold) -> tuple[Plain, Plain, Plain]:
    if side.told.hidden:
        return HIDDEN, HIDDEN, side.on
    if side.told.cases is None:
        return (None if side.figure == MISSING else side.figure), None, side.on
    return _plain(side.told.cases), None if side.told.of is None else _plain(side.told.of), side.on


def _plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
