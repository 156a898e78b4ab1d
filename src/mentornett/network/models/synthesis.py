"""The organiser's reading across teams: tags, quotes, the network report."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.network.models.network import Network
from mentornett.network.models.work import Submission
from mentornett.tenants.choices import Language
from mentornett.tenants.models import Walled


class Tag(models.Model):
    """A code that excerpts are sorted under (K09)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="tags")
    text = models.CharField(max_length=80)

    audience = audiences(organiser="network text")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "text"], name="tag_once")]

    def __str__(self) -> str:
        return self.text


class Excerpt(Walled):
    """A passage marked in a team's answer. May be quoted only as far as the team shares the answer (A15, E06)."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="excerpts")
    answer = models.ForeignKey("questionnaires.Answer", on_delete=models.CASCADE, related_name="excerpts")
    text = models.TextField()
    tags: "models.ManyToManyField[Tag, models.Model]" = models.ManyToManyField(Tag, related_name="excerpts", blank=True)
    by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    quoted = models.BooleanField(default=False)  # used in the network report

    audience = audiences(readers="text", organiser="organiser municipality submission answer tags by at quoted")

    def __str__(self) -> str:
        return f"excerpt {self.pk}"


class NetworkReport(Walled):
    """The organiser's report on a whole network, written section by section (K11)."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="report")
    sections = models.JSONField(default=list)  # [{"key", "title", "text", "revision"}]
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=Language, blank=True)  # that it is written in

    audience = audiences(
        organiser="organiser municipality network sections revision edited_by edited_at published_at language"
    )

    def __str__(self) -> str:
        return f"report on {self.network_id}"


class PollResult(models.Model):
    """A published poll figure, with the part that cannot be read kept as unknown (J17, J18, X28)."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="poll_results")
    topic = models.JSONField()
    category = models.JSONField()
    percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    unknown_rest = models.BooleanField(default=False)
    note = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    audience = audiences(network="network topic category percent n unknown_rest note position")

    def __str__(self) -> str:
        return f"poll {self.pk}"
