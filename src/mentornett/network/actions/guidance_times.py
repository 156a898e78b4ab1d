"""Times for guidance: offered by a guide, booked by a team, moved, cancelled, noted when held (F05)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.documents.calendars import CalendarFile, Invited, Method, calendar_text
from mentornett.network.actions import notices
from mentornett.network.actions.guidance import Talk, log_contact
from mentornett.network.models import GuidanceTime, Network, Team
from mentornett.network.queries.guidance_times import (
    guided_teams,
    happening_of_time,
    is_past,
    slot_of,
    times_between,
    when_words,
)
from mentornett.network.rules.guidance_times import Slot, clash
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person


class TimeTakenError(RuntimeError):
    """The time is no longer free, or is not free any more to be taken away: somebody else was first."""


class TimeClashError(ValueError):
    """A time that is offered stands in the way of another one of the same guide."""


@dataclass(frozen=True)
class Offer:
    """What a guide offers: times, how one meets, and where."""

    slots: tuple[Slot, ...]
    form: str
    place: str = ""


@transaction.atomic
def offer_times(*, network: Network, offer: Offer, by: Person, now: datetime) -> list[GuidanceTime]:
    """Offer times to the teams that one guides in a network, and tell their coordinators. Raises TimeClashError."""
    days = [slot.on for slot in offer.slots]
    there = [slot_of(row) for row in times_between(by, min(days), max(days))]
    if clash(offer.slots, there):
        raise TimeClashError
    rows = [
        GuidanceTime(
            network=network, person=by, on=slot.on, starts=slot.starts, minutes=slot.minutes, form=offer.form,
            place=clean(offer.place).strip(), uid=uuid.uuid4(), organiser_id=network.organiser_id,
        )
        for slot in offer.slots
    ]  # fmt: skip
    for row in rows:
        row.save()
    details = {"times": len(rows), "first": str(min(days))}
    audit.record(verb="guidance_time.offered", on=rows[0], by=by, now=now, details=details)
    _tell_offered(rows, by, now)
    return rows


def _tell_offered(rows: list[GuidanceTime], by: Person, now: datetime) -> None:
    today = localdate(now)
    for team in guided_teams(rows[0].network, by, today):

        def words(reader: Person, team: Team = team) -> tuple[str, str]:
            text = gettext(
                "Hello %(name)s,\n\n%(guide)s offers %(team)s a talk:\n\n%(times)s\n\nChoose a time here: %(link)s"
            )
            values = {
                "name": reader.name, "guide": by.name, "team": team.name, "link": _page_of(team),
                "times": "\n".join(when_words(row, today) for row in rows),
            }  # fmt: skip
            return gettext("%(guide)s offers times for guidance") % values, text % values

        notices.tell(notices.coordinators_of(team, today), kind="guidance_offered", words=words, now=now)


def _page_of(team: Team) -> str:
    return notices.link(reverse("municipality:guidance_times", args=[team.pk]))


@transaction.atomic
def withdraw_time(*, time: GuidanceTime, by: Person, now: datetime) -> None:
    """Take away a time that nobody has booked, or one that was booked and never held. Raises TimeTakenError."""
    row = GuidanceTime.objects.select_for_update(of=("self",)).filter(pk=time.pk).first()
    if row is None or (row.team_id and not is_past(row, now)):
        raise TimeTakenError
    audit.record(verb="guidance_time.removed", on=row, by=by, now=now, details={"on": str(row.on)})
    row.delete()


@transaction.atomic
def book_time(*, time: GuidanceTime, team: Team, topic: str, by: Person, now: datetime) -> None:
    """Book a free time for a team; both get it in their calendars. Raises TimeTakenError."""
    with notices.across(team):
        row = _take(time, team, topic, by, now)
        audit.record(verb="guidance_time.booked", on=row, by=by, now=now, details={"on": str(row.on)})
        _tell(row, [row.person, by], "booked", now)


def _take(time: GuidanceTime, team: Team, topic: str, by: Person, now: datetime) -> GuidanceTime:
    row = (
        GuidanceTime.objects.select_for_update(of=("self",))
        .select_related("person", "network")
        .filter(pk=time.pk)
        .first()
    )
    if row is None or row.team_id or is_past(row, now):
        raise TimeTakenError
    row.team, row.municipality_id, row.topic = team, team.municipality_id, clean(topic).strip()
    row.booked_by, row.booked_at = by, now
    row.save(update_fields=["team", "municipality", "topic", "booked_by", "booked_at"])
    return row


def _free(row: GuidanceTime) -> None:
    """Let others book a time again, as a new event."""
    row.team, row.municipality_id, row.topic, row.booked_by, row.booked_at = None, None, "", None, None
    row.uid, row.sequence = uuid.uuid4(), 0
    row.save(update_fields=["team", "municipality", "topic", "booked_by", "booked_at", "uid", "sequence"])


@transaction.atomic
def move_booking(*, time: GuidanceTime, to: GuidanceTime, by: Person, now: datetime) -> None:
    """Let a team have another time of its guide in place of the one it had. Raises TimeTakenError."""
    team = _booked_team(time, now)
    with notices.across(team):
        old = GuidanceTime.objects.select_for_update(of=("self",)).get(pk=time.pk)
        uid, sequence, topic = old.uid, old.sequence + 1, old.topic
        _free(old)
        row = _take(to, team, topic, by, now)
        row.uid, row.sequence = uid, sequence
        row.save(update_fields=["uid", "sequence"])
        details = {"from": str(old.on), "to": str(row.on)}
        audit.record(verb="guidance_time.moved", on=row, by=by, now=now, details=details)
        _tell(row, [row.person, by], "moved", now)


def _booked_team(time: GuidanceTime, now: datetime) -> Team:
    if time.team is None or is_past(time, now):
        raise TimeTakenError
    return time.team


@transaction.atomic
def cancel_booking(*, time: GuidanceTime, reason: str, by: Person, now: datetime) -> None:
    """Cancel what a team has booked, with the reason; both sides are told.

    When the team cancels, the time is free again; when the guide does, it is gone. Raises TimeTakenError.
    """
    team = _booked_team(time, now)
    with notices.across(team):
        row = (
            GuidanceTime.objects.select_for_update(of=("self",))
            .select_related("person", "network", "team")
            .get(pk=time.pk)
        )
        booker = [row.booked_by] if row.booked_by else notices.coordinators_of(team, localdate(now))
        row.sequence += 1
        audit.record(verb="guidance_time.cancelled", on=row, by=by, now=now, details={"on": str(row.on)})
        _tell(row, [row.person, *booker], "cancelled", now, reason=" ".join(clean(reason).split()), by=by)
        if by.pk == row.person_id:
            row.delete()
        else:
            _free(row)


@transaction.atomic
def note_held(*, time: GuidanceTime, topics: str, agreed: str, by: Person, now: datetime) -> None:
    """Note that a booked talk was held, as a contact with the team. Raises TimeTakenError when it is noted already."""
    row = GuidanceTime.objects.select_for_update(of=("self",)).select_related("team", "booked_by").get(pk=time.pk)
    if row.team is None or row.contact_id:
        raise TimeTakenError
    whom = row.booked_by.name if row.booked_by else ""
    talk = Talk(on=row.on, form=row.form, topics=topics, agreed=agreed, with_whom=whom)
    row.contact = log_contact(team=row.team, talk=talk, by=by, now=now)
    row.save(update_fields=["contact"])


def _tell(
    row: GuidanceTime, people: list[Person], kind: str, now: datetime, *, reason: str = "", by: Person | None = None
) -> None:
    """Write to guide and team, with the event for their calendars."""
    cancelled = kind == "cancelled"
    method: Method = "CANCEL" if cancelled else "REQUEST"

    for person in {person.pk: person for person in people}.values():
        with notices.in_language_of(person):
            subject, text = _words(row, person, kind, localdate(now), reason, by)
            happening = happening_of_time(row, now, cancelled=cancelled)
            organiser = row.network.organiser
            invited = Invited(
                organiser.name, organiser.reply_to or _sender(), person.name, person.email, bool(organiser.reply_to)
            )  # fmt: skip
            post_letter(
                to_email=person.email, to_person=person, kind=f"guidance_{kind}", language=person.language,
                subject=subject, text=text, now=now,
                calendar=calendar_text(CalendarFile(subject, (happening,), method, invited)),
            )  # fmt: skip


def _words(
    row: GuidanceTime, reader: Person, kind: str, today: date, reason: str, by: Person | None
) -> tuple[str, str]:
    is_guide = reader.pk == row.person_id
    page = notices.link(reverse("organiser:guidance_times")) if is_guide or row.team is None else _page_of(row.team)
    values = {
        "when": when_words(row, today), "team": row.team.name if row.team else "", "guide": row.person.name,
        "form": str(row.get_form_display()), "place": row.place, "topic": row.topic, "reason": reason,
        "by": by.name if by else "",
    }  # fmt: skip
    if kind == "cancelled":
        subject = gettext("Cancelled: the talk %(when)s")
        body = [gettext("%(by)s has cancelled the talk between %(team)s and %(guide)s %(when)s."), "%(reason)s"]
    else:
        booked = kind == "booked"
        subject = gettext("Talk booked: %(when)s") if booked else gettext("Talk moved to %(when)s")
        body = [gettext("%(team)s and %(guide)s talk %(when)s. %(form)s %(place)s"), "%(topic)s"]
    paragraphs = [(part % values).strip() for part in body]
    return subject % values, "\n\n".join([*(part for part in paragraphs if part), page])


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">")
