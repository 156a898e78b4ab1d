"""The base of every table with rows about people or teams."""

from typing import Any, ClassVar, Self

from django.db import models

from mentornett.core.scoping import WalledManager, check_inside


class Walled(models.Model):
    """A row that belongs to an organiser, a municipality or both, and is read and written only inside that scope."""

    organiser = models.ForeignKey(
        "tenants.Organiser", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipality = models.ForeignKey(
        "tenants.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WalledManager[Self]()
    wall: ClassVar[dict[str, str]] = {"organiser": "organiser_id", "municipality": "municipality_id"}

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Save, after the wall has been checked."""
        check_inside(self)
        super().save(**kwargs)
