"""Secret links by which a person's own calendar program reads their dates."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.tenants.models.walled import Walled


class CalendarLink(Walled):
    """A person's link for their calendar. Only its fingerprint is kept, so it is shown once, when it is made."""

    person = models.OneToOneField("tenants.Person", on_delete=models.CASCADE, related_name="calendar_link")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    wall = {"person": "person_id"}
    audience = audiences(person="organiser municipality person made_at", system="token_hash")

    def __str__(self) -> str:
        return f"calendar of {self.person_id}"
