"""Figures of others to hold one's own against: from public sources, each with its year and how long it holds."""

from django.db import models
from django.db.models import Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import CardTopic


class FactCard(models.Model):
    """A reference figure: kept by an organiser for the whole country, or by a municipality for itself (J24, J26, N34).

    It stands outside the wall: it is from a public source, and about no person.
    """

    organiser = models.ForeignKey("tenants.Organiser", null=True, blank=True, on_delete=models.CASCADE)
    municipality = models.ForeignKey("tenants.Municipality", null=True, blank=True, on_delete=models.CASCADE)
    topic = models.CharField(max_length=12, choices=CardTopic)
    what = models.CharField(max_length=200)
    figure = models.CharField(max_length=60)  # as the source writes it: «59 %», «57 000»
    year = models.PositiveSmallIntegerField()  # of the figure, or the year that a forecast is about
    source = models.CharField(max_length=200)
    link = models.URLField(blank=True)
    expires = models.DateField(null=True, blank=True)  # from when one should look for a newer one
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    audience = audiences(
        public="organiser municipality topic what figure year source link expires",
        system="edited_at removed_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organiser__isnull=False, municipality__isnull=True)
                | Q(organiser__isnull=True, municipality__isnull=False),
                name="fact_card_of_one_keeper",
            )
        ]

    def __str__(self) -> str:
        return self.what
