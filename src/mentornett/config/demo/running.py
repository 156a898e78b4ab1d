"""Two invented networks with dates relative to today: one between gathering 3 and 4, one about to close."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from mentornett.config.demo.people import members_of
from mentornett.config.demo.work import write_work
from mentornett.core import audit
from mentornett.network.actions.networks import create_network
from mentornett.network.actions.teams import create_team
from mentornett.network.models import (
    CatchUpStep,
    GroupMember,
    GuidanceTime,
    GuideAssignment,
    Network,
    Partner,
    ProgrammeReading,
    ProgrammeRemark,
    Team,
    TeamPause,
)
from mentornett.tenants.models import Municipality, Organiser, Person

Story = dict[str, Any]
STORY_FILES = ("story.json", "said.json")


def read_story() -> Story:
    """Return the invented teams, and what they say."""
    story, said = (json.loads(files(__package__).joinpath(name).read_text("utf-8")) for name in STORY_FILES)
    return {**story, **said, "texts": story["texts"] | said["texts"]}


@dataclass(frozen=True)
class Setting:
    """What all parts of an invented network need."""

    organiser: Organiser
    staff: dict[str, Person]
    password: str
    now: datetime

    @property
    def today(self) -> date:
        """The day the demo is made."""
        return timezone.localtime(self.now).date()

    @property
    def leader(self) -> Person:
        """Who does what the organiser does."""
        return self.staff["astrid"]


@transaction.atomic
def load_invented_network(
    *,
    setting: Setting,
    name: str,
    teams: str,
    next_gathering: int,
    days_until: int,
    months_so_far: int,
    cohort: int,
) -> Network:
    """Write a network whose gathering `next_gathering` comes in about `days_until` days."""
    story = read_story()
    coming = _working_day_before(setting.today + timedelta(days=days_until))
    starts = _months_before(coming, months_so_far)
    began = timezone.make_aware(datetime.combine(starts - timedelta(days=60), datetime.min.time()))
    network = create_network(organiser=setting.organiser, name=name, starts=starts, by=setting.leader, now=began)
    _place_gatherings(network, next_gathering, coming)
    _around(network, setting, cohort)
    for number, row in enumerate(story[teams]):
        team = _team(network, row, setting)
        team.expectations = story["texts"]["project.expectations"][0]
        team.save(update_fields=["expectations"])
        write_work(team=team, row=row, number=number, story=story, setting=setting, next_gathering=next_gathering)
    _offer_times(network, setting)
    _ask_about_programme(network, setting, next_gathering)
    audit.record(verb="network.loaded", on=network, by=None, now=setting.now, details={"source": "invented"})
    return network


def _ask_about_programme(network: Network, setting: Setting, number: int) -> None:
    """Let the reference group have the draft of the coming gathering's programme, with one remark."""
    gathering = network.gatherings.get(number=number)
    asked_on = setting.today - timedelta(days=2)
    ProgrammeReading.objects.create(
        gathering=gathering, person=setting.staff["ragna"], starts=asked_on, ends=setting.today + timedelta(days=4),
        organiser=setting.organiser,
    )  # fmt: skip
    ProgrammeRemark.objects.create(
        gathering=gathering, by=setting.staff["ragna"], at=setting.now - timedelta(days=1), organiser=setting.organiser,
        text="Godt program. Kan dere gi teamene mer tid til eget arbeid før lunsj?",
    )  # fmt: skip


def _offer_times(network: Network, setting: Setting) -> None:
    """Let a guide offer times in a week, of which one team has booked the first."""
    team = Team.objects.filter(guides__person=setting.staff["gunnar"], guides__ends=None, network=network).first()
    coordinator = team.members.filter(role__key="coordinator", ends=None).first() if team else None
    if team is None or coordinator is None or GuidanceTime.objects.exists():
        return  # in one network is enough to show it
    day = setting.today + timedelta(days=9 - setting.today.weekday())
    for hour in (9, 10, 13):
        GuidanceTime.objects.create(
            network=network,
            person=setting.staff["gunnar"],
            on=day,
            starts=time(hour),
            minutes=45,
            form="video",
            place="https://teams.microsoft.com/l/meetup-join/eksempel",
            uid=uuid.uuid4(),
            organiser=network.organiser,
        )
    booked = GuidanceTime.objects.filter(network=network).order_by("starts")[0]
    booked.team, booked.municipality, booked.booked_by = team, team.municipality, coordinator.person
    booked.topic, booked.booked_at = "Hvordan få avdelingslederne med", setting.now
    booked.save()


def _working_day_before(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 3))  # Monday to Thursday, so that two days fit


def _months_before(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 - months
    return date(total // 12, total % 12 + 1, min(day.day, 28))


def _place_gatherings(network: Network, next_number: int, coming: date) -> None:
    """Let the coming gathering fall on its day, those before it be held and those after it planned."""
    for gathering in network.gatherings.order_by("number"):
        length = gathering.ends - gathering.starts
        if gathering.number == next_number:
            gathering.starts, gathering.ends = coming, coming + length
        held = gathering.number < next_number
        gathering.state = "held" if held else "confirmed" if gathering.number <= next_number + 1 else "proposed"
        gathering.place = "Quality Hotel, Gardermoen" if gathering.form == "physical" else ""
        gathering.link = "" if gathering.form == "physical" else "https://teams.microsoft.com/l/meetup-join/eksempel"
        gathering.save(update_fields=["starts", "ends", "state", "place", "link"])
    latest = network.gatherings.filter(number__lt=next_number).count()
    phases = list(network.phases.order_by("position"))
    network.phase = phases[min(latest // 2, len(phases) - 1)]
    network.state = "running"
    network.save(update_fields=["phase", "state"])


def _around(network: Network, setting: Setting, cohort: int) -> None:
    network.about = "Kommunene er ekte. Alt de sier og alle personene her er oppdiktet."
    network.kind, network.cohort = "national", cohort
    network.save(update_fields=["about", "kind", "cohort"])
    Partner.objects.create(network=network, name=setting.organiser.name, type="owner", resource="prosjektleder, 50 %")
    for key, group in (("astrid", "operative"), ("oda", "operative"), ("ragna", "reference"), ("eirik", "reference")):
        GroupMember.objects.create(
            network=network, group=group, person=setting.staff[key], starts=network.starts, organiser=setting.organiser
        )


def _caught_up(team: Team, setting: Setting) -> None:
    """Tick what a late joiner has done so far: all but the last two steps."""
    coordinator = team.members.get(role__key="coordinator").person
    for number in range(1, 6):
        at = setting.now - (setting.today - team.joined) + timedelta(days=4 * number)
        CatchUpStep.objects.create(
            team=team, number=number, by=coordinator, at=at, organiser=team.organiser, municipality=team.municipality
        )


def _team(network: Network, row: Story, setting: Setting) -> Team:
    municipality = Municipality.objects.get(number=row["municipality"], valid_to__isnull=True)
    second = network.gatherings.get(number=2)
    joined = second.ends + timedelta(days=30) if row.get("late_joiner") else network.starts
    team = create_team(
        network=network, municipality=municipality, name=row["team"], service_area=row["area"], joined=joined,
        by=setting.leader, now=setting.now,
    )  # fmt: skip
    members_of(team, row, starts=joined, today=setting.today, password=setting.password, now=setting.now)
    place = {"team": team, "organiser": team.organiser, "municipality": municipality}
    GuideAssignment.objects.create(person=setting.staff[row["guide"]], starts=joined, **place)
    if row.get("late_joiner"):
        _caught_up(team, setting)
    if row.get("paused"):
        reason = "Sektoren omorganiseres. Teamet tar opp arbeidet når ny leder er på plass."
        TeamPause.objects.create(starts=setting.today - timedelta(days=45), reason=reason, **place)
        team.state = "paused"
        team.save(update_fields=["state"])
    return team
