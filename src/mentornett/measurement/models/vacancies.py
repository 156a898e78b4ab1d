"""Posts that were advertised. They are about posts, never about persons."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.measurement.choices import FactSource, VacancyState
from mentornett.tenants.models import Walled

# a check lets through what it cannot tell, so that each of them must be there
FILLED = Q(state="filled", filled_on__isnull=False, filled__isnull=False) & Q(
    filled_on__gte=F("advertised_on"), filled__gt=0, filled__lte=F("posts")
)


class Vacancy(Walled):
    """One advertisement for one or more posts: how many applied, and how long it took (I10, N16, J13, J23)."""

    unit = models.ForeignKey("tenants.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, blank=True)  # the number in the municipality's own system
    profession = models.CharField(max_length=80)
    posts = models.PositiveSmallIntegerField(default=1)
    advertised_on = models.DateField()
    mentor_offered = models.BooleanField(null=True, blank=True)  # None: not known
    applicants = models.PositiveSmallIntegerField(null=True, blank=True)
    qualified = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=VacancyState, default=VacancyState.OPEN)
    filled_on = models.DateField(null=True, blank=True)  # the day somebody said yes
    filled = models.PositiveSmallIntegerField(null=True, blank=True)  # of the posts
    source = models.CharField(max_length=5, choices=FactSource, default=FactSource.FORM)
    edited_by = models.ForeignKey("tenants.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back

    audience = audiences(
        municipality="municipality unit reference profession posts advertised_on mentor_offered applicants qualified "
        "state filled_on filled source edited_by edited_at removed_at",
        system="organiser",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(municipality__isnull=False), name="vacancy_in_municipality"),
            models.CheckConstraint(condition=Q(posts__gt=0), name="vacancy_has_posts"),
            models.CheckConstraint(
                condition=Q(qualified__isnull=True) | Q(applicants__isnull=True) | Q(qualified__lte=F("applicants")),
                name="qualified_are_applicants",
            ),
            models.CheckConstraint(
                condition=FILLED | (~Q(state="filled") & Q(filled_on__isnull=True, filled__isnull=True)),
                name="vacancy_filled_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-advertised_on"])]

    def __str__(self) -> str:
        return f"{self.profession} {self.advertised_on}"
