"""The two logs: what was changed, and whose data was read."""

from django.conf import settings
from django.db import models

from mentornett.core.audience import audiences
from mentornett.core.scoping import WalledManager


class AuditEntry(models.Model):
    """One deed: who did what to which row, when. Written in the same transaction as the deed itself."""

    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False,
        related_name="+",
    )  # fmt: skip
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    organiser_id = models.BigIntegerField(null=True, blank=True)
    municipality_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)

    objects = WalledManager["AuditEntry"]()
    wall = {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}
    audience = audiences(organiser="at person verb object_type object_id organiser_id municipality_id details")

    class Meta:
        indexes = [
            models.Index(fields=["organiser_id", "at"]),
            models.Index(fields=["municipality_id", "at"]),
            models.Index(fields=["object_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"


class AuditSeal(models.Model):
    """One link of the chain that makes a changed, moved or deleted audit row show. A job writes it, see audit_chain."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)  # the audit row's id; no foreign key, so that a deleted row shows
    hash = models.CharField(max_length=64)

    audience = audiences(system="entry hash")

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


class AccessEntry(models.Model):
    """One reading of data about a person: who read about whom, on which page, when. The person can see it."""

    at = models.DateTimeField(db_index=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    page = models.CharField(max_length=80)

    objects = WalledManager["AccessEntry"]()
    wall = {"person": "subject_id"}
    audience = audiences(person="at reader subject page")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]

    def __str__(self) -> str:
        return f"{self.reader_id} read about {self.subject_id} on {self.page}"
