"""Bundles of documents that are made in the background."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled


class Bundle(Walled):
    """All teams' documents for one assignment, in a zip or as one PDF, made by a job that tells how far it has come."""

    assignment = models.ForeignKey("network.Assignment", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=4, choices=[("word", "Word"), ("pdf", "PDF"), ("pack", _("all in one PDF"))])
    only_shared = models.BooleanField(default=False)  # made for a reader from outside
    language = models.CharField(max_length=5, default="nb")
    state = models.CharField(
        max_length=7, default="waiting",
        choices=[("waiting", "waiting"), ("running", "running"), ("done", "done"), ("failed", "failed")],
    )  # fmt: skip
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True, blank=True)
    asked_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        organiser="organiser municipality assignment form only_shared language state done total content asked_by "
        "asked_at finished_at"
    )

    def __str__(self) -> str:
        return f"bundle {self.pk}"
