"""What mentor and mentee write stands in clear nowhere but on their own pages.

Here are the database, the letters, the log and what has an address without a log-in, after everything that can be done
with a note and a talk has been done. `docs/security.md` says which test looks at what else.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentornett.competence.models import Pulse
from mentornett.config import jobs as rounds
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.taps import tap_link, wish_link
from mentornett.mentoring.jobs import ask_after_talks
from mentornett.mentoring.models import Note, Talk
from mentornett.tenants.actions import make_calendar_link
from mentornett.tenants.models import Letter
from tests.cast import NOW, Cast
from tests.conftest import LogIn
from tests.mentoring_cast import NOTE_CANARY


def _do_everything(cast: Cast, client: Client) -> None:
    note = reverse("pair:note", args=[cast.pair.pk])
    client.post(note, {"text": f"{NOTE_CANARY} ny", "shared": "both"})
    client.post(note, {"text": f"{NOTE_CANARY} 01017012345", "shared": "x"})
    with inside(EVERYONE):
        written = Note.objects.filter(owner=cast.mentor, talk=None).get()
        Pulse.objects.filter(person=cast.mentor).update(answered_on=cast.today - timedelta(days=40))
        Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=NOW - timedelta(hours=2))
    client.post(reverse("pair:note_change", args=[written.pk]), {"text": f"{NOTE_CANARY} endret"})
    _answer_pulse(client)
    client.get(reverse("pair:home"))
    ask_after_talks(NOW)
    client.post(reverse("pair:answer", args=[cast.talk_2.pk]), {"state": "held"})
    client.post(reverse("pair:note_remove", args=[written.pk]))
    rounds.run_due_jobs(NOW + timedelta(days=7))  # the week's letters to those who follow up


def _answer_pulse(client: Client) -> None:
    pulse = reverse("competence:pulse")
    answer = {"load": "4", "support": "2", "meaning": "5"}
    client.post(pulse, {**answer, "text": f"{NOTE_CANARY} 01017012345"})
    client.post(pulse, {"text": f"{NOTE_CANARY} uten svar"})
    assert client.post(pulse, {**answer, "text": f"{NOTE_CANARY} puls"}).status_code == 302
    assert client.post(pulse, {**answer, "text": f"{NOTE_CANARY} en gang til"}).status_code == 302
    assert f"{NOTE_CANARY} puls" in client.get(pulse).text


def _clear_in_database() -> list[str]:
    found = []
    with inside(EVERYONE), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells = (cell for row in cursor.fetchall() for cell in row)
            texts = (bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in cells)
            found += [table for text in texts if NOTE_CANARY.encode() in text]
    return found


@pytest.mark.usefixtures("cast")
def test_note_stands_in_clear_in_no_column_letter_or_log_line(
    cast: Cast, log_in: LogIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _do_everything(cast, log_in("mentor"))
    assert _clear_in_database() == []
    assert NOTE_CANARY not in caplog.text
    assert NOTE_CANARY not in str([vars(record) for record in caplog.records])
    assert {"talk_asked", "weekly_list"} <= set(Letter.objects.values_list("kind", flat=True))


def test_what_a_secret_link_shows_holds_no_note(cast: Cast, log_in: LogIn) -> None:
    """Whoever has the mentor's own links reads times and names, and nothing that the mentor wrote."""
    with inside(EVERYONE):
        Talk.objects.filter(pk=cast.talk_1.pk).update(agreed_at=NOW + timedelta(hours=2))
        feed = make_calendar_link(by=cast.mentor, now=NOW)
        links = [tap_link(cast.talk_1, cast.mentor), wish_link(cast.flesberg, cast.mentor)]
    links.append(reverse("public:calendar_feed", args=[feed]))
    for link in links:
        response = Client().get(urlsplit(link).path)
        assert (response.status_code, NOTE_CANARY in response.text) == (200, False), link
    assert cast.mentee.name in response.text, "the feed holds the talk"


def test_there_is_no_admin_site() -> None:
    """It would show every row to whoever runs the program."""
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert Client().get("/admin/").status_code == 404
