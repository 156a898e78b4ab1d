"""A learning network: what it is, who runs it, which rules it has."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.network.choices import FactGroup, GroupKind, Level, NetworkKind, NetworkState, PartnerType, Severity
from mentornett.tenants.models import Walled


class Network(models.Model):
    """A learning network with its own period, target groups, words and phases (A01, A02)."""

    organiser = models.ForeignKey("tenants.Organiser", on_delete=models.PROTECT, related_name="networks")
    name = models.CharField(max_length=160)
    topic = models.CharField(max_length=250, blank=True)
    motto = models.CharField(max_length=120, blank=True)
    motto_assumed = models.BooleanField(default=False)
    target_groups = models.JSONField(default=list, blank=True)  # texts
    about = models.TextField(blank=True)
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=10, choices=NetworkState, default=NetworkState.PLANNED)
    kind = models.CharField(max_length=10, choices=NetworkKind, blank=True)
    region = models.CharField(max_length=80, blank=True)  # «Østlandet», or counties
    cohort = models.PositiveSmallIntegerField(null=True, blank=True)  # the first, second … network of its kind there
    labels = models.JSONField(default=dict, blank=True)  # label key -> {"one": text, "many": text}
    texts = models.JSONField(default=dict, blank=True)  # text key -> {nb, nn, en}
    phase = models.ForeignKey("network.Phase", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cloned_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="clones")
    progress_plan_on = models.BooleanField(default=True)
    findings = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # since then anybody may read its public page (A10)
    created_at = models.DateTimeField()

    audience = audiences(
        network="organiser name topic motto motto_assumed target_groups about starts ends state kind region cohort "
        "labels texts phase "
        "progress_plan_on findings",
        organiser="cloned_from created_at",
        public="published_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="network_dates_in_order")
        ]

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    """An organisation that takes part in running a network (X09)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=120)
    type = models.CharField(max_length=12, choices=PartnerType)
    resource = models.CharField(max_length=160, blank=True)

    audience = audiences(network="network name type resource")

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """Something worth keeping about a network, and where it is from: E14, G03, J04–J08, M04."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="facts")
    group = models.CharField(max_length=12, choices=FactGroup)
    when_text = models.CharField(max_length=80, blank=True)  # as one would write it: «september–november 2021»
    what = models.CharField(max_length=250)
    more = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=160, blank=True)
    assumed = models.BooleanField(default=False)

    audience = audiences(network="network group when_text what more source assumed")

    def __str__(self) -> str:
        return self.what


class GroupMember(Walled):
    """Dated membership of the operative or the reference group; nothing is overwritten (B11, B12, B14, X10)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="group_members")
    group = models.CharField(max_length=10, choices=GroupKind)
    person = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="group_memberships"
    )
    role_text = models.CharField(max_length=120, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    assumed = models.BooleanField(default=False)

    audience = audiences(network="organiser municipality network group person role_text starts ends assumed")

    def __str__(self) -> str:
        return self.role_text or str(self.person_id)


class NetworkGuest(Walled):
    """Somebody from another network who may follow this one's course and what it shares, for a time (A02)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="guests")
    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="guest_in")
    starts = models.DateField()
    ends = models.DateField()  # the last day

    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(organiser="organiser municipality network person starts ends")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="network_guest_once"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="network_guest_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} visits {self.network_id}"


class OrganiserTask(Walled):
    """A task on the operative group's own board (B11)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=250)
    responsible = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="organiser_tasks"
    )
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(organiser="organiser municipality network text responsible due done_at")

    def __str__(self) -> str:
        return self.text


class Phase(models.Model):
    """A phase, set by the organiser and independent of the number of gatherings (M01, X20)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=40)
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()
    starts = models.DateField(null=True, blank=True)

    audience = audiences(network="network key title position starts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="phase_key_once")]

    def __str__(self) -> str:
        return self.key


class RoleRule(models.Model):
    """A role in the team catalogue, how much it is called for and from which phase (B04–B07, X07)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="role_rules")
    key = models.SlugField(max_length=40)
    label = models.JSONField()
    level = models.CharField(max_length=10, choices=Level, default=Level.OPTIONAL)
    severity = models.CharField(max_length=5, choices=Severity, default=Severity.INFO)
    from_phase = models.ForeignKey(Phase, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decides = models.BooleanField(default=False)  # leader with decision authority
    position = models.PositiveSmallIntegerField(default=0)
    source = models.JSONField(default=dict, blank=True)

    audience = audiences(network="network key label level severity from_phase decides position source")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="role_rule_once")]

    def __str__(self) -> str:
        return self.key


class Rule(models.Model):
    """A number that one of the documents gives, as a setting with severity and source (X01–X13)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="rules")
    key = models.SlugField(max_length=40)
    value = models.JSONField()
    severity = models.CharField(max_length=5, choices=Severity, default=Severity.INFO)
    source = models.JSONField(default=dict, blank=True)

    audience = audiences(network="network key value severity source")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="rule_once")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Risk(models.Model):
    """A row of the network's risk register (L05–L07, L09)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="risks")
    number = models.PositiveSmallIntegerField()
    text = models.JSONField()
    mitigations = models.JSONField(default=list, blank=True)  # [{"text": {nb, nn, en}, "suggested": bool}]
    state = models.CharField(max_length=20, blank=True)

    audience = audiences(network="network number text mitigations state")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "number"], name="risk_number_once")]

    def __str__(self) -> str:
        return f"risk {self.number}"


class Participation(Walled):
    """A municipality's membership of a network (A03, A10)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="participations")
    joined = models.DateField()
    left = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=250, blank=True)
    completed = models.BooleanField(default=False)

    audience = audiences(network="organiser municipality network joined left completed", organiser="left_reason")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "municipality", "joined"], name="participation_once")]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.network_id}"
