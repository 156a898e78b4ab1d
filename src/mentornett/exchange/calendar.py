"""Calendar files of networks: gatherings, and deadlines as whole days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.competence.models import Meeting
from mentornett.competence.permissions.circles import inside_own_circles, meetings_in
from mentornett.competence.permissions.courses import open_enrolments_of
from mentornett.competence.queries.circles import happening_of_meeting
from mentornett.competence.queries.courses import happening_of_session, seated_in, sessions_between
from mentornett.core.text import in_language
from mentornett.documents.calendars import CalendarFile, Happening, as_calendar
from mentornett.documents.files import File
from mentornett.mentoring.models import Talk
from mentornett.mentoring.permissions.talks import agreed_talks_of
from mentornett.mentoring.queries.talks import happening_of_talk, other_in
from mentornett.network.actions.notices import link
from mentornett.network.choices import NetworkState
from mentornett.network.models import Gathering, GuidanceTime, Network, Submission, Team
from mentornett.network.permissions import networks_staffed_by, own_teams_of
from mentornett.network.permissions.guidance_times import own_times
from mentornett.network.queries.gatherings import full_name, gatherings_of, happening_of
from mentornett.network.queries.guidance_times import happening_of_time
from mentornett.network.queries.setup import AssignmentRow, assignments_of
from mentornett.network.rules.work import deadline
from mentornett.tenants.choices import PROGRAMME_ROLES
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer

REFRESH = timedelta(hours=4)
SESSIONS_KEPT, SESSIONS_AHEAD = timedelta(days=90), timedelta(days=730)


def network_calendar(network: Network, *, now: datetime, deadlines: bool = False) -> File:
    """Write all gatherings of a network, and when wanted what is due for all its teams."""
    return as_calendar(CalendarFile(network.name, tuple(_happenings(network, now, deadlines))))


def _happenings(network: Network, now: datetime, deadlines: bool) -> Iterable[Happening]:
    for gathering in gatherings_of(network):
        yield happening_of(gathering, now)
    if deadlines:
        for row in assignments_of(network):
            if not row.on_hold and not row.assignment.withdrawn:
                yield _due(row, network, now)


def _due(row: AssignmentRow, network: Network, now: datetime) -> Happening:
    title = gettext("Due: %(title)s") % {"title": in_language(row.assignment.title)}
    return Happening(
        uid=f"assignment-{row.assignment.pk}@mentornett", title=title, starts=row.due, ends=row.due, stamp=now,
        description=network.name, busy=False,
    )  # fmt: skip


def gathering_calendar(gathering: Gathering, *, now: datetime) -> File:
    """Write one gathering."""
    return as_calendar(CalendarFile(full_name(gathering), (happening_of(gathering, now),)))


def guidance_calendar(times: Iterable[GuidanceTime], *, now: datetime) -> File:
    """Write booked talks with a guide."""
    return as_calendar(CalendarFile(gettext("Guidance"), tuple(happening_of_time(row, now) for row in times)))


def talk_calendar(talk: Talk, other: Person | None, *, now: datetime) -> File:
    """Write an agreed talk of mentor, mentee or leader."""
    return as_calendar(CalendarFile(gettext("Talk"), (happening_of_talk(talk, other, now),)))


def meeting_calendar(meeting: Meeting, *, now: datetime) -> File:
    """Write a meeting of a mentor network."""
    return as_calendar(CalendarFile(meeting.circle.name, (happening_of_meeting(meeting, now),)))


def feed_of_teams(teams: Iterable[Team], *, name: str, now: datetime) -> File:
    """Write the gatherings of some teams' networks and the teams' own deadlines, with their extensions."""
    return as_calendar(CalendarFile(name, tuple(_of_teams(list(teams), now))))


def feed_of_person(viewer: Viewer, *, now: datetime) -> File:
    """Write what one's teams meet for and owe, and the dates of the running networks that one follows as staff.

    Whoever has the link can read it, so it holds dates, titles, places and links, and no descriptions.
    """
    teams = list(own_teams_of(viewer))
    followed = networks_staffed_by(viewer).filter(state=NetworkState.RUNNING)
    happenings = list(_of_teams(teams, now))
    happenings += [happening_of_time(row, now) for row in own_times(viewer).filter(team__isnull=False)]
    if viewer.municipalities_as(*PROGRAMME_ROLES):
        for talk in agreed_talks_of(viewer):
            happenings.append(happening_of_talk(talk, other_in(talk, viewer.person), now))
    courses = seated_in(open_enrolments_of(viewer))
    coming = sessions_between(courses, viewer.today - SESSIONS_KEPT, viewer.today + SESSIONS_AHEAD)
    happenings += [happening_of_session(row, now) for row in coming]
    with inside_own_circles(viewer) as circles:
        happenings += [happening_of_meeting(row, now) for row in (meetings_in(circles) if circles else ())]
    for network in followed.exclude(pk__in={team.network_id for team in teams}):
        happenings += _happenings(network, now, deadlines=True)
    bare = tuple(replace(happening, description="") for happening in happenings)
    return as_calendar(CalendarFile("Mentornett", bare, refresh=REFRESH))


def _of_teams(teams: Sequence[Team], now: datetime) -> Iterable[Happening]:
    networks = {team.network_id: team.network for team in teams}
    for network in networks.values():
        yield from _happenings(network, now, deadlines=False)
    booked = GuidanceTime.objects.filter(team__in=teams).select_related("team", "person", "network")
    yield from (happening_of_time(row, now) for row in booked.order_by("on", "starts"))
    work = Submission.objects.filter(team__in=teams, assignment__withdrawn=False).exclude(state="skipped")
    for submission in work.select_related("assignment__gathering", "team").order_by("pk"):
        if submission.assignment.fixed_due or submission.assignment.gathering.state != "cancelled":
            yield _due_for_team(submission, now)


def _due_for_team(submission: Submission, now: datetime) -> Happening:
    row = submission.assignment
    due = deadline(
        starts=row.gathering.starts, ends=row.gathering.ends, due_offset=row.due_offset, fixed_due=row.fixed_due,
        extended_to=submission.extended_to,
    )  # fmt: skip
    title = gettext("Due: %(title)s") % {"title": in_language(row.title)}
    return Happening(
        uid=f"submission-{submission.pk}@mentornett", title=title, starts=due, ends=due, stamp=now,
        description=submission.team.name, link=link(reverse("municipality:report", args=[submission.pk])), busy=False,
    )  # fmt: skip
