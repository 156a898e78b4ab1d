"""Letters leave the house once, as text and HTML, and are tried again when the mail server says no."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from mentornett.tenants import actions, jobs
from mentornett.tenants.models import Letter

NOW = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _write(**more: Any) -> Letter:
    values = {
        "to_email": "kari@eksempel.no", "kind": "test", "language": "nb", "subject": "Hei", "text": "Hei <du>",
        "now": NOW,
    }  # fmt: skip
    letter = actions.post_letter(**{**values, **more})
    assert letter is not None
    return letter


def test_letter_is_sent_as_text_with_html_beside_it_and_says_that_it_is_automatic() -> None:
    _write()
    assert jobs.send_letters(NOW) == 1
    message = mail.outbox[0]
    assert (message.to, message.body) == (["kari@eksempel.no"], "Hei <du>")
    html = message.alternatives[0][0]  # type: ignore[attr-defined]
    assert "Hei &lt;du&gt;" in html
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_letter_is_sent_once_however_often_the_job_runs() -> None:
    letter = _write()
    jobs.send_letters(NOW)
    assert jobs.send_letters(NOW + timedelta(days=1)) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.tries) == ("sent", NOW, 1)


def test_letter_that_another_worker_took_is_left_alone() -> None:
    letter = _write()
    seen_by_another = Letter.objects.get(pk=letter.pk)
    assert actions.claim_letter(letter=letter)
    assert not actions.claim_letter(letter=seen_by_another)


def _calendar(method: str, events: int = 1) -> str:
    rows = "BEGIN:VEVENT\r\nSUMMARY:Møte\r\nEND:VEVENT\r\n" * events
    return f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\n{rows}END:VCALENDAR\r\n"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_call_to_an_event_is_a_form_of_the_letter_that_calendars_act_on(method: str) -> None:
    _write(calendar=_calendar(method))
    jobs.send_letters(NOW)
    message = mail.outbox[0].message()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html", "text/calendar"]
    part = message.get_payload()[-1]
    assert part.get_params()[1:] == [("method", method), ("charset", "utf-8")], "each once, as in the file"
    assert part.get("Content-Disposition") is None


@pytest.mark.parametrize(("method", "events"), [("PUBLISH", 1), ("PUBLISH", 3)])
def test_other_calendars_are_attached_files_that_say_their_own_method(method: str, events: int) -> None:
    _write(calendar=_calendar(method, events))
    jobs.send_letters(NOW)
    letter, file = mail.outbox[0].message().get_payload()
    assert letter.get_content_type() == "multipart/alternative"
    assert (file.get_filename(), file.get_param("method")) == ("mentornett.ics", method)


@pytest.mark.parametrize("subject", ["Hei\r\nBcc: alle@eksempel.no", "Hei\nX: y", "Hei\x00du"])
def test_subject_never_carries_another_header(subject: str) -> None:
    letter = _write(subject=subject)
    assert not set("\r\n\x00") & set(letter.subject)
    jobs.send_letters(NOW)
    assert "\n" not in mail.outbox[0].subject


def test_demonstration_keeps_letters_and_sends_none(settings: Any) -> None:
    settings.DEMO = True
    letter = _write()
    assert jobs.send_letters(NOW) == 1
    letter.refresh_from_db()
    assert (letter.state, mail.outbox) == ("sent", [])


def _refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def send(self: Any, fail_silently: bool = False) -> int:
        raise smtplib.SMTPRecipientsRefused({})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)


def test_refused_letter_is_tried_again_later_and_given_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = _write()
    with monkeypatch.context() as refusing:
        _refuse(refusing)
        assert jobs.send_letters(NOW) == 0
        letter.refresh_from_db()
        assert (letter.state, letter.tries) == ("failed", 1)
        jobs.send_letters(NOW + timedelta(minutes=1))  # too early
        letter.refresh_from_db()
        assert letter.tries == 1
        for _ in range(9):
            jobs.send_letters(NOW + timedelta(days=2))
    letter.refresh_from_db()
    assert letter.tries == len(jobs.WAITS)
    assert jobs.send_letters(NOW + timedelta(days=3)) == 0


def test_refused_letter_goes_when_the_server_is_well_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _write()
    with monkeypatch.context() as refusing:
        _refuse(refusing)
        jobs.send_letters(NOW)
    assert jobs.send_letters(NOW + timedelta(minutes=6)) == 1


def test_mail_server_that_is_down_costs_no_try(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = _write()

    def broken(self: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", broken, raising=False)
    assert jobs.send_letters(NOW) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == ("waiting", 0)


def test_one_bad_letter_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    _write(to_email="nei@eksempel.no")
    _write()
    send = mail.EmailMultiAlternatives.send

    def picky(self: Any, fail_silently: bool = False) -> int:
        if self.to == ["nei@eksempel.no"]:
            raise smtplib.SMTPRecipientsRefused({})
        return send(self, fail_silently)

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", picky)
    assert jobs.send_letters(NOW) == 1


def test_key_makes_a_letter_unique() -> None:
    assert _write(key="a") is not None
    again = actions.post_letter(
        to_email="kari@eksempel.no", kind="test", language="nb", subject="Hei", text="Hei", now=NOW, key="a"
    )
    assert again is None
