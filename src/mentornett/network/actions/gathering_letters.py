"""Letters about gatherings: to everybody in the teams and their guides, each in their own language, with a calendar
file that replaces the earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from mentornett.core.text import django_language
from mentornett.core.time import date_range_words
from mentornett.documents.calendars import CalendarFile, Invited, Method, calendar_text
from mentornett.network.actions.notices import link
from mentornett.network.models import Gathering
from mentornett.network.queries.gatherings import gathering_name, happening_of, people_called_to
from mentornett.network.queries.texts import WrittenText, standing_text
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person

Words = Callable[[], WrittenText]


def moved(*, gathering: Gathering, before: tuple[date, date], reason: str, now: datetime) -> int:
    """Tell that a gathering has new dates; return how many were told."""
    days = localdate(now)

    def words() -> WrittenText:
        return standing_text(
            gathering.network, "notice.moved", gathering=gathering_name(gathering), reason=reason,
            old_date=date_range_words(*before, days), new_date=date_range_words(gathering.starts, gathering.ends, days),
        )  # fmt: skip

    return _tell(gathering, "gathering_moved", words, "REQUEST", now)


def cancelled(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a gathering is cancelled, and take it out of calendars."""

    def words() -> WrittenText:
        values = _values(gathering, now)
        return standing_text(
            gathering.network, "notice.cancelled", gathering=values["gathering"], reason=reason, old_date=values["days"]
        )

    return _tell(gathering, "gathering_cancelled", words, "CANCEL", now)


def restored(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a cancelled gathering will be held after all."""

    def words() -> WrittenText:
        return standing_text(gathering.network, "notice.restored", reason=reason, **_values(gathering, now))

    return _tell(gathering, "gathering_restored", words, "REQUEST", now)


def form_changed(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a gathering is held in another way."""

    def words() -> WrittenText:
        form = str(gathering.get_form_display()).lower()
        return standing_text(
            gathering.network, "notice.form_changed", reason=reason, form=form, **_values(gathering, now)
        )

    return _tell(gathering, "gathering_form", words, "REQUEST", now)


def confirmed(*, gathering: Gathering, now: datetime) -> int:
    """Tell that the date of a gathering is fixed."""

    def words() -> WrittenText:
        return standing_text(gathering.network, "notice.confirmed", **_values(gathering, now))

    return _tell(gathering, "gathering_confirmed", words, "REQUEST", now)


def _values(gathering: Gathering, now: datetime) -> dict[str, str]:
    days = date_range_words(gathering.starts, gathering.ends, localdate(now))
    return {"gathering": gathering_name(gathering), "days": days}


def _tell(gathering: Gathering, kind: str, words: Words, method: Method, now: datetime) -> int:
    people = people_called_to(gathering, localdate(now))
    for person in people:
        with translation.override(django_language(person.language)):
            _post(gathering, person, kind, words(), method, now)
    return len(people)


def _post(gathering: Gathering, person: Person, kind: str, words: WrittenText, method: Method, now: datetime) -> None:
    page = link(reverse("municipality:course", args=[gathering.network_id]))
    text = words.letter(page, gathering.network.name)
    organiser = gathering.network.organiser
    invited = Invited(
        organiser.name, organiser.reply_to or _sender(), person.name, person.email, bool(organiser.reply_to)
    )  # fmt: skip
    happening = happening_of(gathering, now)
    post_letter(
        to_email=person.email, to_person=person, kind=kind, language=person.language, subject=words.title, text=text,
        now=now, reply_to=organiser.reply_to, key=f"{kind}:{gathering.pk}:{gathering.sequence}:{person.pk}",
        calendar=calendar_text(CalendarFile(words.title, (happening,), method, invited)),
    )  # fmt: skip


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">")
