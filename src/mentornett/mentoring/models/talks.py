"""The dated plan of one new hire, what became of each talk, the checklist, and the pair's own notes."""

from django.db import models
from django.db.models import F, Q

from mentornett.core.audience import audiences
from mentornett.mentoring.choices import Signer, TalkKind, TalkState
from mentornett.mentoring.models.people import Employment, Pair
from mentornett.mentoring.models.programme import ChecklistItem, PlannedTalk
from mentornett.tenants.models import Walled


class Talk(Walled):
    """A talk in one person's plan. The texts are copies: a later edit of the programme does not rewrite them."""

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="talks")
    pair = models.ForeignKey(Pair, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks")
    planned = models.ForeignKey(PlannedTalk, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=TalkKind)
    topic = models.CharField(max_length=160)
    guide = models.TextField(blank=True)
    tool = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    opens = models.DateField()
    due = models.DateField()
    proposed_at = models.DateTimeField(null=True, blank=True)  # a time somebody proposes
    proposed_by = models.ForeignKey(
        "tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_place = models.CharField(max_length=250, blank=True)  # where, at that time
    agreed_at = models.DateTimeField(null=True, blank=True)  # the time both agreed on
    place = models.CharField(max_length=250, blank=True)  # a room or a link
    sequence = models.PositiveIntegerField(default=0)  # of the calendar event
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=160, blank=True)  # why it was not held; optional
    said_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    audience = audiences(
        municipality=(
            "organiser municipality employment pair planned number kind topic guide tool minutes opens due agreed_at "
            "state held_on said_by said_at sequence"
        ),
        person="proposed_at proposed_by proposed_place place reason",
    )

    class Meta:
        ordering = ["opens", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=F("opens")), name="talk_in_order"),
            models.CheckConstraint(
                condition=Q(state=TalkState.HELD, held_on__isnull=False)
                | (~Q(state=TalkState.HELD) & Q(held_on__isnull=True)),
                name="held_talk_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state", "due"]),
            # What the work list and the figures ask is answered from these alone: the rows are wide.
            models.Index(fields=["pair", "kind", "state", "held_on", "due", "opens", "municipality"]),
            models.Index(fields=["municipality", "kind", "due", "state", "employment", "pair"]),
        ]

    def __str__(self) -> str:
        return self.topic


class Note(Walled):
    """A note of a mentor or a mentee, encrypted with a key outside the database.

    Each reader has a row of their own, which nobody else's scope holds: a shared note is two rows with the same
    `written`.
    """

    owner = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="notes")  # who may read it
    author = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="notes")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    written = models.UUIDField()  # the same for both rows of a shared note
    shared = models.BooleanField(default=False)
    sealed = models.BinaryField()  # never in clear
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    wall = {"person": "owner_id"}
    audience = audiences(
        person="organiser municipality owner author pair talk shared sealed written_at changed_at", system="written"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["written", "owner"], name="one_copy_each")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class ChecklistTask(Walled):
    """One line of a person's own checklist, copied when the plan starts."""

    employment = models.ForeignKey(Employment, on_delete=models.CASCADE, related_name="tasks")
    item = models.ForeignKey(ChecklistItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=250)
    signer = models.CharField(max_length=10, choices=Signer)
    due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey("tenants.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    audience = audiences(municipality="organiser municipality employment item number text signer due done_on done_by")

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.text
