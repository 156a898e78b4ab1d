"""Standing texts, the network's own or the template's, in the reader's language and with their blanks filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.text import LANGUAGES, in_language
from mentornett.core.time import date_words
from mentornett.network.models import Gathering, Network, Team
from mentornett.network.queries.course import course_of, guides_today, members_today
from mentornett.network.queries.gatherings import gathering_name
from mentornett.network.rules.standing_texts import body_of, fill, parts_of
from mentornett.network.template.reader import read_template
from mentornett.network.template.shapes import StandingText


@dataclass(frozen=True)
class WrittenText:
    """A standing text as one reader sees it."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    button: str

    def letter(self, link: str, *more: str) -> str:
        """Return the text of a letter: paragraphs, list, where to go, and what else is to stand last."""
        items = ["\n".join(f"- {item}" for item in self.items)] if self.items else []
        return "\n\n".join([*self.paragraphs, *items, f"{self.button}: {link}", *more])


@dataclass(frozen=True)
class Wording:
    """A standing text as it is typed, with {names} in it."""

    title: str
    body: str


def standing_text(network: Network | None, key: str, **values: str) -> WrittenText:
    """Return a standing text in the language in force: the network's own wording, else the built-in one.

    Raises KeyError for an unknown key or a missing value.
    """
    row = read_template().text(key)
    known = {"network": network.name} if network else {}
    known |= {name: values[name] for name in row.placeholders if name not in known}
    wording = _own(network, row) or built_in_wording(row)
    return _filled(wording, known, in_language(row.button or ""))


def _filled(wording: Wording, values: dict[str, str], button: str) -> WrittenText:
    paragraphs, items = ([fill(part, values) for part in parts] for parts in parts_of(wording.body))
    return WrittenText(fill(wording.title, values), tuple(paragraphs), tuple(items), button)


def built_in_wording(row: StandingText, language: str | None = None) -> Wording:
    """Return the template's wording of a text."""
    paragraphs, items = ([in_language(each, language) for each in part] for part in (row.paragraphs, row.items))
    return Wording(in_language(row.title, language), body_of(paragraphs, items))


def _own(network: Network | None, row: StandingText) -> Wording | None:
    """Return the network's own wording in the reader's language, or in the nearest that it is written in."""
    own = network.texts.get(row.key) if network else None
    if not own:
        return None
    body = in_language({language: text["body"] for language, text in own.items()})
    title = in_language({language: text["title"] for language, text in own.items()})
    return Wording(title, body)


EDITABLE = {
    "invitation.team": _("Invitation to somebody new in a team"),
    "reminder.opening": _("When an assignment opens"),
    "reminder.before": _("Some days before the deadline"),
    "reminder.due": _("On the day of the deadline"),
    "reminder.overdue": _("After the deadline"),
    "reminder.several": _("Several assignments in one letter"),
    "report.answered": _("The guide has answered a report"),
    "report.reopened": _("A report is opened again"),
    "report.extended": _("A team gets more time"),
    "notice.confirmed": _("The date of a gathering is fixed"),
    "notice.moved": _("A gathering is moved"),
    "notice.form_changed": _("A gathering is held in another way"),
    "notice.cancelled": _("A gathering is cancelled"),
    "notice.restored": _("A cancelled gathering is held after all"),
    "digest.page": _("The page for the top leader"),
    "onboarding.leader": _("Page for a new leader of a team"),
    "welcome.late_joiner": _("Page for a team that joins late"),
}
MEANINGS = {
    "assignment": _("the assignment"), "by": _("who did it"),
    "coordinator": _("the team's coordinator"), "count": _("how many"),
    "days": _("the days, or how many"), "due": _("the deadline"), "form": _("physical, digital or both"),
    "gathering": _("the gathering"), "gathering_date": _("the day of the next gathering"),
    "guide": _("the team's guide"), "joined_on": _("the day the team joined"),
    "municipality": _("the municipality"), "name": _("the reader's name"),
    "network": _("the network"), "new_date": _("the new date"), "old_date": _("the earlier date"),
    "organiser": _("the organiser"), "reason": _("the reason that was written"), "report": _("the report"),
    "team": _("the team"),
}  # fmt: skip


@dataclass(frozen=True)
class Editable:
    """A standing text that a network may word in its own way; `own` and `usual` are wordings by language."""

    key: str
    name: str
    own: dict[str, Wording]
    usual: dict[str, Wording]
    placeholders: dict[str, str]  # {name} -> what it stands for

    def now(self, language: str) -> Wording:
        """Return the wording that is in use in a language."""
        return self.own.get(language) or self.usual[language]


def editable_texts(network: Network) -> list[Editable]:
    """Return the texts that the network may word itself."""
    return [_editable(network, key) for key in EDITABLE]


def _editable(network: Network, key: str) -> Editable:
    row = read_template().text(key)
    own = {code: Wording(**text) for code, text in network.texts.get(key, {}).items()}
    usual = {code: built_in_wording(row, code) for code in LANGUAGES}
    names = sorted({*row.placeholders, "network"})
    return Editable(key, str(EDITABLE[key]), own, usual, {name: str(MEANINGS[name]) for name in names})


def example_text(network: Network, wording: Wording, key: str, reader: str, today: date) -> WrittenText:
    """Return a wording as a reader in a team of the network would get it; what is not there yet is invented."""
    team = Team.objects.filter(network=network).select_related("municipality").order_by("name").first()
    coming = course_of(network).filter(ends__gte=today).exclude(state="cancelled").first()
    day = date_words(coming.starts if coming else today, today)
    values = {name: f"({meaning})" for name, meaning in _editable(network, key).placeholders.items()} | {
        "network": network.name, "organiser": str(network.organiser), "name": reader, "by": reader, "due": day,
        "gathering_date": day, "new_date": day, "days": "14" if key == "invitation.team" else day,
        "gathering": gathering_name(coming) if coming else str(MEANINGS["gathering"]),
        "assignment": gettext("The status report"), "report": gettext("The status report"),
        "team": team.name if team else str(MEANINGS["team"]),
        "municipality": str(team.municipality) if team else str(MEANINGS["municipality"]),
    }  # fmt: skip
    return _filled(wording, values, in_language(read_template().text(key).button or ""))


def _day_of(gathering: Gathering | None, today: date) -> str:
    return date_words(gathering.starts, today) if gathering else "–"


def onboarding_text(team: Team, today: date) -> WrittenText:
    """Return what a new leader of a team should know (L09)."""
    coming = course_of(team.network).filter(ends__gte=today).exclude(state="cancelled").first()
    coordinator = members_today(today).filter(team=team, role__key="coordinator").first()
    return standing_text(
        team.network,
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
        team.network,
        "welcome.late_joiner",
        joined_on=date_words(team.joined, today, weekday=False),
        gathering_date=_day_of(coming, today),
        guide=guide.person.name if guide else "–",
    )
