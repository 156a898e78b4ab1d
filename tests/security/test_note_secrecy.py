"""What mentor and mentee write stands in clear nowhere but on their own pages.

Pages, files and partials of every address are walked by `tests/web/test_access.py`; here are the database, the
letters and the log, after everything that can be done with a note and a talk has been done.
"""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from mentornett.competence.models import Pulse
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.jobs import ask_after_talks
from mentornett.mentoring.models import Note, Talk
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
