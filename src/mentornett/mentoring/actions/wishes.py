"""People say whom they wish for, and are asked to by a letter with a link that needs no log-in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import django_language
from mentornett.mentoring.actions.taps import WISH_LASTS, wish_link
from mentornett.mentoring.models import Programme, Wish
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.matching import mentors_on, waiting
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def set_wish(*, municipality: Municipality, about: Person, rather_not: bool, by: Person, now: datetime) -> None:
    """Note whom somebody would like or rather not be paired with. The log does not say whom, nor which of the two.

    The same wish again changes nothing.
    """
    wish = Wish.objects.filter(municipality=municipality, by=by, about=about).first()
    if wish and wish.rather_not == rather_not:
        return
    wish = wish or Wish(municipality=municipality, by=by, about=about)
    wish.rather_not = rather_not
    wish.save()
    audit.record(verb="wish.set", on=wish, by=by, now=now)


@transaction.atomic
def remove_wish(*, wish: Wish, by: Person, now: datetime) -> None:
    """Forget a wish."""
    audit.record(verb="wish.removed", on=wish, by=by, now=now)
    wish.delete()


@transaction.atomic
def ask_for_wishes(*, programme: Programme, by: Person, now: datetime) -> int:
    """Ask those who wait, and the mentors with a free place, at most once a week; return how many letters were new."""
    place = programme.municipality
    assert place is not None  # noqa: S101 (a programme lies in one; tells the type checker)
    today = timezone.localdate(now)
    mentors = list(mentors_on(place.pk, today))
    rooms = capacities(mentors, today, most=programme.most_mentees)
    asked = {row.person_id: (row.person, False) for row in mentors if rooms[row.pk].free}
    asked |= {row.person_id: (row.person, True) for row in waiting(programme, today)}
    new = sum(_ask(place, person, is_mentee, now) for person, is_mentee in asked.values() if person.is_active)
    audit.record(verb="wish.asked", on=programme, by=by, now=now, details={"people": new})
    return new


def _ask(place: Municipality, person: Person, is_mentee: bool, now: datetime) -> bool:
    year, week, _day = timezone.localdate(now).isocalendar()
    with translation.override(django_language(person.language)):
        who = (
            gettext("You get a mentor soon. Is there somebody you would like to have as your mentor, or rather not?")
            if is_mentee
            else gettext(
                "New colleagues get their mentors soon. Is there somebody you would like to follow, or rather not?"
            )
        )
        text = gettext(
            "Hello %(name)s,\n\n%(who)s Say so here, without logging in: %(link)s\n\nYou need not answer, and need not "
            "say why. Neither the other one, your leader nor the project leader sees whom you wish for. The link works "
            "for %(days)s days and is yours alone."
        )  # fmt: skip
        values = {"name": person.name, "who": who, "link": wish_link(place, person), "days": WISH_LASTS.days}
        letter = post_letter(
            to_email=person.email, to_person=person, kind="wish_asked", language=person.language, now=now,
            subject=gettext("Is there somebody you would like to be paired with?"), text=text % values,
            key=f"wish-asked:{place.pk}:{person.pk}:{year}-{week}",
        )  # fmt: skip
    return letter is not None
