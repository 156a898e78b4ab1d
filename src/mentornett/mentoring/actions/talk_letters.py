"""Letters about talks. They hold the time and the link; the place is in the calendar file of the two alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.text import django_language
from mentornett.core.time import moment_words
from mentornett.documents.calendars import CalendarFile, Invited, calendar_text
from mentornett.mentoring.actions.taps import tap_link
from mentornett.mentoring.choices import TalkKind
from mentornett.mentoring.models import Talk
from mentornett.mentoring.queries.talks import day_of, happening_of_talk, mentor_of
from mentornett.mentoring.queries.units import nearest_leader
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person


def address_of(talk: Talk) -> str:
    """Return the talk's page as an address that works in an e-mail."""
    return settings.BASE_URL + reverse("pair:talk", args=[talk.pk])


def tell_proposed(talk: Talk, reader: Person, by: Person, now: datetime) -> None:
    """Ask the other one whether the proposed time suits."""
    with translation.override(django_language(reader.language)):
        when = moment_words(talk.proposed_at, localdate(now)) if talk.proposed_at else ""
        text = gettext(
            "Hello %(name)s,\n\n%(other)s proposes a time for your next talk: %(when)s.\n\n"
            "Say yes, or propose another time: %(link)s"
        ) % {"name": reader.name, "other": by.name, "when": when, "link": address_of(talk)}
        subject = gettext("%(other)s proposes a time for a talk") % {"other": by.name}
        post_letter(
            to_email=reader.email, to_person=reader, kind="talk_proposed", language=reader.language, subject=subject,
            text=text, now=now,
        )  # fmt: skip


def tell_agreed(talk: Talk, each: Iterable[tuple[Person, Person]], now: datetime) -> None:
    """Send both the time, with an event for their calendars that a later change moves."""
    for reader, other in each:
        with translation.override(django_language(reader.language)):
            when = moment_words(talk.agreed_at, localdate(now)) if talk.agreed_at else ""
            values = {"name": reader.name, "other": other.name, "when": when, "link": address_of(talk)}
            values["tap"] = tap_link(talk, reader)
            text = gettext(
                "Hello %(name)s,\n\nYour talk with %(other)s is %(when)s.\n\nPrepare here: %(link)s\n\n"
                "If it does not suit after all, propose another time on that page: nobody sees a no in your calendar."
                "\n\nWhen you have talked, say so with one tap, without logging in: %(tap)s"
            )
            about = gettext("Prepare, or propose another time: %(link)s") % values
            event = replace(happening_of_talk(talk, other, now), description=about)
            post_letter(
                to_email=reader.email, to_person=reader, kind="talk_agreed", language=reader.language, now=now,
                subject=gettext("Talk with %(other)s: %(when)s") % values, text=text % values,
                calendar=calendar_text(CalendarFile("Mentornett", (event,), "REQUEST", _invited(reader))),
            )  # fmt: skip


def forget_time(talk: Talk, now: datetime) -> None:
    """Let a talk have no time; one that is to come goes out of both calendars. The caller saves."""
    if talk.agreed_at is not None:
        talk.sequence += 1
        if talk.agreed_at > now:
            _tell_cancelled(talk, now)
    talk.proposed_at = talk.proposed_by = talk.agreed_at = None


def _tell_cancelled(talk: Talk, now: datetime) -> None:
    today, mentee = localdate(now), talk.employment.person
    other = mentor_of(talk, day_of(talk))
    if talk.kind == TalkKind.LEADER:
        other = nearest_leader(talk.employment, today, apart_from=(mentee.pk,))
    for reader, met in ((other, mentee), (mentee, other)):
        if reader is None or reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {"name": reader.name, "other": met.name if met else gettext("your leader")}
            values["when"] = moment_words(talk.agreed_at, today) if talk.agreed_at else ""
            values["link"] = settings.BASE_URL + reverse("everyone:now")
            text = gettext(
                "Hello %(name)s,\n\nThe time that was agreed for your talk with %(other)s, %(when)s, no longer "
                "stands. Your calendar takes it out.\n\nIs there a new time to find, it stands here: %(link)s"
            )
            event = replace(happening_of_talk(talk, met, now), cancelled=True)
            post_letter(
                to_email=reader.email, to_person=reader, kind="talk_cancelled", language=reader.language, now=now,
                subject=gettext("No longer agreed: the talk with %(other)s, %(when)s") % values, text=text % values,
                calendar=calendar_text(CalendarFile("Mentornett", (event,), "CANCEL", _invited(reader))),
            )  # fmt: skip


def ask_how_it_went(talk: Talk, now: datetime) -> int:
    """Ask both of a mentor talk whether it was held, once for each agreed time; return how many letters were new."""
    mentor = mentor_of(talk, day_of(talk))
    mentee, written = talk.employment.person, 0
    for reader, other in ((mentor, mentee), (mentee, mentor)):
        if reader is None or other is None:
            continue
        with translation.override(django_language(reader.language)):
            text = gettext(
                "Hello %(name)s,\n\nDid you talk with %(other)s as agreed? Answer with one tap, without logging in: "
                "%(tap)s\n\nWhat you talk about is never asked for."
            )
            letter = post_letter(
                to_email=reader.email, to_person=reader, kind="talk_asked", language=reader.language, now=now,
                subject=gettext("Did you talk with %(other)s?") % {"other": other.name},
                text=text % {"name": reader.name, "other": other.name, "tap": tap_link(talk, reader)},
                key=f"talk-asked:{talk.pk}:{talk.sequence}:{reader.pk}",
            )  # fmt: skip
        written += letter is not None
    return written


def _invited(reader: Person) -> Invited:
    return Invited("Mentornett", _sender(), reader.name, reader.email)


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">")
