"""Units that start in a drawn order: the plan, who takes part, the draw, and what was done otherwise.

Nothing here is about a person. A plan of one municipality stands in that municipality; one across a network stands at
its organiser, and its parts and units at both, so that each municipality sees its own and the organiser all of them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import ForesightState, PartState, RolloutPlace
from mentornett.tenants.models import Walled

OF_ONE_PLACE = Q(municipality__isnull=False, network__isnull=True)
OF_A_NETWORK = Q(municipality__isnull=True, organiser__isnull=False, network__isnull=False)
UNLOCKED = Q(locked_at__isnull=True, text="", digest="", analysis="", code__isnull=True)
LOCKED = Q(locked_at__isnull=False, discussed_on__isnull=False, code__isnull=False, removed_at__isnull=True) & ~Q(
    Q(text="") | Q(digest="") | Q(analysis="")
)
UNDRAWN = Q(drawn_at__isnull=True, seed__isnull=True, set_digest="")
DRAWN = Q(drawn_at__isnull=False, seed__isnull=False, seed__gte=0, locked_at__isnull=False) & ~Q(set_digest="")


class RolloutPlan(Walled):
    """How units shall start: so many at a time, with months between. When it is locked, `text` holds, not the fields.

    `text` is the plan as `statistics.design.rollout.Rollout.text` has it, `analysis` what will be answered, how and
    when; both stand with their SHA-256 in the log too, which the database refuses to change.
    """

    network = models.ForeignKey("network.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    at_a_time = models.PositiveSmallIntegerField()
    months_between = models.PositiveSmallIntegerField()
    first = models.DateField()  # the first start
    months_after = models.PositiveSmallIntegerField(default=12)  # from the last start until the answer
    answer_by = models.DateField(null=True, blank=True)  # the last day for municipalities to say yes
    made_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    discussed_on = models.DateField(null=True, blank=True)  # with the union representatives
    locked_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    analysis = models.TextField(blank=True)
    code = models.CharField(max_length=43, unique=True, null=True, blank=True)  # in the link to the protocol

    drawn_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    seed = models.BigIntegerField(null=True, blank=True)
    set_digest = models.CharField(max_length=64, blank=True)
    drawn = models.JSONField(default=dict, blank=True)  # what else the protocol says of the draw

    ended_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)

    audience = audiences(
        network="organiser municipality network at_a_time months_between first months_after answer_by made_by made_at "
        "edited_by edited_at removed_at discussed_on locked_by drawn_by ended_by ended_at ended_why",
        public="name text digest analysis locked_at drawn_at seed set_digest drawn",
        system="code",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_ONE_PLACE | OF_A_NETWORK, name="rollout_has_one_owner"),
            models.CheckConstraint(condition=Q(at_a_time__gt=0, months_between__gt=0), name="rollout_goes_on"),
            models.CheckConstraint(condition=UNLOCKED | LOCKED, name="rollout_locked_as_a_whole"),
            models.CheckConstraint(condition=UNDRAWN | DRAWN, name="rollout_drawn_after_the_lock"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False, drawn_at__isnull=False) & ~Q(ended_why="")),
                name="rollout_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RolloutPart(Walled):
    """A municipality in a plan: its own plan, or a network's that it is asked to join."""

    plan = models.ForeignKey(RolloutPlan, on_delete=models.PROTECT, related_name="parts")
    programme = models.ForeignKey(
        "mentoring.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whose spread board gets the dates
    state = models.CharField(max_length=8, choices=PartState, default=PartState.ASKED)
    leaving = models.PositiveSmallIntegerField(null=True, blank=True)  # of 100 new hires, in their first year
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality="organiser municipality plan programme state leaving asked_at answered_by answered_at"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="rollout_part_in_municipality"),
            models.UniqueConstraint(fields=["plan", "municipality"], name="rollout_part_once"),
            models.CheckConstraint(
                condition=Q(leaving__isnull=True) | Q(leaving__gt=0, leaving__lt=100), name="rollout_some_leave"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(programme__isnull=False), name="rollout_part_has_programme"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.municipality_id}"


class RolloutUnit(Walled):
    """A unit in a plan. `key` and `name` are as they were when it was chosen, and what others see of it."""

    plan = models.ForeignKey(RolloutPlan, on_delete=models.PROTECT, related_name="units")
    part = models.ForeignKey(RolloutPart, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("tenants.Unit", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)  # in the plan's text
    name = models.CharField(max_length=120)
    hires = models.DecimalField(max_digits=5, decimal_places=1)  # a year
    staying = models.PositiveSmallIntegerField(null=True, blank=True)  # of 10 new hires, after a year
    place = models.CharField(max_length=8, choices=RolloutPlace, default=RolloutPlace.ANYWHERE)
    wave = models.PositiveSmallIntegerField(null=True, blank=True)  # from 0, as drawn
    start = models.DateField(null=True, blank=True)  # as drawn

    audience = audiences(
        network="organiser municipality plan part unit name hires staying place", public="key wave start"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="rollout_unit_in_municipality"),
            models.UniqueConstraint(fields=["plan", "unit"], name="rollout_unit_once"),
            models.UniqueConstraint(fields=["plan", "key"], name="rollout_key_once"),
            models.CheckConstraint(condition=Q(staying__isnull=True) | Q(staying__lte=10), name="rollout_of_ten"),
            models.CheckConstraint(
                condition=Q(wave__isnull=True, start__isnull=True) | Q(wave__isnull=False, start__isnull=False),
                name="rollout_unit_drawn_to_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RolloutDeparture(Walled):
    """A unit that did not start as drawn. The newest holds; the analysis stays as drawn."""

    unit = models.ForeignKey(RolloutUnit, on_delete=models.PROTECT, related_name="departures")
    real_start = models.DateField(null=True, blank=True)  # None: it will not start
    why = models.CharField(max_length=400)
    recorded_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    audience = audiences(network="organiser municipality unit real_start why recorded_by recorded_at")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="rollout_departure_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.real_start}"


class RolloutForesight(Walled):
    """What a plan would tell, simulated by a job that says how far it has come."""

    plan = models.ForeignKey(RolloutPlan, on_delete=models.CASCADE, related_name="foresights")
    about = models.CharField(max_length=64)  # the SHA-256 of what was simulated; another one now: it is out of date
    state = models.CharField(max_length=7, choices=ForesightState, default=ForesightState.WAITING)
    done = models.PositiveSmallIntegerField(default=0)  # of 100
    words = models.JSONField(default=dict, blank=True)  # language -> [[name, title, [sentences]]]
    numbers = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        network="organiser municipality plan about state done words numbers asked_by asked_at finished_at"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(done__lte=100), name="rollout_foresight_of_100")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.state}"
