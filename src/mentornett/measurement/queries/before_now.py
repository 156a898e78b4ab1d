"""How before/now rows are read, ready to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from mentornett.core.text import sort_key
from mentornett.measurement import rules
from mentornett.measurement.models import BeforeNow
from mentornett.network.models import Network, Team
from mentornett.tenants.choices import Sharing

SHARED_WITH_NETWORK = (Sharing.NETWORK, Sharing.PUBLIC)
SHARED_WITH_MUNICIPALITY = (Sharing.MUNICIPALITY, *SHARED_WITH_NETWORK)


@dataclass(frozen=True)
class ShownValue:
    """One side of a row in words: the large figure, its n, its date and where it comes from."""

    figure: rules.Figure
    on: date | None
    source: str


@dataclass(frozen=True)
class Later:
    """What a row was some time after the network closed: which point, what the column is called, the value."""

    point: int
    label: str
    value: ShownValue


@dataclass(frozen=True)
class ShownRow:
    """A row in words. `counts_team`: it is about one team, not the whole municipality (X06).

    `certainty` says how sure the difference is; "" where that cannot be told.
    """

    row: BeforeNow
    measure: str
    target_group: str
    before: ShownValue
    now: ShownValue
    sentence: str
    certainty: str
    counts_team: bool
    place: str
    team: str  # where it has another name than its municipality
    later: tuple[Later, ...] = ()

    @property
    def whose(self) -> str:
        """Return whose row it is: «Voss», «Arendal, Arendal vest»."""
        return f"{self.place}, {self.team}" if self.team else self.place


def rows_in_force() -> QuerySet[BeforeNow]:
    """Return the rows that were not removed, in the order that their team gave them."""
    rows = BeforeNow.objects.filter(removed_at__isnull=True)
    return rows.select_related("team", "municipality").order_by("position", "pk")


def rows_about(team: Team) -> QuerySet[BeforeNow]:
    """Return a team's rows and those that count its whole municipality in the same network."""
    own = Q(team=team) | Q(team__isnull=True, municipality=team.municipality_id, network=team.network_id)
    return rows_in_force().filter(own)


def rows_in(network: Network) -> QuerySet[BeforeNow]:
    """Return all rows of a network, whatever their sharing: for the organiser's own eyes."""
    return rows_in_force().filter(network=network).order_by("municipality__name_sort", "position", "pk")


def shared_rows_in(network: Network) -> QuerySet[BeforeNow]:
    """Return the rows of a network that may be shown to all its teams and in the network report."""
    return rows_in(network).filter(sharing__in=SHARED_WITH_NETWORK)


def as_measure(row: BeforeNow) -> rules.Measure:
    """Return a stored row as the plain values that the rules know."""
    return rules.Measure(
        measure=row.measure,
        kind=row.kind,
        before=_value(row, "before"),
        now=_value(row, "now"),
        unit_text=row.unit_text,
        per_text=row.per_text,
        target_group=row.target_group,
        less_is_better=row.less_is_better,
    )


def _value(row: BeforeNow, side: str) -> rules.Value:
    return rules.Value(*(getattr(row, column) for column in _columns(side)))


def _columns(side: str) -> list[str]:
    """Return the columns of one side, in the order of the rules' value."""
    return [f"{side}_{part.name}" for part in fields(rules.Value)]


def shown(rows: Iterable[BeforeNow], language: str | None = None) -> list[ShownRow]:
    """Return rows in words, in the reader's language (or the one given)."""
    code = (language or get_language() or "nb")[:2]
    return [_shown(row, code) for row in rows]


def _shown(row: BeforeNow, language: str) -> ShownRow:
    measure = as_measure(row)
    municipality = row.municipality.name if row.municipality else ""
    return ShownRow(
        row=row,
        measure=row.measure,
        target_group=row.target_group,
        before=ShownValue(rules.figure(measure, measure.before, language), row.before_on, row.before_source),
        now=ShownValue(rules.figure(measure, measure.now, language), row.now_on, row.now_source),
        sentence=rules.sentence(measure, language),
        certainty=rules.certainty(measure, language),
        counts_team=row.team_id is not None,
        place=municipality,
        team=row.team.name if row.team and row.team.name != municipality else "",
    )


def in_norwegian_order(rows: Iterable[ShownRow]) -> list[ShownRow]:
    """Sort rows by whose they are, as Norwegian lists do."""
    return sorted(rows, key=lambda shown_row: (sort_key(shown_row.whose), shown_row.row.position, shown_row.row.pk))


def baselines_of(teams: Iterable[Team]) -> dict[int, date | None]:
    """Return the teams that have a value from before, with its latest date, in one query.

    A row about the whole municipality counts for all its teams in the same network.
    """
    every = list(teams)
    about = Q(team__in=[team.pk for team in every]) | Q(team__isnull=True)
    rows = BeforeNow.objects.filter(about, removed_at__isnull=True, network__in={team.network_id for team in every})
    found: dict[tuple[int | None, int | None, int | None], date | None] = {}
    for row in rows.only("network", "municipality", "team", *_columns("before")):
        key = (row.network_id, row.municipality_id, row.team_id)
        if not _value(row, "before").is_empty:
            found[key] = max(filter(None, (found.get(key), row.before_on)), default=None)
    wide = {team.pk: (team.network_id, team.municipality_id, None) for team in every}
    own = {team.pk: (team.network_id, team.municipality_id, team.pk) for team in every}
    return {pk: found.get(own[pk], found.get(wide[pk])) for pk in own if own[pk] in found or wide[pk] in found}
