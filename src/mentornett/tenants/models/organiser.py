"""Those who run learning networks."""

from django.db import models

from mentornett.core.audience import audiences


class Organiser(models.Model):
    """An organisation that runs learning networks."""

    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    reply_to = models.EmailField(blank=True)

    audience = audiences(signed_in="name short_name reply_to")

    def __str__(self) -> str:
        return self.name
