"""How a study is asked for, approved, handed out and ended."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.core.sealing import seal
from mentornett.core.text import clean, django_language
from mentornett.core.time import date_words
from mentornett.measurement.choices import FileState, ResearchDeed
from mentornett.measurement.models import ResearchEvent, ResearchStudy
from mentornett.measurement.queries.research import standing_of
from mentornett.measurement.rules.studies import LINK_DAYS, Standing
from mentornett.tenants.actions import post_letter, token_hash
from mentornett.tenants.models import Municipality, Person

TEXTS = ("title", "purpose", "basis", "receiver", "receiver_name", "receiver_email")
KEY_BYTES = 32


class StudyMovedOnError(Exception):
    """Somebody was quicker: the study no longer stands where this deed takes it from."""


@transaction.atomic
def ask_for_study(
    *, municipality: Municipality, by: Person, now: datetime, first_half: int, last_half: int, last_day: date,
    **texts: Any,
) -> ResearchStudy:  # fmt: skip
    """Ask for rows for a study; another person approves."""
    study = ResearchStudy(
        municipality=municipality, first_half=first_half, last_half=last_half, last_day=last_day,
        language=by.language, asked_by=by, asked_at=now, **{name: clean(texts[name]).strip() for name in TEXTS},
    )  # fmt: skip
    study.save()
    _note(study, ResearchDeed.ASKED, by, now)
    audit.record(verb="research.asked", on=study, by=by, now=now)
    return study


@transaction.atomic
def answer_study(*, study: ResearchStudy, approved: bool, answer: str, by: Person, now: datetime) -> None:
    """Approve or decline what another asked for; a yes draws the study's key."""
    row = _locked(study, Standing.ASKED, now)
    if row.asked_by_id == by.pk:
        raise ValueError("Nobody approves what they asked for")
    row.approved, row.answer, row.answered_by, row.answered_at = approved, clean(answer).strip(), by, now
    row.sealed_key = seal(secrets.token_hex(KEY_BYTES)) if approved else None
    row.save(update_fields=["approved", "answer", "answered_by", "answered_at", "sealed_key"])
    _note(row, ResearchDeed.APPROVED if approved else ResearchDeed.DECLINED, by, now)
    if approved:
        audit.record(verb="research.approved", on=row, by=by, now=now)
    else:
        audit.record(verb="research.declined", on=row, by=by, now=now)


@transaction.atomic
def keep_file(*, study: ResearchStudy, content: bytes | None, counts: dict[str, int], now: datetime) -> None:
    """Keep the file that was made and send the receiver a link; without content there were too few to hand out."""
    row = _locked(study, Standing.APPROVED, now)
    row.file_state = FileState.FEW if content is None else FileState.DONE
    row.content, row.counts, row.made_at = content, counts, now
    row.save(update_fields=["file_state", "content", "counts", "made_at"])
    _note(row, ResearchDeed.MADE, None, now)
    audit.record(verb="research.made", on=row, by=None, now=now, details=counts)
    if content is not None:
        _send_link(row, None, now)


@transaction.atomic
def send_link(*, study: ResearchStudy, by: Person, now: datetime) -> None:
    """Send the receiver a new link; the earlier one stops working."""
    row = _locked(study, Standing.APPROVED, now)
    if row.content is None:
        raise StudyMovedOnError
    _send_link(row, by, now)
    audit.record(verb="research.sent", on=row, by=by, now=now)


@transaction.atomic
def try_again(*, study: ResearchStudy, by: Person, now: datetime) -> None:
    """Let a file be made that could not be made before; the job is started by the caller."""
    row = _locked(study, Standing.APPROVED, now)
    if row.file_state != FileState.FAILED:
        raise StudyMovedOnError
    row.file_state = FileState.WAITING
    row.save(update_fields=["file_state"])
    audit.record(verb="research.ordered", on=row, by=by, now=now)


@transaction.atomic
def note_fetched(*, study: ResearchStudy, now: datetime) -> bytes:
    """Return the file, and note that the receiver fetched it."""
    with inside(Scope(municipalities=frozenset({study.municipality_id or 0}))):
        row = _locked(study, Standing.APPROVED, now)
        if row.content is None:
            raise StudyMovedOnError
        _note(row, ResearchDeed.FETCHED, None, now)
        audit.record(verb="research.fetched", on=row, by=None, now=now)
        return bytes(row.content)


@transaction.atomic
def withdraw_study(*, study: ResearchStudy, by: Person, now: datetime) -> None:
    """Take a study back: the link stops, and the file and the key are destroyed."""
    row = ResearchStudy.objects.select_for_update().get(pk=study.pk)
    if row.withdrawn_at or row.key_destroyed_at:
        raise StudyMovedOnError
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    _destroy(row, now)
    _note(row, ResearchDeed.WITHDRAWN, by, now)
    audit.record(verb="research.withdrawn", on=row, by=by, now=now)


def end_studies(now: datetime, today: date) -> int:
    """Destroy the key and the file of studies whose last day has been. How many."""
    with inside(EVERYONE), transaction.atomic():
        over = ResearchStudy.objects.select_for_update().filter(last_day__lt=today, key_destroyed_at__isnull=True)
        rows = list(over.filter(withdrawn_at__isnull=True, approved=True).defer("content"))
        for row in rows:
            _destroy(row, now)
            _note(row, ResearchDeed.ENDED, None, now)
            audit.record(verb="research.ended", on=row, by=None, now=now)
    return len(rows)


def mark_failed(*, study_id: int, scope: Scope) -> None:
    """Note that the file could not be made, so that the page can say so."""
    with inside(scope):
        waiting = ResearchStudy.objects.filter(pk=study_id, file_state=FileState.WAITING)
        waiting.update(file_state=FileState.FAILED)


def _locked(study: ResearchStudy, wanted: Standing, now: datetime) -> ResearchStudy:
    row = ResearchStudy.objects.select_for_update().get(pk=study.pk)
    if standing_of(row, localdate(now)) != wanted:
        raise StudyMovedOnError
    return row


def _destroy(row: ResearchStudy, now: datetime) -> None:
    row.sealed_key = row.content = row.token_hash = row.link_expires_at = None
    row.key_destroyed_at = now
    row.save(update_fields=["sealed_key", "content", "token_hash", "link_expires_at", "key_destroyed_at"])


def _note(row: ResearchStudy, deed: ResearchDeed, person: Person | None, now: datetime) -> None:
    ResearchEvent.objects.create(municipality_id=row.municipality_id, study=row, deed=deed, person=person, at=now)


def _send_link(row: ResearchStudy, by: Person | None, now: datetime) -> None:
    token = secrets.token_urlsafe(32)
    row.token_hash, row.link_expires_at = token_hash(token), now + timedelta(days=LINK_DAYS)
    row.save(update_fields=["token_hash", "link_expires_at"])
    _note(row, ResearchDeed.SENT, by, now)
    with translation.override(django_language(row.language)):
        text = gettext(
            "Hello %(name)s,\n\nThe rows that %(place)s hands out for «%(title)s» can be fetched here: %(link)s\n\n"
            "The link opens for %(days)s days, and each time the file is fetched is noted. Use it for this study "
            "alone, do not pass it on, do not try to find out who stands behind a row, and delete it by %(last)s."
        )
        values = {
            "name": row.receiver_name, "place": row.municipality.name if row.municipality else "",
            "title": row.title, "link": f"{settings.BASE_URL}{reverse('public:research', args=[token])}",
            "days": LINK_DAYS, "last": date_words(row.last_day, localdate(now)),
        }  # fmt: skip
        subject = gettext("Rows for «%(title)s»") % {"title": row.title}
        post_letter(
            to_email=row.receiver_email, kind="research", language=row.language, subject=subject, text=text % values,
            now=now,
        )  # fmt: skip
