"""Simple counts before and now."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import ValueKind
from mentornett.network.models import Network, Team
from mentornett.tenants.choices import Sharing
from mentornett.tenants.models import Walled


class BeforeNow(Walled):
    """One measure with its value before and now, each with its date and source (J10–J15).

    Shares and ratios keep numerator and denominator; a share is never stored or shown without its n.
    """

    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.PROTECT, related_name="before_now")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="before_now")
    measure = models.CharField(max_length=200)
    target_group = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=6, choices=ValueKind)
    unit_text = models.CharField(max_length=80, blank=True)  # what is counted: «søkere», «sluttet»
    per_text = models.CharField(max_length=80, blank=True)  # out of or per what: «stillinger», «nyansatte»
    less_is_better = models.BooleanField(null=True, blank=True)

    before_text = models.CharField(max_length=200, blank=True)
    before_yes = models.BooleanField(null=True, blank=True)
    before_numerator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    before_denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    before_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)  # «ca. halvparten»
    before_approximate = models.BooleanField(default=False)
    before_on = models.DateField(null=True, blank=True)
    before_source = models.CharField(max_length=200, blank=True)

    now_text = models.CharField(max_length=200, blank=True)
    now_yes = models.BooleanField(null=True, blank=True)
    now_numerator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    now_denominator = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    now_share = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    now_approximate = models.BooleanField(default=False)
    now_on = models.DateField(null=True, blank=True)
    now_source = models.CharField(max_length=200, blank=True)

    sharing = models.CharField(max_length=12, choices=Sharing, default=Sharing.TEAM)
    position = models.PositiveSmallIntegerField(default=0)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    audience = audiences(
        readers="measure target_group kind unit_text per_text less_is_better before_text before_yes before_numerator "
        "before_denominator before_share before_approximate before_on before_source now_text now_yes now_numerator "
        "now_denominator now_share now_approximate now_on now_source",
        team="organiser municipality network team sharing position edited_by edited_at removed_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before_denominator__isnull=True) | Q(before_denominator__gt=0), name="before_per_something"
            ),
            models.CheckConstraint(
                condition=Q(now_denominator__isnull=True) | Q(now_denominator__gt=0), name="now_per_something"
            ),
            models.CheckConstraint(
                condition=~Q(kind="share")
                | Q(now_numerator__isnull=True)
                | Q(now_denominator__isnull=True)
                | Q(now_numerator__lte=F("now_denominator")),
                name="now_share_at_most_one",
            ),
        ]

    def __str__(self) -> str:
        return self.measure
