"""Sends the letters that were written."""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from mentornett.tenants import actions, queries
from mentornett.tenants.choices import LetterState
from mentornett.tenants.models import Letter

# how long after it was written each try of a letter may come; after the last one it is given up
WAITS = (timedelta(0), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3), timedelta(hours=24))
AT_A_TIME = 200
CALENDAR_TYPE = "text/calendar; method={}"  # as the file itself says, or Outlook refuses it; the charset is added once
METHOD = re.compile(r"^METHOD:(PUBLISH|REQUEST|CANCEL)\r?$", re.MULTILINE)

log = logging.getLogger("mentornett.letters")


def send_letters(now: datetime) -> int:
    """Send the letters that are due and return how many went; in a demonstration they are only noted as sent.

    A letter that the mail server refuses is tried again later. Two workers may run it at the same time.
    """
    due = queries.letters_to_send(WAITS, now, AT_A_TIME)
    if settings.DEMO or not due:
        return _deliver(due, lambda letter: LetterState.SENT, now)
    try:
        with get_connection(fail_silently=False) as connection:
            return _deliver(due, lambda letter: _send(letter, connection), now)
    except (smtplib.SMTPException, OSError):
        log.warning("the mail server does not answer")  # no try is counted: all letters wait
        return 0


def _deliver(letters: list[Letter], send: Callable[[Letter], LetterState], now: datetime) -> int:
    sent = 0
    for letter in letters:
        if actions.claim_letter(letter=letter):
            state = send(letter)
            actions.mark_letter(letter=letter, state=state, now=now)
            sent += state == LetterState.SENT
    return sent


def _send(letter: Letter, connection: object) -> LetterState:
    try:
        message_of(letter, connection).send()
    except (smtplib.SMTPException, OSError):
        log.warning("a letter could not be sent", extra={"facts": {"letter": letter.pk, "tries": letter.tries + 1}})
        return LetterState.FAILED
    return LetterState.SENT


def message_of(letter: Letter, connection: object = None) -> EmailMultiAlternatives:
    """Return a letter as an e-mail: text, HTML beside it, and the calendar file it carries.

    A call to one event is one of the forms of the letter (RFC 6047), so that calendars take it in by themselves, and
    move or remove it later. What nobody is called to, one event or several, is a file for the reader to open.
    """
    message = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        to=[letter.to_email],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        connection=connection,
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        found = METHOD.search(letter.calendar)
        method = found[1] if found else "PUBLISH"
        if method != "PUBLISH":
            message.attach_alternative(letter.calendar, CALENDAR_TYPE.format(method))
        else:
            message.attach("mentornett.ics", letter.calendar, CALENDAR_TYPE.format(method))
    return message
