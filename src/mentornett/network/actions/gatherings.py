"""Gatherings: added, moved, cancelled, taken up again, held. Deadlines are offsets, so they follow by themselves."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.actions import gathering_letters
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.choices import ChangeKind, Form, GatheringState
from mentornett.network.models import Gathering, GatheringChange, Network
from mentornett.network.rules.course import gathering_may_become, may_be_held, may_be_rearranged
from mentornett.tenants.models import Person


class GatheringRefusedError(ValueError):
    """The gathering stands where this can no longer be done: somebody else may have changed it."""


@transaction.atomic
def add_gathering(
    *,
    network: Network,
    title: str,
    starts: date,
    ends: date,
    form: str,
    by: Person,
    now: datetime,
    start_time: time | None = None,
) -> Gathering:
    """Add a gathering with the next number. It is proposed until it is confirmed."""
    highest = Gathering.objects.filter(network=network).aggregate(Max("number"))["number__max"] or 0
    gathering = Gathering.objects.create(
        network=network, number=highest + 1, title=clean(title).strip(), starts=starts, ends=ends, form=form,
        start_time=start_time, uid=uuid.uuid4(),
    )  # fmt: skip
    _stretch(network, ends)
    audit.record(verb="gathering.added", on=network, by=by, now=now, details={"gathering": gathering.pk})
    return gathering


DESCRIBING = frozenset(
    {"title", "place", "link", "start_time", "end_time", "planned_theme", "themes", "elements", "contributors",
     "learning_goals"}
)  # fmt: skip


@transaction.atomic
def describe_gathering(*, gathering: Gathering, by: Person, now: datetime, **fields: Any) -> None:
    """Change what is said about a gathering: any of DESCRIBING. Nobody gets a letter, but calendar feeds follow."""
    names = sorted(fields.keys() & DESCRIBING)
    for name in names:
        setattr(gathering, name, _cleaned(fields[name]))
    gathering.sequence += 1
    gathering.save(update_fields=[*names, "sequence"])
    audit.record(verb="gathering.described", on=gathering.network, by=by, now=now, details=_named(gathering, names))


def _cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [clean(text).strip() for text in value if text.strip()]
    return clean(value).strip() if isinstance(value, str) else value


def _named(gathering: Gathering, names: Sequence[str]) -> dict[str, Any]:
    return {"gathering": gathering.pk, "fields": list(names)}


@transaction.atomic
def move_gathering(*, gathering: Gathering, starts: date, ends: date, reason: str, by: Person, now: datetime) -> int:
    """Move a gathering; return how many people got a letter. Raises GatheringRefusedError when held or cancelled."""
    if not may_be_rearranged(gathering.state) or ends < starts:
        raise GatheringRefusedError
    before = (gathering.starts, gathering.ends)
    gathering.starts, gathering.ends = starts, ends
    gathering.sequence += 1
    gathering.save(update_fields=["starts", "ends", "sequence"])
    _stretch(gathering.network, ends)
    _log(gathering, ChangeKind.MOVED, _days(*before), _days(starts, ends), reason, by, now)
    ensure_submissions(network=gathering.network, by=by, now=now)
    return gathering_letters.moved(gathering=gathering, before=before, reason=reason, now=now)


@transaction.atomic
def change_form(
    *, gathering: Gathering, form: Form, reason: str, by: Person, now: datetime, place: str = "", link: str = ""
) -> int:
    """Change how a gathering is held; return how many people got a letter. Raises GatheringRefusedError."""
    if not may_be_rearranged(gathering.state):
        raise GatheringRefusedError
    before = gathering.form
    gathering.form, gathering.place, gathering.link = form, clean(place).strip(), clean(link).strip()
    gathering.sequence += 1
    gathering.save(update_fields=["form", "place", "link", "sequence"])
    _log(gathering, ChangeKind.FORM, before, form, reason, by, now)
    return gathering_letters.form_changed(gathering=gathering, reason=reason, now=now)


@transaction.atomic
def cancel_gathering(*, gathering: Gathering, reason: str, by: Person, now: datetime) -> int:
    """Cancel a gathering: its assignments wait, and people are told. Raises GatheringRefusedError."""
    before = _become(gathering, GatheringState.CANCELLED)
    _log(gathering, ChangeKind.CANCELLED, before, gathering.state, reason, by, now)
    return gathering_letters.cancelled(gathering=gathering, reason=reason, now=now)


@transaction.atomic
def restore_gathering(*, gathering: Gathering, reason: str, by: Person, now: datetime) -> int:
    """Take up a cancelled gathering again, as proposed; its assignments are due again. Raises GatheringRefusedError."""
    before = _become(gathering, GatheringState.PROPOSED)
    _log(gathering, ChangeKind.RESTORED, before, gathering.state, reason, by, now)
    ensure_submissions(network=gathering.network, by=by, now=now)
    return gathering_letters.restored(gathering=gathering, reason=reason, now=now)


@transaction.atomic
def confirm_gathering(*, gathering: Gathering, by: Person, now: datetime, reason: str = "") -> int:
    """Confirm a proposed gathering; people get the calendar file. Raises GatheringRefusedError."""
    before = _become(gathering, GatheringState.CONFIRMED)
    _log(gathering, ChangeKind.CONFIRMED, before, gathering.state, reason, by, now)
    return gathering_letters.confirmed(gathering=gathering, now=now)


@transaction.atomic
def hold_gathering(
    *,
    gathering: Gathering,
    by: Person,
    now: datetime,
    themes: list[str] | None = None,
    elements: list[str] | None = None,
    contributors: list[str] | None = None,
    reason: str = "",
) -> None:
    """Note that a gathering was held, and what was done beside what was planned (X23). Raises GatheringRefusedError."""
    if not may_be_held(gathering.state, gathering.starts, localdate(now)):
        raise GatheringRefusedError
    for name, value in (("themes", themes), ("elements", elements), ("contributors", contributors)):
        if value is not None:
            setattr(gathering, name, _cleaned(value))
    before = _become(gathering, GatheringState.HELD, "themes", "elements", "contributors")
    _log(gathering, ChangeKind.HELD, before, gathering.state, reason, by, now)


@transaction.atomic
def take_back_held(*, gathering: Gathering, by: Person, now: datetime) -> None:
    """Take back the note that a gathering was held: it stands as before. Raises GatheringRefusedError."""
    if gathering.state != GatheringState.HELD:
        raise GatheringRefusedError
    note = GatheringChange.objects.filter(gathering=gathering, kind=ChangeKind.HELD).order_by("pk").last()
    gathering.state = note.before if note else GatheringState.CONFIRMED
    gathering.sequence += 1
    gathering.save(update_fields=["state", "sequence"])
    if note:
        note.delete()
    audit.record(verb="gathering.taken_back", on=gathering.network, by=by, now=now, details={"gathering": gathering.pk})


def _become(gathering: Gathering, state: GatheringState, *also: str) -> str:
    before = gathering.state
    if not gathering_may_become(before, state):
        raise GatheringRefusedError
    gathering.state = state
    gathering.sequence += 1
    gathering.save(update_fields=["state", "sequence", *also])
    return before


def _log(
    gathering: Gathering, kind: ChangeKind, before: str, after: str, reason: str, by: Person, now: datetime
) -> None:
    GatheringChange.objects.create(
        gathering=gathering, kind=kind, before=before, after=after, reason=clean(reason).strip(), by=by, at=now
    )
    details = {"gathering": gathering.pk, "before": before, "after": after}
    audit.record(verb=f"gathering.{kind}", on=gathering.network, by=by, now=now, details=details)


def _days(starts: date, ends: date) -> str:
    """Dates in the log are kept as data; pages write them in the reader's language."""
    return starts.isoformat() if starts == ends else f"{starts.isoformat()}/{ends.isoformat()}"


def _stretch(network: Network, day: date) -> None:
    """A network lasts at least to its last gathering."""
    if day > network.ends:
        network.ends = day
        network.save(update_fields=["ends"])
