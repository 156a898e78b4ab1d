"""The template's standing texts, in the reader's language and with their blanks filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mentornett.core.text import in_language
from mentornett.core.time import date_words
from mentornett.network.models import Gathering, Team
from mentornett.network.queries.course import course_of, guides_today, members_today
from mentornett.network.template.reader import read_template


@dataclass(frozen=True)
class WrittenText:
    """A standing text as one reader sees it."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    button: str


def standing_text(key: str, **values: str) -> WrittenText:
    """Return a standing text in the language in force. Raises KeyError for an unknown key or a missing value."""
    text = read_template().text(key)
    written = [in_language(text.title), *map(in_language, text.paragraphs), *map(in_language, text.items)]
    filled = [_fill(part, {name: values[name] for name in text.placeholders}) for part in written]
    after_title = 1 + len(text.paragraphs)
    button = in_language(text.button) if text.button else ""
    return WrittenText(filled[0], tuple(filled[1:after_title]), tuple(filled[after_title:]), button)


def _fill(text: str, values: dict[str, str]) -> str:
    """Replace each {name}; unlike str.format, the values and the rest of the text are left alone."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _day_of(gathering: Gathering | None, today: date) -> str:
    return date_words(gathering.starts, today) if gathering else "–"


def onboarding_text(team: Team, today: date) -> WrittenText:
    """Return what a new leader of a team should know (L09)."""
    coming = course_of(team.network).filter(ends__gte=today).exclude(state="cancelled").first()
    coordinator = members_today(today).filter(team=team, role__key="coordinator").first()
    return standing_text(
        "onboarding.leader",
        team=team.name,
        municipality=str(team.municipality),
        organiser=str(team.organiser),
        coordinator=coordinator.person.name if coordinator else "–",
        gathering_date=_day_of(coming, today),
    )


def late_joiner_text(team: Team, coming: Gathering | None, today: date) -> WrittenText:
    """Return what a team that joined late should catch up with (A03)."""
    guide = guides_today(today).filter(team=team).first()
    return standing_text(
        "welcome.late_joiner",
        network=team.network.name,
        joined_on=date_words(team.joined, today, weekday=False),
        gathering_date=_day_of(coming, today),
        guide=guide.person.name if guide else "–",
    )
