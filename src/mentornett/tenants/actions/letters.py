"""Letters: e-mails that are written with the deed and sent afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mentornett.core.text import clean
from mentornett.tenants.actions.letter_html import as_html
from mentornett.tenants.choices import LetterState
from mentornett.tenants.models import Letter, Person


@transaction.atomic
def post_letter(
    *,
    to_email: str,
    kind: str,
    language: str,
    subject: str,
    text: str,
    now: datetime,
    to_person: Person | None = None,
    html: str = "",
    key: str | None = None,
    reply_to: str = "",
    calendar: str = "",
) -> Letter | None:
    """Write a letter. With a `key`, the same letter is written only once; None means that it was there already.

    Without `html`, the text is laid out as paragraphs with our own links as buttons.
    """
    subject = " ".join(clean(subject).split())[:200]  # no line break may reach a mail header
    fields = {
        "to_person": to_person, "to_email": to_email, "kind": kind, "language": language, "subject": subject,
        "text": clean(text), "html": html or as_html(subject, clean(text), language), "reply_to": reply_to,
        "calendar": calendar, "created_at": now,
    }  # fmt: skip
    if key is None:
        return Letter.objects.create(**fields)
    letter, created = Letter.objects.get_or_create(key=key, defaults=fields)
    return letter if created else None


@transaction.atomic
def add_to_letter(*, letter: Letter, subject: str, text: str) -> bool:
    """Let a letter that waits say more, under another subject; False, and nothing done, when it is on its way."""
    subject, whole = " ".join(clean(subject).split())[:200], f"{letter.text}\n\n{clean(text)}"
    waiting = Letter.objects.filter(pk=letter.pk, tries=0).exclude(state=LetterState.SENT)
    if not waiting.update(subject=subject, text=whole, html=as_html(subject, whole, letter.language)):
        return False
    letter.subject, letter.text = subject, whole
    return True


@transaction.atomic
def claim_letter(*, letter: Letter) -> bool:
    """Count a try before it is made, and tell whether it is ours: two workers never send the same letter at once."""
    mine = Letter.objects.filter(pk=letter.pk, tries=letter.tries).exclude(state=LetterState.SENT)
    return mine.update(tries=letter.tries + 1) == 1


@transaction.atomic
def mark_letter(*, letter: Letter, state: LetterState, now: datetime) -> None:
    """Note that a letter was sent, or that a try failed."""
    letter.state = state
    letter.sent_at = now if state == LetterState.SENT else None
    letter.save(update_fields=["state", "sent_at"])
