"""What is done from the work list: the two are reminded of their plan, and a wanted talk is noted as held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import django_language
from mentornett.mentoring.actions.taps import tap_link
from mentornett.mentoring.choices import FollowUp, TalkKind, TalkState
from mentornett.mentoring.models import Pair, Talk
from mentornett.mentoring.queries.commitments import parties_of
from mentornett.mentoring.queries.follow_up import reminder_key
from mentornett.tenants.actions import post_letter
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role
from mentornett.tenants.queries import in_force

Wording = Callable[[Person], tuple[str, str]]


class NobodyToRemindError(RuntimeError):
    """Somebody answered or signed meanwhile: there is nothing to remind of."""


@transaction.atomic
def remind_pair(*, pair: Pair, about: FollowUp, by: Person, now: datetime) -> int:
    """Remind those concerned of the next talk or of the signature; return how many letters were new.

    The same letter is written once a week. Raises NobodyToRemindError.
    """
    readers, words = _to_sign(pair, now) if about == FollowUp.UNSIGNED else _to_talk(pair, now)
    written = _post(pair, about, readers, words, now)
    if written:
        audit.record(verb="pair.reminded", on=pair, by=by, now=now, details={"about": str(about)})
    return written


def _post(pair: Pair, about: FollowUp, readers: Iterable[Person], words: Wording, now: datetime) -> int:
    written = 0
    for reader in readers:
        with translation.override(django_language(reader.language)):
            subject, text = words(reader)
            letter = post_letter(
                to_email=reader.email, to_person=reader, kind="pair_reminded", language=reader.language, now=now,
                subject=subject, text=text, key=reminder_key(about, pair.pk, reader.pk, localdate(now)),
            )  # fmt: skip
        written += letter is not None
    return written


def _to_talk(pair: Pair, now: datetime) -> tuple[list[Person], Wording]:
    waiting = Talk.objects.filter(pair=pair, kind=TalkKind.MENTOR, state=TalkState.PLANNED)
    talk = waiting.select_related("employment__person", "pair__mentor__person").order_by("opens", "number").first()
    if talk is None:
        raise NobodyToRemindError
    people = {pair.mentee_id: pair.mentor.person, pair.mentor.person_id: pair.mentee}

    def words(reader: Person) -> tuple[str, str]:
        values = {
            "name": reader.name, "other": people[reader.pk].name, "tap": tap_link(talk, reader),
            "link": settings.BASE_URL + reverse("pair:talk", args=[talk.pk]),
        }  # fmt: skip
        text = gettext(
            "Hello %(name)s,\n\nThe plan has a talk for you and %(other)s.\n\n"
            "Have you talked? Say so with one tap, without logging in: %(tap)s\n\n"
            "If not, propose a time here: %(link)s\n\n"
            "Is there no room for it in the duty roster? Then tell your leader, who has promised you time.\n\n"
            "What you talk about is never asked for."
        )
        return gettext("A talk with %(other)s") % values, text % values

    return [pair.mentor.person, pair.mentee], words


def _to_sign(pair: Pair, now: datetime) -> tuple[list[Person], Wording]:
    rows = pair.commitments.select_related("text", "leader", "pair__mentor__person", "pair__mentee")
    commitment = rows.order_by("-made_at", "-pk").first()
    readers = [line.person for line in parties_of(commitment) if not line.signature] if commitment else []
    if commitment is None or not readers:
        raise NobodyToRemindError
    link = settings.BASE_URL + reverse("pair:commitment", args=[commitment.pk])

    def words(reader: Person) -> tuple[str, str]:
        values = {"name": reader.name, "mentee": pair.mentee.name, "mentor": pair.mentor.person.name, "link": link}
        text = gettext(
            "Hello %(name)s,\n\nThe commitment for %(mentee)s and %(mentor)s waits for your signature. It takes less "
            "than a minute: %(link)s"
        )
        return gettext("A commitment waits for your signature"), text % values

    return readers, words


def tell_talk_wanted(pair: Pair, now: datetime) -> None:
    """Tell the project leaders that one of a pair wants a talk about it: neither who nor why."""
    today = localdate(now)
    roles = Role.objects.filter(in_force(today), kind=RoleKind.PROGRAMME_LEADER, municipality=pair.municipality_id)
    link = settings.BASE_URL + reverse("programme:pair", args=[pair.pk])
    apart = {pair.mentee_id, pair.mentor.person_id}
    for reader in Person.objects.filter(pk__in=roles.values("person")).exclude(pk__in=apart).order_by("pk"):
        with translation.override(django_language(reader.language)):
            values = {
                "name": reader.name, "mentee": pair.mentee.name, "mentor": pair.mentor.person.name, "link": link,
            }  # fmt: skip
            text = gettext(
                "Hello %(name)s,\n\nIn the pair of %(mentee)s and %(mentor)s, a talk about the pair is wanted. Talk "
                "with each of them, and find another mentor if that is best. To change is nobody's fault, and "
                "nobody is asked why.\n\nTheir leader has not been told.\n\nOpen the pair: %(link)s"
            )
            post_letter(
                to_email=reader.email, to_person=reader, kind="talk_wanted", language=reader.language, now=now,
                subject=gettext("A talk about a pair is wanted"), text=text % values,
                key=f"talk-wanted:{pair.pk}:{today}:{reader.pk}",
            )  # fmt: skip


@transaction.atomic
def note_talk_about_pair(*, pair: Pair, by: Person, now: datetime) -> None:
    """Note that the project leader has talked with the two; the pair leaves the list."""
    pair.talk_wanted_at = None
    pair.save(update_fields=["talk_wanted_at"])
    audit.record(verb="pair.talked_about", on=pair, by=by, now=now)
