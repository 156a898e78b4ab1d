"""What a person's account leaves behind in mentor programmes when it is deleted at their request."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from mentornett.core import audit
from mentornett.mentoring.actions.notes import delete_notes_of
from mentornett.mentoring.models import Employment, Mentor, Nomination, Pair, Wish
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over


class StillInProgrammeError(RuntimeError):
    """The person is in a pair or in the register of mentors: others must be told of a last day first."""


@transaction.atomic
def forget_in_programmes(*, person: Person, now: datetime, today: date) -> dict[str, int]:
    """Delete what is theirs alone, and return how much of each.

    Days, units and talks stay for the municipality's figures, without what leads back to a name. Raises
    StillInProgrammeError.
    """
    pairs = Pair.objects.filter(Q(mentee=person) | Q(mentor__person=person), not_over(today))
    if pairs.exists() or Mentor.objects.filter(not_over(today), person=person).exists():
        raise StillInProgrammeError
    wishes = Wish.objects.filter(Q(by=person) | Q(about=person))
    offers = Nomination.objects.filter(email__iexact=person.email)
    counts = {"wishes": wishes.count(), "offers": offers.count(), "notes": delete_notes_of(person)}
    wishes.delete()
    offers.delete()
    counts["numbers"] = Employment.objects.filter(person=person).exclude(number="").update(number="")
    audit.record(verb="person.left_programmes", on=person, by=None, now=now, details=counts)
    return counts
