"""Several municipalities own a programme together (N25): each shares its version, and takes others' when it decides to.

Nothing crosses the wall but the plan itself: each owner has its own copy, with its own people in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.mentoring.actions.programmes import write_commitment
from mentornett.mentoring.choices import JointState
from mentornett.mentoring.models import (
    ChecklistItem,
    JointOwner,
    JointProgramme,
    JointVersion,
    PlannedTalk,
    Programme,
)
from mentornett.mentoring.queries.joint import content_of, newest_version
from mentornett.mentoring.queries.programmes import text_in_force
from mentornett.mentoring.rules.joint import Content
from mentornett.tenants.models import Municipality, Person


class AnsweredError(RuntimeError):
    """The question whether to own a programme together is answered already."""


@transaction.atomic
def ask_to_own(*, programme: Programme, municipality: Municipality, by: Person, now: datetime) -> JointOwner:
    """Ask another municipality to own a programme together with us; the first time our plan becomes version 1."""
    mine = JointOwner.objects.filter(programme=programme, state=JointState.OWNER).first() or _first(programme, now)
    asked, _ = JointOwner.objects.update_or_create(
        joint=mine.joint, municipality=municipality, defaults={"state": JointState.ASKED, "since": now}
    )
    audit.record(
        verb="joint_programme.asked", on=programme, by=by, now=now, details={"municipality": municipality.number}
    )
    return asked


def _first(programme: Programme, now: datetime) -> JointOwner:
    joint = JointProgramme.objects.create(name=programme.name, made_at=now)
    municipality = Municipality.objects.get(pk=programme.municipality_id or 0)
    JointVersion.objects.create(
        joint=joint, number=1, content=content_of(programme), shared_by=municipality, shared_at=now
    )
    return JointOwner.objects.create(
        joint=joint, municipality=municipality, programme=programme, state=JointState.OWNER, version=1, since=now
    )


@transaction.atomic
def accept(*, asked: JointOwner, name: str, starts: date, by: Person, now: datetime) -> Programme:
    """Become an owner: our municipality gets a programme of its own with the newest version's plan.

    Raises AnsweredError when a colleague has answered at the same moment.
    """
    if not JointOwner.objects.filter(pk=asked.pk, state=JointState.ASKED).update(state=JointState.OWNER):
        raise AnsweredError
    newest = newest_version(asked)
    programme = Programme.objects.create(
        municipality=asked.municipality, name=clean(name).strip(), template="joint", starts=starts, owner=by,
        **newest.content["limits"],
    )  # fmt: skip
    _write(programme, newest.content, by, now)
    asked.programme, asked.state, asked.version, asked.since = programme, JointState.OWNER, newest.number, now
    asked.save(update_fields=["programme", "state", "version", "since"])
    audit.record(verb="joint_programme.accepted", on=programme, by=by, now=now, details={"version": newest.number})
    return programme


@transaction.atomic
def decline(*, asked: JointOwner, by: Person, now: datetime) -> None:
    """Say no to owning a programme together."""
    asked.state, asked.since = JointState.DECLINED, now
    asked.save(update_fields=["state", "since"])
    audit.record(verb="joint_programme.declined", on=asked, by=by, now=now)


@transaction.atomic
def share(*, owner: JointOwner, note: str, by: Person, now: datetime) -> JointVersion:
    """Share our plan as it is now with the other owners, as a new version."""
    assert owner.programme is not None  # noqa: S101 (an owner has one; tells the type checker)
    version = JointVersion.objects.create(
        joint=owner.joint, number=newest_version(owner).number + 1, content=content_of(owner.programme),
        shared_by=owner.municipality, shared_at=now, note=clean(note).strip(),
    )  # fmt: skip
    owner.version = version.number
    owner.save(update_fields=["version"])
    audit.record(verb="joint_programme.shared", on=owner.programme, by=by, now=now, details={"version": version.number})
    return version


@transaction.atomic
def take(*, owner: JointOwner, by: Person, now: datetime) -> JointVersion:
    """Take the newest version into use. Those who are on their way keep the plan they have."""
    assert owner.programme is not None  # noqa: S101 (an owner has one; tells the type checker)
    newest = newest_version(owner)
    for name, value in newest.content["limits"].items():
        setattr(owner.programme, name, value)
    owner.programme.save(update_fields=list(newest.content["limits"]))
    _write(owner.programme, newest.content, by, now)
    owner.version = newest.number
    owner.save(update_fields=["version"])
    audit.record(verb="joint_programme.taken", on=owner.programme, by=by, now=now, details={"version": newest.number})
    return newest


@transaction.atomic
def leave(*, owner: JointOwner, by: Person, now: datetime) -> None:
    """Own the programme alone from now on; it stays as it is."""
    programme, owner.programme, owner.state, owner.since = owner.programme, None, JointState.LEFT, now
    owner.save(update_fields=["programme", "state", "since"])
    audit.record(verb="joint_programme.left", on=programme or owner, by=by, now=now)


def _write(programme: Programme, content: Content, by: Person, now: datetime) -> None:
    """Let a programme say what a version says; lines of the checklist for one unit stay."""
    talks = PlannedTalk.objects.filter(programme=programme)
    items = ChecklistItem.objects.filter(programme=programme, unit__isnull=True)
    _replace(talks, content["talks"], programme)
    _replace(items, content["checklist"], programme)
    text = text_in_force(programme)
    if content["commitment"] and any(getattr(text, key, None) != value for key, value in content["commitment"].items()):
        write_commitment(programme=programme, by=by, now=now, **content["commitment"])


def _replace(known: QuerySet[Any], rows: Sequence[Mapping[str, Any]], programme: Programme) -> None:
    """Let a list have these rows: the same number stays the same row, so that running plans still know it."""
    known.exclude(number__in=[row["number"] for row in rows]).delete()
    by_number = {row.number: row for row in known}
    for row in rows:
        found = by_number.get(row["number"]) or known.model(
            programme=programme, municipality_id=programme.municipality_id
        )
        for name, value in row.items():
            setattr(found, name, value)
        found.save()
