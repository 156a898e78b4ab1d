"""E-mails, written in the same transaction as the deed that causes them, sent afterwards."""

from django.db import models

from mentornett.core.audience import audiences
from mentornett.tenants.choices import LetterState


class Letter(models.Model):
    """One e-mail to one address, as text and HTML. In demo mode it is kept in the outbox page and never sent."""

    to_person = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    to_email = models.EmailField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)  # the same letter is written once
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    reply_to = models.EmailField(blank=True)
    calendar = models.TextField(blank=True)  # an attached calendar file
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    audience = audiences(
        person="to_person to_email kind language subject text html reply_to calendar created_at",
        system="key state sent_at tries",
    )

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_email}"
