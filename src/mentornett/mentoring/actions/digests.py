"""Letters that nobody asks for: the weekly list, promised time that is not used, and the day of the review.

They hold names, dates and minutes; never a topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

from mentornett.core.text import django_language
from mentornett.core.time import date_words
from mentornett.mentoring.choices import FollowUp
from mentornett.mentoring.models import Programme
from mentornett.mentoring.permissions.follow_up import followed_by
from mentornett.mentoring.queries.follow_up import work_list
from mentornett.mentoring.queries.follow_up_entries import Line, lines_of
from mentornett.mentoring.queries.follow_up_words import words_of
from mentornett.tenants.actions import note_weekly_look, post_letter
from mentornett.tenants.models import Person
from mentornett.tenants.permissions import Viewer

MOST_LINES = 20
REVIEW_AHEAD = timedelta(days=14)
Wording = Callable[[Person], tuple[str, str]]


@transaction.atomic
def send_weekly(*, viewer: Viewer, now: datetime) -> int:
    """Look through one person's list, write what there is to tell, and note the look; return how many letters.

    Unused time has a letter of its own, once a quarter, which is not switched off with the other.
    """
    person, today = viewer.person, viewer.today
    every = lines_of(work_list(followed_by(viewer), today))
    times = [line for line in every if line.found.kind == FollowUp.TIME]
    others = [line for line in every if line.found.kind != FollowUp.TIME]
    year, week, _day = today.isocalendar()
    written = 0
    if others and person.weekly_letter:
        words = _list_words(others, today)
        written += _post("weekly_list", person, words, now, key=f"weekly-list:{year}-{week}:{person.pk}")
    if times:
        quarter = f"{today.year}-{(today.month + 2) // 3}"
        words = _time_words(times, today)
        written += _post("time_unused", person, words, now, key=f"time-unused:{quarter}:{person.pk}")
    note_weekly_look(person=person, on=today)
    return written


def _post(kind: str, reader: Person, words: Wording, now: datetime, *, key: str) -> bool:
    with translation.override(django_language(reader.language)):
        subject, text = words(reader)
        letter = post_letter(
            to_email=reader.email, to_person=reader, kind=kind, language=reader.language, subject=subject, text=text,
            now=now, key=key,
        )  # fmt: skip
    return letter is not None


def _told(lines: Iterable[Line], today: date) -> str:
    words = [words_of(line, today) for line in lines]
    return "\n".join(f"– {each.who}: {each.what} {each.why}" for each in words)


def _list_words(lines: Sequence[Line], today: date) -> Wording:
    def words(reader: Person) -> tuple[str, str]:
        parts = [gettext("Hello %(name)s,") % {"name": reader.name}]
        for tier, title in ((1, gettext("First:")), (2, gettext("Soon:")), (3, gettext("When it suits:"))):
            some = [line for line in lines[:MOST_LINES] if line.found.tier == tier]
            parts += [f"{title}\n{_told(some, today)}"] if some else []
        if more := len(lines) - MOST_LINES:
            parts += [ngettext("And one more.", "And %(n)s more.", more) % {"n": more}] if more > 0 else []
        links = {
            "list": settings.BASE_URL + reverse("programme:follow_up"),
            "profile": settings.BASE_URL + reverse("everyone:profile"),
        }
        parts.append(gettext("Open the list: %(list)s") % links)
        parts.append(
            gettext("This letter comes once a week when there is something. Switch it off on your page: %(profile)s")
            % links
        )
        subject = ngettext(
            "One thing to follow up in the mentor programme", "%(n)s things to follow up in the mentor programme",
            len(lines),
        )  # fmt: skip
        return subject % {"n": len(lines)}, "\n\n".join(parts)

    return words


def _time_words(lines: Sequence[Line], today: date) -> Wording:
    def words(reader: Person) -> tuple[str, str]:
        values = {"name": reader.name, "link": settings.BASE_URL + reverse("programme:own_people")}
        text = gettext(
            "Hello %(name)s,\n\nYou have promised mentors and new colleagues time for their talks. Less than half of "
            "it is used:\n\n%(lines)s\n\nOften it is the duty roster that leaves no room. Ask them what would help.\n\n"
            "See the time: %(link)s\n\nThis letter comes at most once a quarter."
        )
        return gettext("Time you promised is not used"), text % (values | {"lines": _told(lines, today)})

    return words


@transaction.atomic
def remind_of_review(*, programme: Programme, readers: Iterable[Person], now: datetime) -> int:
    """Remind of the day on which a programme is gone through: two weeks before, and on the day (I09)."""
    day, today = programme.review_on, localdate(now)
    if day is None or day - REVIEW_AHEAD > today:
        return 0
    come = "due" if day <= today else "soon"

    def words(reader: Person) -> tuple[str, str]:
        values = {
            "name": reader.name, "programme": programme.name, "day": date_words(day, today),
            "link": settings.BASE_URL + reverse("programme:programme", args=[programme.pk]),
        }  # fmt: skip
        text = gettext(
            "Hello %(name)s,\n\n«%(programme)s» is to be gone through by %(day)s: do new colleagues get a mentor in "
            "time, are the talks held, do mentors get their time, and what should be changed? Take along mentors, "
            "leaders and the union representative.\n\nOpen the programme: %(link)s"
        )
        return gettext("Go through the mentor programme by %(day)s") % values, text % values

    return sum(
        _post("review_day", reader, words, now, key=f"review:{programme.pk}:{day}:{come}:{reader.pk}")
        for reader in readers
    )  # fmt: skip
