"""Teams, their dated members, pauses and guides."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.network.choices import ContactPreference, GuidanceFor, TeamState
from mentornett.network.models.network import Network, RoleRule
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Walled


class Team(Walled):
    """A municipality's team in a network; a municipality may have several (A11, X06)."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    service_area = models.CharField(max_length=160, blank=True)
    joined = models.DateField()
    ended = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=TeamState, default=TeamState.ACTIVE)
    contact_preference = models.CharField(
        max_length=12, choices=ContactPreference, default=ContactPreference.EACH_PERIOD
    )
    expectations = models.TextField(blank=True)
    sponsor = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="sponsored_teams"
    )
    sponsor_informed_at = models.DateTimeField(null=True, blank=True)
    sponsor_confirmed_at = models.DateTimeField(null=True, blank=True)  # empty again after a change of leader (L09)
    guidance_for = models.CharField(max_length=8, choices=GuidanceFor, default=GuidanceFor.TEAM)
    default_sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.TEAM)

    audience = audiences(
        network="organiser municipality network name service_area joined ended",
        team="state contact_preference expectations sponsor sponsor_informed_at sponsor_confirmed_at "
        "guidance_for default_sharing",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "municipality", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The municipality and the team, once when the team is called after it: «Modum 2», «Bergen, Sykehjem sør»."""
        place = str(self.municipality or "")
        return self.name if self.name.startswith(place) else f"{place}, {self.name}"


class TeamMember(Walled):
    """One person in one role of the team, from a date and perhaps to one (A12, B04–B08)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="team_memberships")
    role = models.ForeignKey(RoleRule, on_delete=models.PROTECT, related_name="holders")
    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # the last day
    reason = models.CharField(max_length=250, blank=True)  # for leaving
    onboarded_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        team="organiser municipality team person role unit starts ends reason onboarded_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="member_in_order"),
            models.UniqueConstraint(
                fields=["team", "person", "role"], condition=Q(ends__isnull=True), name="member_in_role_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} as {self.role_id}"


class TeamPause(Walled):
    """A time when nothing is expected of a team, with the reason. A pause is not a failure (L10)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="pauses")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=250)

    audience = audiences(team="organiser municipality team starts ends reason")

    def __str__(self) -> str:
        return f"{self.team_id} from {self.starts}"


class CatchUpStep(Walled):
    """A step of the late joiner's checklist that the team has done (A03)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="catch_up_steps")
    number = models.PositiveSmallIntegerField()  # its place in the checklist, which only grows at its end
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    audience = audiences(team="organiser municipality team number by at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "number"], name="catch_up_step_once")]

    def __str__(self) -> str:
        return f"step {self.number}"


class GuideAssignment(Walled):
    """Who guides a team, dated, with the note handed over to the next (F01, B14)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="guides")
    person = models.ForeignKey("tenants.Person", on_delete=models.PROTECT, related_name="guided")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    handover_note = models.TextField(blank=True)

    audience = audiences(team="organiser municipality team person starts ends", organiser="handover_note")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team"], condition=Q(ends__isnull=True), name="one_guide_at_a_time"),
            models.CheckConstraint(condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="guide_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} guides {self.team_id}"
