"""A programme that several municipalities own together (N25). It holds no persons, so it stands outside the wall."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.mentoring.choices import JointState
from mentornett.mentoring.models.programme import Programme


class JointProgramme(models.Model):
    """What the owners share: a row of versions, each of which an owner takes into use when it decides to."""

    name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    audience = audiences(network="name made_at")

    def __str__(self) -> str:
        return self.name


class JointVersion(models.Model):
    """One owner's plan, checklist, limits and commitment text as they were shared. It never changes."""

    joint = models.ForeignKey(JointProgramme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # as rules.joint says
    shared_by = models.ForeignKey("tenants.Municipality", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()
    note = models.CharField(max_length=250, blank=True)

    audience = audiences(network="joint number content shared_by shared_at note")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["joint", "number"], name="joint_version_once")]

    def __str__(self) -> str:
        return f"{self.joint_id} v{self.number}"


class JointOwner(models.Model):
    """A municipality that owns it, or is asked to; `programme` is its own copy, which its people follow."""

    joint = models.ForeignKey(JointProgramme, on_delete=models.CASCADE, related_name="owners")
    municipality = models.ForeignKey("tenants.Municipality", on_delete=models.PROTECT, related_name="+")
    programme = models.OneToOneField(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="joint_owner"
    )
    state = models.CharField(max_length=8, choices=JointState, default=JointState.ASKED)
    version = models.PositiveSmallIntegerField(default=0)  # the newest one taken into use
    since = models.DateTimeField()

    audience = audiences(network="joint municipality programme state version since")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["joint", "municipality"], name="joint_owner_once")]

    def __str__(self) -> str:
        return f"{self.joint_id}: {self.municipality_id}"
