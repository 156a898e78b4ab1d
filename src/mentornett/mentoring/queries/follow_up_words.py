"""The work list in words. They are about the plan and about what somebody can do, never about anybody's fault."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from mentornett.core.time import date_words
from mentornett.mentoring.choices import FollowUp, Party
from mentornett.mentoring.queries.follow_up_entries import Line


@dataclass(frozen=True, slots=True)
class Words:
    """What a line says: about whom, what, and why with its date."""

    who: str
    what: str
    why: str


def words_of(line: Line, today: date) -> Words:
    """Write a line. Names and dates alone."""
    found = line.found
    values = {
        "since": date_words(found.since, today, weekday=False),
        "day": date_words(found.day, today, weekday=False) if found.day else "", "number": found.number,
        "most": found.most,
    }  # fmt: skip
    what, why = _TEXTS[found.kind](line)
    return Words(_who(line), what % values, why % values)


def _who(line: Line) -> str:
    if line.hired and line.guiding:
        return gettext("%(mentee)s and %(mentor)s") % {"mentee": line.hired.name, "mentor": line.guiding.name}
    return ", ".join(person.name for person in line.people) or line.programme


def _no_mentor(line: Line) -> tuple[str, str]:
    begun = line.found.tier == 1
    return gettext("Has no mentor yet."), gettext("Began %(since)s.") if begun else gettext("Begins %(since)s.")


def _talk_wanted(line: Line) -> tuple[str, str]:
    return gettext("A talk about the pair is wanted."), gettext(
        "Since %(since)s. Talk with each of them. Nobody is asked why."
    )


def _first_talk(line: Line) -> tuple[str, str]:
    return gettext("The first talk is not noted as held."), gettext(
        "The pair began %(since)s. The programme wants the first talk within %(number)s days."
    )


def _silent(line: Line) -> tuple[str, str]:
    return gettext("No talk is noted since %(since)s."), gettext("The plan has one that was to be held by %(day)s.")


def _lost(line: Line) -> tuple[str, str]:
    return gettext("No talk is noted since %(since)s."), gettext("That is more than %(number)s days.")


def _unanswered(line: Line) -> tuple[str, str]:
    what = ngettext(
        "One talk has no answer yet: held or not?", "%(number)s talks have no answer yet: held or not?",
        line.found.number,
    )  # fmt: skip
    return what, gettext("The first was to be held by %(since)s.")


def _unsigned(line: Line) -> tuple[str, str]:
    names = ", ".join(_party_names(line))
    what = gettext("The commitment waits for the signature of %(names)s.") % {"names": names.replace("%", "%%")}
    return what, gettext("Ready to sign since %(since)s.")


def _party_names(line: Line) -> list[str]:
    people = {Party.LEADER: line.leader, Party.MENTOR: line.guiding, Party.MENTEE: line.hired}
    return [person.name for party in line.found.parties if (person := people[party])]


def _over(line: Line) -> tuple[str, str]:
    number, most = line.found.number, line.found.most
    if most == 0:
        what = ngettext("Has a pause and one mentee.", "Has a pause and %(number)s mentees.", number)
        return what, gettext("Somebody else may have to step in meanwhile.")
    what = ngettext("Has one mentee.", "Has %(number)s mentees.", number)
    return what, ngettext("There is one place.", "There are %(most)s places.", most)


def _untrained(line: Line) -> tuple[str, str]:
    return gettext("Is a mentor before the training is completed."), gettext("Has had mentees since %(since)s.")


def _time(line: Line) -> tuple[str, str]:
    return gettext("They have used %(number)s of the %(most)s minutes you have promised since %(since)s."), gettext(
        "Is there room for the talks in the duty roster?"
    )


def _review(line: Line) -> tuple[str, str]:
    return gettext("It is time to go through the programme."), gettext("The day was set to %(since)s.")


_TEXTS = {
    FollowUp.NO_MENTOR: _no_mentor, FollowUp.TALK_WANTED: _talk_wanted, FollowUp.FIRST_TALK: _first_talk,
    FollowUp.LOST: _lost, FollowUp.SILENT: _silent, FollowUp.OVER: _over, FollowUp.UNTRAINED: _untrained,
    FollowUp.TIME: _time, FollowUp.UNSIGNED: _unsigned, FollowUp.UNANSWERED: _unanswered, FollowUp.REVIEW: _review,
}  # fmt: skip
