"""What is counted for the yearly report of an organiser (O01). Every figure says what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from mentornett.network.choices import AssignmentKind, ContactForm, Form
from mentornett.network.models import (
    ContactLog,
    Gathering,
    Network,
    NetworkReport,
    Participation,
    Submission,
    Team,
    TeamMember,
)
from mentornett.network.rules import DELIVERED_STATES
from mentornett.questionnaires.models import Answer

REPORTED = ("status.mentors", "status.pairs")


@dataclass(frozen=True)
class Figure:
    """A number with its name and what it counts; None where nothing of the kind was registered in these networks."""

    key: str
    name: str
    value: int | None
    counts: str

    @property
    def words(self) -> str:
        """Return the number, or that there is none: a nought would say that nothing happened."""
        return gettext("not registered") if self.value is None else str(self.value)


@dataclass(frozen=True)
class Year:
    """A calendar year of an organiser's networks."""

    number: int
    networks: list[Network]

    @property
    def first(self) -> date:
        """Return 1 January."""
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        """Return 31 December."""
        return date(self.number, 12, 31)


def _overlaps(year: Year, start: str, end: str) -> Q:
    not_ended = Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": year.first})
    return Q(**{f"{start}__lte": year.last}) & not_ended


def year_of(networks: QuerySet[Network], number: int) -> Year:
    """Return a year with those of the networks that ran in it."""
    wanted = networks.filter(starts__lte=date(number, 12, 31), ends__gte=date(number, 1, 1))
    return Year(number, list(wanted.order_by("starts", "name")))


def years_with_networks(networks: QuerySet[Network], today: date) -> list[int]:
    """Return the years in which there was a network, this one included, the newest first."""
    spans = list(networks.order_by().values_list("starts", "ends"))
    years = {number for starts, ends in spans for number in range(starts.year, min(ends.year, today.year) + 1)}
    return sorted(years | {today.year}, reverse=True)


def yearly_figures(year: Year) -> list[Figure]:
    """Return all figures of a year, in a constant number of queries."""
    return [*_who(year), *_gatherings(year), *_reports(year), *_contacts(year), *_reported(year)]


def _teams(year: Year) -> QuerySet[Team]:
    return Team.objects.filter(_overlaps(year, "joined", "ended"), network__in=year.networks)


def _who(year: Year) -> list[Figure]:
    municipalities = Participation.objects.filter(_overlaps(year, "joined", "left"), network__in=year.networks)
    people = TeamMember.objects.filter(_overlaps(year, "starts", "ends"), team__network__in=year.networks)
    return [
        Figure("networks", gettext("Learning networks"), len(year.networks),
               gettext("Networks that ran for all or part of the year")),
        Figure("municipalities", gettext("Municipalities"), municipalities.values("municipality").distinct().count(),
               gettext("Different municipalities that took part for all or part of the year")),
        Figure("teams", gettext("Teams"), _teams(year).count(),
               gettext("Teams, paused ones too; a municipality may have several")),
        Figure("people", gettext("Participants"), _or_unknown(people.values("person").distinct().count()),
               gettext("Different people who were in a team for all or part of the year")),
    ]  # fmt: skip


def _gatherings(year: Year) -> list[Figure]:
    held = Gathering.objects.filter(network__in=year.networks, state="held", starts__range=(year.first, year.last))
    forms = Counter(held.values_list("form", flat=True))
    what = gettext("Gatherings held, counted in the year they began; one of two days counts once")
    total = Figure("gatherings", gettext("Gatherings held"), sum(forms.values()), what)
    return [total, *_parts("gatherings", forms, Form, gettext("Of these: %(form)s"), what)]


def _parts(key: str, counts: Counter[str], choices: Any, name: str, what: str) -> Iterable[Figure]:
    for choice in choices:
        if counts[choice.value]:
            yield Figure(
                f"{key}.{choice.value}", name % {"form": str(choice.label).lower()}, counts[choice.value], what
            )


MANY = {
    AssignmentKind.STATUS_REPORT: gettext_lazy("Status reports"),
    AssignmentKind.PROGRESS_PLAN: gettext_lazy("Progress plans"),
    AssignmentKind.PROJECT_PLAN: gettext_lazy("Project plans"),
    AssignmentKind.COMMUNICATION_PLAN: gettext_lazy("Communication plans"),
    AssignmentKind.FINAL_REPORT: gettext_lazy("Final reports"),
    AssignmentKind.TASK: gettext_lazy("Other assignments"),
}


def _reports(year: Year) -> list[Figure]:
    rows = Submission.objects.filter(
        assignment__network__in=year.networks, state__in=DELIVERED_STATES, sent_at__range=_moments(year)
    )
    kinds = Counter(rows.values_list("assignment__kind", flat=True))
    known = Submission.objects.filter(assignment__network__in=year.networks, sent_at__isnull=False).exists()
    what = gettext("Delivered by teams, counted once each in the year they were last sent")
    figures = [
        Figure(f"delivered.{kind.value}", str(MANY[kind]), kinds[kind.value] if known else None, what)
        for kind in AssignmentKind
        if kinds[kind.value] or kind in {AssignmentKind.STATUS_REPORT, AssignmentKind.FINAL_REPORT}
    ]
    written = NetworkReport.objects.filter(network__in=year.networks, edited_at__year=year.number).count()
    about = gettext("Network reports that were worked on in the year")
    return [*figures, Figure("network_reports", gettext("Network reports"), written, about)]


def _moments(year: Year) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a year in Norway; comparing moments is much cheaper than dates."""
    first, last = datetime.combine(year.first, time.min), datetime.combine(year.last, time.max)
    return timezone.make_aware(first), timezone.make_aware(last)


def _contacts(year: Year) -> list[Figure]:
    rows = ContactLog.objects.filter(team__network__in=year.networks, on__range=(year.first, year.last))
    forms = Counter(rows.values_list("form", flat=True))
    what = gettext("Contacts between guide and team that were logged")
    known = ContactLog.objects.filter(team__network__in=year.networks).exists()
    total = Figure("contacts", gettext("Contacts"), sum(forms.values()) if known else None, what)
    return [total, *_parts("contacts", forms, ContactForm, gettext("Of these: %(form)s"), what)]


def _reported(year: Year) -> list[Figure]:
    """Sum what teams themselves reported last in the year; teams that reported nothing are not guessed at."""
    answers = Answer.objects.filter(
        question__key__in=REPORTED, sheet__submission__assignment__network__in=year.networks,
        sheet__submission__state__in=DELIVERED_STATES,
        sheet__submission__sent_at__range=_moments(year), value__isnull=False,
    ).order_by("sheet__submission__sent_at")  # fmt: skip
    newest: dict[tuple[str, int], float] = {}
    for key, team, value in answers.values_list("question__key", "sheet__submission__team", "value"):
        if isinstance(value, int | float):
            newest[(key, team)] = float(value)
    names = {"status.mentors": gettext("Mentors"), "status.pairs": gettext("New employees with a mentor")}
    return [_sum_of(key, names[key], newest) for key in REPORTED]


def _sum_of(key: str, name: str, newest: dict[tuple[str, int], float]) -> Figure:
    values = [value for (question, _), value in newest.items() if question == key]
    what = gettext("The last number each team gave in a status report in the year, added up; %(n)s teams gave one")
    return Figure(key, name, int(sum(values)) if values else None, what % {"n": len(values)})


def _or_unknown(count: int) -> int | None:
    return count or None
