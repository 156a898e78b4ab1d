"""Each thing to do next as one plain value. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from mentornett.core.text import in_language
from mentornett.core.time import clock_words, date_words, relative_days
from mentornett.network.queries.gatherings import full_name
from mentornett.network.queries.overview import due_date

SOON = 3  # days: within them a deadline is more urgent than most
FAR = date.max


@dataclass(frozen=True)
class NowItem:
    """One thing to do: what, why, when, for whom, in which role, and the button. Higher urgency comes first."""

    what: str
    urgency: int
    url: str
    action: str
    due: date | None = None
    when: str = ""
    reason: str = ""
    who: str = ""
    role: str = ""
    method: str = "get"


@dataclass(frozen=True)
class Line:
    """One line of what comes, or of what was done."""

    day: date
    what: str
    url: str = ""
    note: str = ""


def in_order(items: Iterable[NowItem]) -> list[NowItem]:
    """Return the most urgent first; among equals the nearest deadline."""
    return sorted(items, key=lambda item: (-item.urgency, item.due or FAR, item.what))


def deadline_words(due: date, today: date) -> str:
    """Write a deadline without scolding: «Frist torsdag 2. april, om 5 dager», «Fristen var 12. november»."""
    if due < today:
        return gettext("The deadline was %(day)s") % {"day": date_words(due, today)}
    return gettext("Due %(day)s, %(away)s") % {"day": date_words(due, today), "away": relative_days(due, today)}


def _of_deadline(due: date, today: date) -> int:
    if due < today:
        return 80
    return 70 if (due - today).days <= SOON else 40


def work_items(rows: Iterable[Any], roles: dict[int, str], today: date) -> list[NowItem]:
    """Reports and plans that are open; `roles` names one's coordinating role per team, others get none."""
    found = []
    for row in rows:
        due = due_date(row)
        if row.state == "planned" or row.team_id not in roles or due is None:
            continue
        reopened = row.state == "reopened"
        started = row.state == "draft"
        found.append(
            NowItem(
                what=in_language(row.assignment.title),
                reason=_why_reopened(row) if reopened else "",
                urgency=90 if reopened else _of_deadline(due, today),
                url=reverse("municipality:report", args=[row.pk]),
                action=gettext("Go on") if started or reopened else gettext("Begin"),
                due=due,
                when=deadline_words(due, today),
                who=row.team.name,
                role=roles[row.team_id],
            )
        )
    return found


def _why_reopened(row: Any) -> str:
    opened = gettext("It was opened again for you.")
    return f"{opened} {row.reopened_reason}".strip()


def question_items(rows: Iterable[Any], roles: dict[int, str], today: date) -> list[NowItem]:
    """Questions from top leaders that wait for an answer (L03)."""
    return [
        NowItem(
            what=gettext("Answer %(name)s") % {"name": row.asked_by.name if row.asked_by else ""},
            reason=f"«{row.text}»",
            urgency=75,
            url=reverse("municipality:answer_sponsor", args=[row.pk]),
            action=gettext("Answer"),
            when=gettext("Asked %(day)s") % {"day": date_words(timezone.localtime(row.asked_at).date(), today)},
            who=row.team.name,
            role=roles[row.team_id],
        )
        for row in rows
        if row.team_id in roles
    ]


def remark_items(rows: Iterable[Any], roles: dict[int, str], today: date) -> list[NowItem]:
    """Remarks on work that nobody has handled: one thing per piece of work, however many the remarks."""
    by_work: dict[int, list[Any]] = {}
    for row in rows:
        if row.submission.team_id in roles:
            by_work.setdefault(row.submission_id, []).append(row)
    return [_remark_item(remarks, roles, today) for remarks in by_work.values()]


def _remark_item(remarks: Sequence[Any], roles: dict[int, str], today: date) -> NowItem:
    latest = remarks[0]
    work = latest.submission
    return NowItem(
        what=gettext("Read what %(name)s says about «%(title)s»")
        % {"name": latest.by.name, "title": in_language(work.assignment.title)},
        urgency=55,
        url=reverse("municipality:report", args=[work.pk]),
        action=gettext("Read"),
        when=date_words(timezone.localtime(latest.at).date(), today),
        who=work.team.name,
        role=roles[work.team_id],
    )


def vacancy_items(
    vacancies: Mapping[int, Sequence[Any]], teams: dict[int, Any], roles: dict[int, str]
) -> list[NowItem]:
    """Empty roles in the teams one coordinates: one thing per team."""
    found = []
    for team_id, missing in vacancies.items():
        if missing and team_id in roles:
            names = ", ".join(in_language(vacancy.label) for vacancy in missing)
            serious = any(vacancy.severity != "info" for vacancy in missing)
            found.append(
                NowItem(
                    what=gettext("Fill the empty roles"),
                    reason=gettext("Nobody is: %(roles)s.") % {"roles": names},
                    urgency=50 if serious else 15,
                    url=reverse("municipality:roster", args=[team_id]),
                    action=gettext("To the roster"),
                    who=teams[team_id].name,
                    role=roles[team_id],
                )
            )
    return found


def overdue_items(overdue: Mapping[int, Any], teams: Mapping[int, Any], roles: dict[int, str]) -> list[NowItem]:
    """Actions of one's own plan that are past their date, one item per team one coordinates (E07)."""
    found = []
    for pk, row in overdue.items():
        text = ngettext(
            "%(number)s action in your plan is past its date", "%(number)s actions in your plan are past their date",
            row.count,
        )  # fmt: skip
        found.append(
            NowItem(
                what=text % {"number": row.count},
                reason=gettext("Mark what is done, or choose a new date."),
                urgency=55,
                url=reverse("municipality:progress_plan", args=[pk]),
                action=gettext("To the progress plan"),
                due=row.since,
                who=teams[pk].name,
                role=roles[pk],
            )
        )
    return found


def message_items(due: Mapping[int, Any], teams: Mapping[int, Any], roles: dict[int, str]) -> list[NowItem]:
    """Rows of the communication plan whose day has come, the first of each team (E13)."""
    return [
        NowItem(
            what=gettext("Give the message in your communication plan"), reason=rows[0].message or rows[0].audience,
            urgency=50, url=reverse("municipality:communication_plan", args=[pk]), due=rows[0].on,
            action=gettext("To the communication plan"), who=teams[pk].name, role=roles[pk],
        )
        for pk, rows in due.items()
    ]  # fmt: skip


def introduction_items(memberships: Iterable[Any]) -> list[NowItem]:
    """Teams whose new leader one is (L09)."""
    return [
        NowItem(
            what=gettext("Read what is asked of you as leader"),
            reason=gettext("One page, five minutes."),
            urgency=60,
            url=reverse("municipality:onboarding", args=[row.pk]),
            action=gettext("Read"),
            who=row.team.name,
            role=in_language(row.role.label),
        )
        for row in memberships
    ]


def approval_items(memberships: Iterable[Any]) -> list[NowItem]:
    """Project plans that wait for the leader who can decide (E08)."""
    return [
        NowItem(
            what=gettext("Approve the project plan"), urgency=45, who=row.team.name, role=in_language(row.role.label),
            url=reverse("municipality:project_plan", args=[row.team_id]), action=gettext("Read and approve"),
        )
        for row in memberships
    ]  # fmt: skip


def report_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """Sent reports that wait for an answer from their guide; the longer, the more urgent."""
    found = []
    for row in rows:
        sent = timezone.localtime(row.sent_at).date()
        found.append(
            NowItem(
                what=gettext("Read and answer: %(title)s") % {"title": in_language(row.assignment.title)},
                urgency=60 + min((today - sent).days, 15),
                url=reverse("organiser:report", args=[row.pk]),
                action=gettext("Read"),
                due=sent,
                when=gettext("Sent %(day)s") % {"day": date_words(sent, today)},
                who=row.team.name,
                role=role,
            )
        )
    return found


def task_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """One's own tasks at the organiser that are due within a week, or have no day."""
    return [
        NowItem(
            what=row.text,
            urgency=_of_deadline(row.due, today) - 10 if row.due else 25,
            url=reverse("organiser:groups", args=[row.network_id]),
            action=gettext("To the task"),
            due=row.due,
            when=deadline_words(row.due, today) if row.due else "",
            who=row.network.name,
            role=role,
        )
        for row in rows
        if row.due is None or (row.due - today).days <= 7
    ]


def gathering_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """Gatherings that were, and that nobody has noted as held; and those to come that are not confirmed."""
    return [_gathering_item(row, role, today) for row in rows]


def _gathering_item(row: Any, role: str, today: date) -> NowItem:
    has_been = row.ends < today
    what = gettext("Note how it went: %(gathering)s") if has_been else gettext("Confirm the date: %(gathering)s")
    return NowItem(
        what=what % {"gathering": full_name(row)},
        urgency=50,
        url=reverse("organiser:gathering_change", args=[row.network_id, row.number, "hold" if has_been else "confirm"]),
        action=gettext("Note it") if has_been else gettext("Look at the date"),
        due=row.starts,
        when=date_words(row.starts, today),
        who=row.network.name,
        role=role,
    )


def talk_lines(rows: Iterable[Any], *, as_guide: bool) -> list[Line]:
    """Booked talks of the next month, for the team and for the guide (F05)."""
    found = []
    for row in rows:
        url = (
            reverse("organiser:guidance_times")
            if as_guide
            else reverse("municipality:guidance_times", args=[row.team_id])
        )
        values = {"who": row.team.name if as_guide else row.person.name, "time": clock_words(row.starts)}
        found.append(Line(row.on, gettext("Talk with %(who)s at %(time)s") % values, url, str(row.get_form_display())))
    return found


def talk_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """Talks that were held, as the guide's own to note (F05)."""
    return [
        NowItem(
            what=gettext("Note what came of the talk with %(team)s") % {"team": row.team.name},
            urgency=50,
            url=f"{reverse('organiser:guidance_times')}#time-{row.pk}",
            action=gettext("Note it"),
            due=row.on,
            when=date_words(row.on, today),
            who=row.team.name,
            role=role,
        )
        for row in rows
    ]


def offer_items(free: Mapping[int, list[Any]], teams: Mapping[int, Any], roles: dict[int, str]) -> list[NowItem]:
    """Free times that a guide offers to the teams one coordinates, as long as none is booked (F05)."""
    return [
        NowItem(
            what=gettext("Book a talk with %(guide)s") % {"guide": times[0].person.name},
            reason=ngettext("%(n)s time is free.", "%(n)s times are free.", len(times)) % {"n": len(times)},
            urgency=22,
            url=reverse("municipality:guidance_times", args=[pk]),
            action=gettext("See the times"),
            who=teams[pk].name,
            role=roles[pk],
        )
        for pk, times in free.items()
        if times
    ]


def reading_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """Reports that one was given to read and comment."""
    return [
        NowItem(
            what=gettext("Read and comment: %(title)s") % {"title": in_language(row.assignment.title)},
            urgency=_of_deadline(row.ends, today),
            url=reverse("organiser:reading"),
            action=gettext("Read"),
            due=row.ends,
            when=gettext("You can read until %(day)s") % {"day": date_words(row.ends, today)},
            who=row.network.name,
            role=role,
        )
        for row in rows
    ]


def draft_items(rows: Iterable[Any], role: str, today: date) -> list[NowItem]:
    """Draft programmes that one was asked about (B12)."""
    return [
        NowItem(
            what=gettext("Comment on the programme: %(gathering)s") % {"gathering": full_name(row.gathering)},
            urgency=_of_deadline(row.ends, today),
            url=reverse("organiser:programme_reading", args=[row.gathering_id]),
            action=gettext("Read"),
            due=row.ends,
            when=gettext("You can read until %(day)s") % {"day": date_words(row.ends, today)},
            who=row.gathering.network.name,
            role=role,
        )
        for row in rows
    ]


def gathering_lines(rows: Iterable[Any], own_networks: set[int]) -> list[Line]:
    """Gatherings of the next month."""
    found = []
    for row in rows:
        area = "municipality" if row.network_id in own_networks else "organiser"
        url = reverse(f"{area}:gathering", args=[row.network_id, row.number])
        found.append(Line(row.starts, full_name(row), url, row.network.name))
    return found


def visit_lines(visits: Iterable[Any]) -> list[Line]:
    """The networks that one follows as a guest, each until its last day."""
    return [
        Line(row.ends, gettext("The last day as a guest in %(network)s") % {"network": row.network.name},
             reverse("municipality:course", args=[row.network_id]))
        for row in visits
    ]  # fmt: skip


def coming_work(rows: Iterable[Any], today: date, shown: set[str], days: int = 30) -> list[Line]:
    """Deadlines of the next month that are not among the things to do."""
    found = []
    for row in rows:
        due = due_date(row)
        url = reverse("municipality:report", args=[row.pk])
        if due is not None and 0 <= (due - today).days <= days and url not in shown:
            what = gettext("Deadline: %(title)s") % {"title": in_language(row.assignment.title)}
            found.append(Line(due, what, url, row.team.name))
    return found
