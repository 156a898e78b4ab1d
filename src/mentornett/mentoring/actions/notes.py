"""Notes of mentor and mentee. Texts are sealed before they are stored, and no log tells more than that one was written.

A shared note is two rows, one inside each reader's own scope; the other's row is written inside theirs.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.sealing import seal
from mentornett.core.text import clean
from mentornett.mentoring.models import Note, Pair
from mentornett.tenants.models import Person


@transaction.atomic
def write_note(*, pair: Pair, text: str, shared: bool, by: Person, now: datetime) -> None:
    """Write a note for oneself, or for both of the pair."""
    written = uuid.uuid4()
    sealed = seal(clean(text).strip())
    for owner in _both(pair) if shared else [by]:
        with _own(owner):
            Note(
                owner=owner, author=by, pair=pair, written=written, shared=shared, sealed=sealed, written_at=now,
                changed_at=now, organiser_id=pair.organiser_id, municipality_id=pair.municipality_id,
            ).save()  # fmt: skip
    audit.record(verb="note.written", on=pair, by=by, now=now)


@transaction.atomic
def change_note(*, note: Note, text: str, by: Person, now: datetime) -> None:
    """Change a note that one wrote, in both copies when it is shared."""
    sealed = seal(clean(text).strip())
    for owner in _readers(note):
        with _own(owner):
            copies = Note.objects.filter(written=note.written, owner=owner, author=by)
            copies.update(sealed=sealed, changed_at=now)
    audit.record(verb="note.changed", on=note.pair, by=by, now=now)


@transaction.atomic
def remove_note(*, note: Note, by: Person, now: datetime) -> None:
    """Delete a note that one wrote, in both copies when it is shared."""
    for owner in _readers(note):
        with _own(owner):
            Note.objects.filter(written=note.written, owner=owner, author=by).delete()
    audit.record(verb="note.removed", on=note.pair, by=by, now=now)


def delete_notes_of(person: Person) -> int:
    """Delete the notes that a person can read, and return their number; the other's copy of a shared one stays."""
    with _own(person):
        rows = Note.objects.filter(owner=person)
        number = rows.count()
        rows.delete()
    return number


def _both(pair: Pair) -> list[Person]:
    return [pair.mentor.person, pair.mentee]


def _readers(note: Note) -> Iterable[Person]:
    return _both(note.pair) if note.shared else [note.owner]


@contextmanager
def _own(owner: Person) -> Iterator[None]:
    with inside(Scope(person=owner.pk)):
        yield
