"""Teams that should be looked at, with the reasons written out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import mode

from mentornett.core.text import in_language
from mentornett.network.models import Assignment, Network, Team
from mentornett.network.queries.course import label_of
from mentornett.network.queries.overview import Known, Piece, known_about
from mentornett.network.queries.wording import Names, reason_words
from mentornett.network.rules.attention import REPORTS, Reason, reasons
from mentornett.network.rules.work import is_late

MANY = 3  # teams; and at least a third of those that were asked


@dataclass(frozen=True)
class WrittenReason:
    """A reason that can be written as a sentence, which is done when it is read: many are only sorted."""

    reason: Reason
    names: Names

    @property
    def key(self) -> str:
        """Return which reason it is."""
        return self.reason.key

    @property
    def urgency(self) -> int:
        """Return how urgent it is."""
        return self.reason.urgency

    @property
    def reference(self) -> int:
        """Return the id of the submission that it is about, or 0."""
        return self.reason.reference

    @property
    def text(self) -> str:
        """Return the sentence."""
        return reason_words(self.reason, self.names)


@dataclass(frozen=True)
class Attention:
    """A team and why it should be looked at, the most urgent reason first."""

    team: Team
    known: Known
    reasons: tuple[WrittenReason, ...]

    @property
    def urgency(self) -> int:
        """Return the urgency of the most urgent reason; 0 without any."""
        return self.reasons[0].urgency if self.reasons else 0


def names_for(known: Known) -> Names:
    """Return the words that a team's reasons need."""
    titles = {
        str(piece.submission.assignment.pk): in_language(piece.submission.assignment.title) for piece in known.work
    }
    roles = {vacancy.key: in_language(vacancy.label) for vacancy in known.vacancies}
    return Names(titles, roles, label_of(known.team.network, "guide"))


def written_reasons(
    known: Known, today: date, *, baseline: bool | None = None, as_guide: bool = False
) -> tuple[WrittenReason, ...]:
    """Return why one team should be looked at. What only its guide should see is left out for others."""
    found = reasons(known.facts(baseline), period=known.period, today=today, limits=known.limits)
    if not found:
        return ()
    names = names_for(known)
    return tuple(WrittenReason(reason, names) for reason in found if as_guide or not reason.guide_only)


def attention_of(
    teams: Iterable[Team],
    today: date,
    *,
    baselines: Mapping[int, date | None] | None = None,
    guided: Collection[int] = (),
) -> list[Attention]:
    """Return the teams that should be looked at, the most urgent first, then in Norwegian order of municipality.

    `baselines` holds the teams with a value from before; without it nobody is asked for one. `guided` holds the ids
    of teams whose guide is the reader.
    """
    return attention_among(known_about(teams, today, only_reasons=True), today, baselines=baselines, guided=guided)


def attention_among(
    every: Iterable[Known],
    today: date,
    *,
    baselines: Mapping[int, date | None] | None = None,
    guided: Collection[int] = (),
) -> list[Attention]:
    """Do the same for teams about which all is known already."""
    rows = [_attention(known, today, baselines, guided) for known in every]
    return sorted((row for row in rows if row.reasons), key=order)


def order(row: Attention) -> tuple[int, int, str, str]:
    """Sort by how urgent it is and how many reasons there are, then by name. Scores play no part."""
    return (-row.urgency, -len(row.reasons), row.team.municipality.name_sort, row.team.name)  # type: ignore[union-attr]


def _attention(
    known: Known, today: date, baselines: Mapping[int, date | None] | None, guided: Collection[int]
) -> Attention:
    baseline = None if baselines is None else known.team.pk in baselines
    found = written_reasons(known, today, baseline=baseline, as_guide=known.team.pk in guided)
    return Attention(known.team, known, found)


@dataclass(frozen=True)
class Lacking:
    """Work that many teams of one network have not sent: said once, not once for each team."""

    assignment: Assignment
    network: Network
    period: int
    due: date
    teams: frozenset[int]
    asked: int

    @property
    def title(self) -> str:
        """Return what the work is called."""
        return in_language(self.assignment.title)


def lacking_in_common(every: Iterable[Known], today: date) -> list[Lacking]:
    """Return the work that many teams lack, what most teams lack first."""
    asked: dict[int, list[Known]] = {}
    late: dict[int, list[tuple[Known, Piece]]] = {}
    for known in every:
        if known.is_active and not known.is_paused and known.team.joined <= today:
            asked.setdefault(known.team.network_id, []).append(known)
            for piece in _late_work(known, today):
                late.setdefault(piece.submission.assignment_id, []).append((known, piece))
    found = [_lacking(pairs, asked[pairs[0][0].team.network_id]) for pairs in late.values()]
    many = (each for each in found if len(each.teams) >= max(MANY, each.asked / 3))
    return sorted(many, key=lambda each: (-len(each.teams), each.due, each.assignment.pk))


def _late_work(known: Known, today: date) -> list[Piece]:
    return [
        piece
        for piece in known.work
        if piece.due >= known.team.joined and is_late(piece.submission.state, piece.due, today)
    ]


def _lacking(late: Sequence[tuple[Known, Piece]], there: Sequence[Known]) -> Lacking:
    known, piece = late[0]
    due = mode(each.due for _, each in late)
    teams = frozenset(each.team.pk for each, _ in late)
    asked = len(teams.union(each.team.pk for each in there if each.team.joined <= due))
    return Lacking(piece.submission.assignment, known.team.network, piece.period, due, teams, asked)


def apart_from(rows: Iterable[Attention], said: Collection[int], today: date) -> list[Attention]:
    """Return the teams that have reasons besides late work that was said already; `said` holds its assignments."""
    left = [replace(row, reasons=_unsaid(row, said, today)) for row in rows]
    return sorted((row for row in left if row.reasons), key=order)


def _unsaid(row: Attention, said: Collection[int], today: date) -> tuple[WrittenReason, ...]:
    late = [piece.submission for piece in _late_work(row.known, today)]
    gone = {submission.pk for submission in late if submission.assignment_id in said}
    others = any(work.pk not in gone and work.assignment.kind not in REPORTS for work in late)
    return tuple(
        reason
        for reason in row.reasons
        if not (reason.key == "late" and reason.reference in gone) and (others or reason.key != "late_many")
    )
