"""Teams that should be looked at, with the reasons written out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentornett.core.text import in_language
from mentornett.network.models import Team
from mentornett.network.queries.course import label_of
from mentornett.network.queries.overview import Known, known_about
from mentornett.network.queries.wording import Names, reason_words
from mentornett.network.rules.attention import reasons


@dataclass(frozen=True)
class WrittenReason:
    """A reason as a sentence. `reference` is the id of the submission that it is about, or 0."""

    key: str
    text: str
    urgency: int
    reference: int = 0


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
    return tuple(
        WrittenReason(reason.key, reason_words(reason, names), reason.urgency, reason.reference)
        for reason in found
        if as_guide or not reason.guide_only
    )


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
