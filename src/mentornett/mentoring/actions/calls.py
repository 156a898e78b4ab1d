"""Calls for mentors: made, changed, answered by colleagues, and each answer accepted or declined (I06)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.text import clean, django_language
from mentornett.mentoring.actions.hires import OverlapError
from mentornett.mentoring.actions.mentors import add_mentor
from mentornett.mentoring.actions.taps import wish_link
from mentornett.mentoring.choices import NominationState
from mentornett.mentoring.models import Mentor, MentorCall, Nomination
from mentornett.tenants.actions import invite, post_letter
from mentornett.tenants.models import Municipality, Person

FIELDS = ("title", "text", "least_months", "professions", "guidance_wanted", "closes_on")
KEPT_FOR = timedelta(days=182)  # after an answer was answered, or after its call has closed
ANSWERS = ("name", "email", "profession", "practised_since", "education", "guidance", "why", "proposed_by")


@transaction.atomic
def save_call(
    *, municipality: Municipality, by: Person, now: datetime, call: MentorCall | None = None, **fields: Any
) -> MentorCall:
    """Make a call with a link of its own, or change what it says."""
    row = call or MentorCall(municipality=municipality, secret=secrets.token_urlsafe(24), made_at=now)
    for name in FIELDS:
        value = fields[name]
        setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
    row.save()
    audit.record(verb="mentor_call.changed" if call else "mentor_call.made", on=row, by=by, now=now)
    return row


@transaction.atomic
def nominate(*, call: MentorCall, language: str, now: datetime, **answers: Any) -> Nomination:
    """Take down that somebody offers to be a mentor. The same address again changes an answer that waits."""
    email = str(answers["email"]).strip().casefold()
    with inside(Scope(municipalities=frozenset({call.municipality_id} if call.municipality_id else ()))):
        row = call.nominations.filter(email=email).first()
        if row and row.state != NominationState.NEW:
            return row
        row = row or Nomination(call=call, municipality_id=call.municipality_id)
        for name in ANSWERS:
            value = answers[name]
            setattr(row, name, clean(value).strip() if isinstance(value, str) else value)
        row.email, row.language, row.consent_at = email, language, now
        row.save()
        audit.record(verb="nomination.sent", on=row, by=None, now=now, details={"call": call.pk})
    return row


@transaction.atomic
def accept_nomination(*, nomination: Nomination, by: Person, now: datetime) -> Mentor | None:
    """Enter somebody in the register and invite them; None when they stood there already."""
    place = nomination.municipality
    assert place is not None  # noqa: S101 (a nomination lies in one; tells the type checker)
    education = nomination.education or (gettext("Education in guidance") if nomination.guidance else "")
    try:
        mentor = add_mentor(
            municipality=place, email=nomination.email, name=nomination.name, starts=timezone.localdate(now), by=by,
            now=now, profession=nomination.profession, education=education,
            practised_since=nomination.practised_since,
        )  # fmt: skip
    except OverlapError:
        mentor = None
    _answer(nomination, NominationState.ACCEPTED, by, now)
    if mentor:
        _welcome(mentor, by, now)
    return mentor


@transaction.atomic
def decline_nomination(*, nomination: Nomination, by: Person, now: datetime) -> None:
    """Thank somebody, and say that it is not now."""
    _answer(nomination, NominationState.DECLINED, by, now)
    with translation.override(django_language(nomination.language)):
        subject = gettext("Thank you for offering to be a mentor")
        said = gettext(
            "Thank you for offering to be a mentor. We are glad that you wish to contribute. We have chosen others "
            "this time, and would like to ask you again another time."
        )
        hello = gettext("Hello %(name)s,") % {"name": nomination.name}
        post_letter(
            to_email=nomination.email, kind="nomination_declined", language=nomination.language, subject=subject,
            text="\n\n".join([hello, said, by.name]), now=now,
        )  # fmt: skip


def forget_old_answers(now: datetime) -> int:
    """Delete what people wrote half a year after they got an answer, or could have had one; return how many."""
    gone = now - KEPT_FOR
    old = Q(answered_at__lt=gone) | Q(answered_at__isnull=True, call__closes_on__lt=timezone.localdate(gone))
    rows = list(Nomination.objects.filter(old).order_by("pk"))
    for row in rows:
        _forget(row, now)
    return len(rows)


@transaction.atomic
def _forget(nomination: Nomination, now: datetime) -> None:
    audit.record(verb="nomination.removed", on=nomination, by=None, now=now)
    nomination.delete()


def _answer(nomination: Nomination, state: NominationState, by: Person, now: datetime) -> None:
    nomination.state, nomination.answered_at = state, now
    nomination.save(update_fields=["state", "answered_at"])
    audit.record(verb="nomination.answered", on=nomination, by=by, now=now, details={"state": state.value})


def _welcome(mentor: Mentor, by: Person, now: datetime) -> None:
    """Tell a new mentor; somebody without an account gets the link to choose a password in the same letter."""
    person = mentor.person

    def words(link: str, days: int) -> tuple[str, str]:
        way_in = gettext("Choose a password here: %(link)s\n\nThe link works once, for %(days)s days.")
        return _welcome_words(mentor, way_in % {"link": link, "days": days})

    if person.activated_at is None:
        invite(person=person, by=by, now=now, municipality=mentor.municipality, words=words)
        return
    with translation.override(django_language(person.language)):
        way_in = gettext("Open Mentornett: %(link)s") % {"link": settings.BASE_URL + reverse("everyone:now")}
        subject, text = _welcome_words(mentor, way_in)
        post_letter(
            to_email=person.email, to_person=person, kind="mentor_welcome", language=person.language, subject=subject,
            text=text, now=now,
        )  # fmt: skip


def _welcome_words(mentor: Mentor, way_in: str) -> tuple[str, str]:
    said = gettext(
        "Thank you for offering to be a mentor. You stand in the register of mentors now. You get a letter when there "
        "is a new colleague for you, and you find courses for mentors under «Competence»."
    )
    person, place = mentor.person, mentor.municipality
    hello = gettext("Hello %(name)s,") % {"name": person.name}
    wish = gettext(
        "Is there a new colleague you would like to follow, or rather not? Say so here, without logging in: %(link)s"
    ) % {"link": wish_link(place, person) if place else ""}
    return gettext("You are in the register of mentors"), "\n\n".join([hello, said, way_in, wish])
