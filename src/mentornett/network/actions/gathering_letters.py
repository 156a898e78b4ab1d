"""Letters about gatherings: to everybody in the teams and their guides, each in their own language, with a calendar
file that replaces the earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core.time import date_range_words
from mentornett.documents.calendars import CalendarFile, Invited, Method, calendar_text
from mentornett.network.actions.notices import language_code, link
from mentornett.network.models import Gathering
from mentornett.network.queries.gatherings import gathering_name, happening_of, people_called_to
from mentornett.network.queries.texts import WrittenText, standing_text
from mentornett.tenants.actions import post_letter
from mentornett.tenants.models import Person

Words = Callable[[], tuple[str, list[str]]]


def moved(*, gathering: Gathering, before: tuple[date, date], reason: str, now: datetime) -> int:
    """Tell that a gathering has new dates; return how many were told."""
    today = localdate(now)

    def words() -> tuple[str, list[str]]:
        text = standing_text(
            "notice.moved", gathering=gathering_name(gathering), reason=reason,
            old_date=date_range_words(*before, today),
            new_date=date_range_words(gathering.starts, gathering.ends, today),
        )  # fmt: skip
        return _parts(text)

    return _tell(gathering, "gathering_moved", words, "REQUEST", now)


def cancelled(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a gathering is cancelled, and take it out of calendars."""
    days = gathering.starts, gathering.ends, localdate(now)

    def words() -> tuple[str, list[str]]:
        text = standing_text(
            "notice.cancelled", gathering=gathering_name(gathering), reason=reason, old_date=date_range_words(*days)
        )
        return _parts(text)

    return _tell(gathering, "gathering_cancelled", words, "CANCEL", now)


def restored(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a cancelled gathering will be held after all."""

    def words() -> tuple[str, list[str]]:
        values = _values(gathering, now) | {"reason": reason}
        title = gettext("%(gathering)s will be held after all") % values
        body = gettext("%(gathering)s will be held after all, on %(days)s. The reason: %(reason)s") % values
        return title, [body, gettext("Deadlines that belong to the gathering are in force again.")]

    return _tell(gathering, "gathering_restored", words, "REQUEST", now)


def form_changed(*, gathering: Gathering, reason: str, now: datetime) -> int:
    """Tell that a gathering is held in another way."""

    def words() -> tuple[str, list[str]]:
        values = _values(gathering, now) | {"reason": reason, "form": str(gathering.get_form_display()).lower()}
        title = gettext("%(gathering)s: now %(form)s") % values
        body = gettext("%(gathering)s on %(days)s will be %(form)s. The reason: %(reason)s") % values
        return title, [body, gettext("The date and the deadlines are the same.")]

    return _tell(gathering, "gathering_form", words, "REQUEST", now)


def confirmed(*, gathering: Gathering, now: datetime) -> int:
    """Tell that the date of a gathering is fixed."""

    def words() -> tuple[str, list[str]]:
        values = _values(gathering, now)
        title = gettext("%(gathering)s: the date is fixed") % values
        return title, [gettext("%(gathering)s will be held on %(days)s. Put it in your calendar.") % values]

    return _tell(gathering, "gathering_confirmed", words, "REQUEST", now)


def _values(gathering: Gathering, now: datetime) -> dict[str, str]:
    days = date_range_words(gathering.starts, gathering.ends, localdate(now))
    return {"gathering": gathering_name(gathering), "days": days}


def _parts(text: WrittenText) -> tuple[str, list[str]]:
    return text.title, list(text.paragraphs)


def _tell(gathering: Gathering, kind: str, words: Words, method: Method, now: datetime) -> int:
    people = people_called_to(gathering, localdate(now))
    for person in people:
        with translation.override(language_code(person)):
            subject, paragraphs = words()
            _post(gathering, person, kind, subject, paragraphs, method, now)
    return len(people)


def _post(
    gathering: Gathering, person: Person, kind: str, subject: str, paragraphs: list[str], method: Method, now: datetime
) -> None:
    page = link(reverse("municipality:course", args=[gathering.network_id]))
    text = "\n\n".join([*paragraphs, gettext("See the dates: %(link)s") % {"link": page}, gathering.network.name])
    organiser = gathering.network.organiser
    invited = Invited(organiser.name, organiser.reply_to or _sender(), person.name, person.email)
    happening = happening_of(gathering, now)
    post_letter(
        to_email=person.email, to_person=person, kind=kind, language=person.language, subject=subject, text=text,
        now=now, reply_to=organiser.reply_to, key=f"{kind}:{gathering.pk}:{gathering.sequence}:{person.pk}",
        calendar=calendar_text(CalendarFile(subject, (happening,), method, invited)),
    )  # fmt: skip


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">")
