"""Who looks at what: the people and things of one network that the measured pages are opened with."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import RolloutPlan
from mentornett.network.models import Gathering, GuideAssignment, Network, Submission, Team, TeamMember
from mentornett.tenants.models import Person, Role


@dataclass(frozen=True)
class Subjects:
    """A network and what stands in it; ids are 0 where the network has nothing of the kind."""

    organiser: int
    network: int
    gathering: int  # number of the newest one that was held
    team: int
    municipality: int
    draft: int  # a status report that is being written
    sent: int  # a status report that was delivered
    assignment: int  # that the sent one answers
    final: int  # a final report that was delivered
    plan: int  # a joint roll-out
    people: dict[str, Person]

    def number(self, name: str) -> int:
        """Return the id of a thing by its name."""
        return int(getattr(self, name))


def subjects_of(network: Network) -> Subjects:
    """Choose the people and things of one network."""
    with inside(EVERYONE):
        draft = _submission(network, "status_report", ("draft",)) or _submission(network, "progress_plan", ("draft",))
        team = draft.team if draft else Team.objects.filter(network=network).order_by("pk")[0]
        past = Gathering.objects.filter(network=network, state="held").order_by("-number").first()
        sent = _submission(network, "status_report", ("sent", "assessed", "closed"))
        plan = RolloutPlan.objects.filter(network=network).first()
        final = _submission(network, "final_report", ("closed", "assessed", "sent", "draft", "open"))
        return Subjects(
            organiser=network.organiser_id, network=network.pk, gathering=past.number if past else 0, team=team.pk,
            municipality=team.municipality_id or 0, draft=draft.pk if draft else 0, sent=sent.pk if sent else 0,
            assignment=sent.assignment_id if sent else 0, final=final.pk if final else 0,
            plan=plan.pk if plan else 0, people=_people(network, team, final),
        )  # fmt: skip


def _submission(network: Network, kind: str, states: tuple[str, ...]) -> Submission | None:
    rows = Submission.objects.filter(assignment__network=network, assignment__kind=kind, state__in=states)
    return rows.select_related("team").order_by("pk").last()


def _people(network: Network, team: Team, final: Submission | None) -> dict[str, Person]:
    leader = Role.objects.filter(organiser=network.organiser, kind="network_leader").select_related("person").get()
    coordinators = TeamMember.objects.filter(role__key="coordinator").select_related("person")
    people = {
        "leader": leader.person,
        "guide": GuideAssignment.objects.filter(team=team).select_related("person").get().person,
        "coordinator": coordinators.get(team=team).person,
    }
    if final:
        people["writer"] = coordinators.get(team=final.team_id).person
    return people


def national_subjects() -> tuple[Subjects, Subjects]:
    """Return a running network in the middle of its course, and the newest one that has ended."""
    with inside(EVERYONE):
        rows = Network.objects.filter(organiser__short_name="Nasjonal").order_by("starts")
        running, closed = list(rows.filter(state="running")), list(rows.filter(state="closed"))
    return subjects_of(running[len(running) // 2]), subjects_of(closed[-1])


def counting_subjects() -> list[tuple[int, Subjects]]:
    """Return the networks that are alike but for their number of teams: 1, 3 and 300."""
    with inside(EVERYONE):
        rows = Network.objects.filter(organiser__short_name="Telling").annotate(size=Count("teams")).order_by("size")
        found = [(row.size, row) for row in rows]
    return [(size, subjects_of(row)) for size, row in found]
