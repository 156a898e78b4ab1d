"""Letters about pairs: to mentor, mentee and leader. Why a pair ends is nobody else's business."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.text import django_language
from mentornett.core.time import date_words
from mentornett.mentoring.choices import PairRole, Party
from mentornett.mentoring.models import Pair
from mentornett.mentoring.queries.completion import is_completed
from mentornett.mentoring.queries.pairs import Readers
from mentornett.tenants.actions import invite, post_letter
from mentornett.tenants.models import Person


def tell_begun(pair: Pair, readers: Readers, *, by: Person, now: datetime, former: Pair | None = None) -> None:
    """Tell each party, mentee and leader of the last day of the `former` pair too.

    Somebody who has never logged in gets the link to choose a password in the same letter.
    """
    for party, reader in readers:

        def words(link: str, days: int, party: Party = party, reader: Person = reader) -> tuple[str, str]:
            way_in = gettext("Choose a password here: %(link)s\n\nThe link works once, for %(days)s days.")
            return _begun(pair, party, reader, way_in % {"link": link, "days": days}, now, former)

        if reader.activated_at is None:
            invite(person=reader, by=by, now=now, municipality=pair.municipality, words=words)
            continue
        with translation.override(django_language(reader.language)):
            way_in = gettext("Open Mentornett: %(link)s") % {"link": settings.BASE_URL + reverse("everyone:now")}
            subject, text = _begun(pair, party, reader, way_in, now, former)
        _post("pair_begun", reader, subject, text, now)


def _begun(
    pair: Pair, party: Party, reader: Person, way_in: str, now: datetime, former: Pair | None
) -> tuple[str, str]:
    values = {
        "name": reader.name, "mentor": pair.mentor.person.name, "mentee": pair.mentee.name,
        "day": date_words(pair.starts, localdate(now)), "unit": pair.employment.unit.name,
    }  # fmt: skip
    subject, about = {
        Party.MENTOR: (
            gettext("You are the mentor of %(mentee)s"),
            gettext(
                "You are the mentor of %(mentee)s, %(unit)s, from %(day)s. The first thing to do is to agree on a time "
                "for your first talk, and to say yes to the commitment."
            ),
        ),
        Party.MENTEE: (
            gettext("%(mentor)s is your mentor"),
            gettext(
                "%(mentor)s is your mentor from %(day)s. You have talks at fixed times, and what you say in them stays "
                "between the two of you. The first thing to do is to agree on a time for your first talk."
            ),
        ),
        Party.LEADER: (
            gettext("%(mentee)s has a mentor"),
            gettext(
                "%(mentor)s is the mentor of %(mentee)s, %(unit)s, from %(day)s. The first thing to do is to promise "
                "them time for their talks, in the commitment."
            ),
        ),
    }[party]
    about = about % values
    if former and former.ends and party is not Party.MENTOR:
        last = {"former": former.mentor.person.name, "day": date_words(former.ends, localdate(now))}
        about += " " + gettext("The last day with %(former)s as mentor is %(day)s.") % last
    return subject % values, "\n\n".join([gettext("Hello %(name)s,") % values, about, way_in])


def tell_ended(pair: Pair, readers: Readers, *, began: bool, now: datetime) -> None:
    """Tell each party the last day, or that the pair never begins; who has never logged in gets no letter."""
    for party, reader in readers:
        if reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {
                "name": reader.name, "mentor": pair.mentor.person.name, "mentee": pair.mentee.name,
                "day": date_words(pair.ends, localdate(now)) if pair.ends else "",
            }  # fmt: skip
            if began:
                text = gettext(
                    "Hello %(name)s,\n\nThe pair of %(mentor)s and %(mentee)s ends. The last day is %(day)s."
                )
                if party is not Party.LEADER:
                    text += "\n\n" + gettext(
                        "The talks that were held stay in your plan, and your own notes are still yours alone."
                    )
                subject = gettext("The pair of %(mentor)s and %(mentee)s ends")
            else:
                text = gettext(
                    "Hello %(name)s,\n\nThe pair of %(mentor)s and %(mentee)s does not begin after all. You need not "
                    "do anything."
                )
                subject = gettext("The pair of %(mentor)s and %(mentee)s does not begin")
            _post("pair_ended", reader, subject % values, text % values, now)


def tell_completed(pair: Pair, readers: Readers, *, now: datetime) -> None:
    """Thank each party, and tell mentor and mentee where their certificates are."""
    for party, reader in readers:
        if reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {
                "name": reader.name, "mentor": pair.mentor.person.name, "mentee": pair.mentee.name,
                "day": date_words(pair.ends, localdate(now)) if pair.ends else "",
                "link": settings.BASE_URL + reverse("pair:pair", args=[pair.pk]),
            }  # fmt: skip
            text = gettext("%(mentor)s and %(mentee)s are through with the mentor programme. The last day is %(day)s.")
            parts = [gettext("Hello %(name)s,"), text]
            if party is not Party.LEADER:
                parts.append(
                    gettext("Your certificate is here, as PDF: %(link)s") if is_completed(pair, localdate(now))
                    else gettext("After that day your certificate is here, as PDF: %(link)s")
                )  # fmt: skip
            parts.append(gettext("Thank you for the time you gave each other."))
            subject = gettext("The mentor programme is completed: %(mentor)s and %(mentee)s")
            _post("pair_completed", reader, subject % values, "\n\n".join(parts) % values, now)


def tell_resumed(pair: Pair, readers: Readers, *, withdrawn: bool, now: datetime) -> None:
    """Tell each party that a pair goes on after all, and that certificates that were `withdrawn` hold no longer."""
    for party, reader in readers:
        if reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {"name": reader.name, "mentor": pair.mentor.person.name, "mentee": pair.mentee.name}
            text = gettext(
                "Hello %(name)s,\n\nThe pair of %(mentor)s and %(mentee)s goes on after all. The plan is as it was; "
                "times that were agreed on have to be agreed on again."
            )
            if withdrawn and party is not Party.LEADER:
                text += "\n\n" + gettext(
                    "The certificate that you got holds no longer. You get a new one when the programme is completed."
                )
            subject = gettext("The pair of %(mentor)s and %(mentee)s goes on")
            _post("pair_resumed", reader, subject % values, text % values, now)


def tell_second(pair: Pair, readers: list[Person], *, now: datetime) -> None:
    """Tell all concerned who steps in for the mentor, or stands beside them, and what this one sees."""
    for reader in readers:
        if reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {
                "name": reader.name, "second": pair.mentor.person.name, "mentee": pair.mentee.name,
                "from": date_words(pair.starts, localdate(now)), "link": settings.BASE_URL + reverse("everyone:now"),
            }  # fmt: skip
            if pair.role == PairRole.CO_MENTOR:
                subject = gettext("%(second)s is co-mentor of %(mentee)s")
                what = gettext("%(second)s is co-mentor of %(mentee)s from %(from)s.")
            elif pair.ends:
                values["to"] = date_words(pair.ends, localdate(now))
                subject = gettext("%(second)s steps in as mentor of %(mentee)s")
                what = gettext("%(second)s steps in as mentor of %(mentee)s from %(from)s to %(to)s.")
            else:
                subject = gettext("%(second)s steps in as mentor of %(mentee)s")
                what = gettext("%(second)s steps in as mentor of %(mentee)s from %(from)s.")
            sees = gettext(
                "%(second)s sees the plan and the talks of these days, and never the notes that were written before."
            )
            parts = (gettext("Hello %(name)s,"), what, sees, gettext("Open Mentornett: %(link)s"))
            _post("second_mentor", reader, subject % values, "\n\n".join(parts) % values, now)


def tell_moved(pair: Pair, readers: Readers, *, on: date, anew: bool, now: datetime) -> None:
    """Tell each party that the mentee changes unit, and whether the commitment is signed `anew` with another leader."""
    for _party, reader in readers:
        if reader.activated_at is None:
            continue
        with translation.override(django_language(reader.language)):
            values = {
                "name": reader.name, "mentor": pair.mentor.person.name, "mentee": pair.mentee.name,
                "day": date_words(on, localdate(now)), "unit": pair.employment.unit.name,
                "link": settings.BASE_URL + reverse("everyone:now"),
            }  # fmt: skip
            text = gettext(
                "Hello %(name)s,\n\n%(mentee)s works in %(unit)s from %(day)s. %(mentor)s is still the mentor, and the "
                "plan goes on."
            )
            if anew:
                text += "\n\n" + gettext("With a new leader the commitment is signed anew: %(link)s")
            _post("pair_moved", reader, gettext("%(mentee)s changes unit") % values, text % values, now)


def _post(kind: str, reader: Person, subject: str, text: str, now: datetime) -> None:
    post_letter(
        to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject, text=text,
        now=now,
    )  # fmt: skip
