"""A gathering's programme: its parts, in order."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.choices import SlotType
from mentornett.network.models import Gathering, Slot
from mentornett.network.queries.programme import clock_of_day
from mentornett.tenants.models import Person


@transaction.atomic
def add_slot(
    *,
    gathering: Gathering,
    day: int,
    type: SlotType,
    title: str,
    minutes: int,
    by: Person,
    now: datetime,
    contributor: str = "",
    starts: time | None = None,
) -> Slot:
    """Add a part at the end of a day, or with a time of its own where that belongs."""
    slot = Slot.objects.create(
        gathering=gathering, day=day, position=gathering.slots.count(), type=type, title=clean(title).strip(),
        minutes=minutes, contributor=clean(contributor).strip(), starts=starts,
    )  # fmt: skip
    _place(slot)
    _number(gathering)
    _record("slot.added", slot, by, now)
    return slot


@transaction.atomic
def change_slot(
    *,
    slot: Slot,
    day: int,
    type: SlotType,
    title: str,
    minutes: int,
    contributor: str,
    by: Person,
    now: datetime,
    starts: time | None = None,
) -> None:
    """Change a part of the programme; on another day it comes last, or where its own time belongs."""
    moved = day != slot.day or starts != slot.starts
    if day != slot.day:
        slot.position = slot.gathering.slots.count()
    slot.day, slot.type, slot.minutes, slot.starts = day, type, minutes, starts
    slot.title, slot.contributor = clean(title).strip(), clean(contributor).strip()
    slot.save(update_fields=["day", "type", "title", "minutes", "starts", "contributor", "position"])
    if moved:
        _place(slot)
    _number(slot.gathering)
    _record("slot.changed", slot, by, now)


@transaction.atomic
def move_slot(*, slot: Slot, up: bool, by: Person, now: datetime) -> None:
    """Let a part change places with its neighbour on the same day; at the edge nothing happens."""
    rows = list(slot.gathering.slots.filter(day=slot.day).order_by("position", "pk"))
    place = [row.pk for row in rows].index(slot.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        for row, position in zip(rows, sorted(row.position for row in rows), strict=True):
            Slot.objects.filter(pk=row.pk).update(position=position)
    _record("slot.moved", slot, by, now)


@transaction.atomic
def remove_slot(*, slot: Slot, by: Person, now: datetime) -> None:
    """Take a part out of the programme."""
    _record("slot.removed", slot, by, now)
    gathering = slot.gathering
    slot.delete()
    _number(gathering)


def _place(slot: Slot) -> None:
    """Put a part with a time of its own before the first part of its day that begins later."""
    others = list(slot.gathering.slots.filter(day=slot.day).exclude(pk=slot.pk).order_by("position", "pk"))
    if slot.starts is None:
        return
    times = clock_of_day(slot.gathering, slot.day, others)
    place = next((at for at, row in enumerate(times) if row.starts and row.starts >= slot.starts), len(others))
    for position, row in enumerate([*others[:place], slot, *others[place:]]):
        Slot.objects.filter(pk=row.pk).update(position=position)


def _number(gathering: Gathering) -> None:
    """Give the parts positions without gaps, day by day."""
    for position, slot in enumerate(gathering.slots.order_by("day", "position", "pk")):
        if slot.position != position:
            Slot.objects.filter(pk=slot.pk).update(position=position)


def _record(verb: str, slot: Slot, by: Person, now: datetime) -> None:
    if slot.gathering.programme_approved_on:  # what was approved is another programme now
        slot.gathering.programme_approved_on = None
        slot.gathering.save(update_fields=["programme_approved_on"])
    details = {"gathering": slot.gathering_id, "slot": slot.pk}
    audit.record(verb=verb, on=slot.gathering.network, by=by, now=now, details=details)
