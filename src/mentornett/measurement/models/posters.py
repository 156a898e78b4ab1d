"""The poster of a municipality: what was done, and a few figures."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.tenants.models import Walled


class Poster(Walled):
    """What a municipality writes on the one page that it hangs up (O01). Its figures are drawn when it is opened."""

    heading = models.CharField(max_length=120)
    done = models.TextField(max_length=600)  # what we did
    sentence = models.CharField(max_length=300, blank=True)  # in the municipality's own words
    measures = models.JSONField(
        default=list, blank=True
    )  # keys of what is counted, at most three; 0 is the newest answer
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    audience = audiences(
        municipality="municipality heading done sentence measures edited_by edited_at", system="organiser"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="poster_of_municipality"),
            models.UniqueConstraint(fields=["municipality"], name="one_poster"),
        ]

    def __str__(self) -> str:
        return self.heading
