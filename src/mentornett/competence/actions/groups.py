"""Groups inside a circle (G06) and the contract that each agrees on (G05)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.competence.actions.meetings import ChangedMeanwhileError
from mentornett.competence.choices.circles import CircleForm, CircleKind
from mentornett.competence.choices.courses import SeatState
from mentornett.competence.models import Agreement, Circle, Contract, Course, Enrolment, Group, Membership
from mentornett.competence.queries.circles import members_of
from mentornett.competence.queries.courses import owners_scope
from mentornett.competence.queries.groups import contract_of
from mentornett.competence.rules.spread import Participant, kept_groups, new_groups, still_together
from mentornett.core import audit
from mentornett.core.scoping import inside
from mentornett.core.text import clean
from mentornett.tenants.models import Person
from mentornett.tenants.queries import in_force


@dataclass(frozen=True)
class Division:
    """How people are divided: about how many in each, whether they stay where they are, and which draw it is."""

    size: int
    keep: bool = False
    draw: int = 1


@transaction.atomic
def circle_of_course(*, course: Course, by: Person, now: datetime) -> Circle:
    """Return the circle in which a course's participants are divided into groups, with those who have a place now."""
    with inside(owners_scope(course)):
        circle = Circle.objects.filter(course=course).first() or Circle(
            course=course, name=course.name, kind=CircleKind.COURSE, form=CircleForm.DIGITAL, across=True,
            starts=localdate(now), organiser_id=course.organiser_id, municipality_id=course.municipality_id,
        )  # fmt: skip
        circle.save()
        seats = Enrolment.objects.filter(course=course, state=SeatState.SEAT)
        places = dict(seats.values_list("person_id", "municipality_id"))
        for row in members_of(circle, localdate(now)):
            if places.pop(row.person_id, None) is None:
                _leave(row, now)
        for person_id, place_id in sorted(places.items()):
            Membership(
                circle=circle, person_id=person_id, place_id=place_id, starts=localdate(now),
                organiser_id=circle.organiser_id, municipality_id=circle.municipality_id,
            ).save()  # fmt: skip
        audit.record(verb="circle_group.opened", on=circle, by=by, now=now, details={"new": len(places)})
    return circle


def leave_course_groups(*, course: Course, person: Person, now: datetime) -> None:
    """Take somebody who withdraws from a course out of its groups at once, as a part of that deed."""
    with inside(owners_scope(course)):
        for row in Membership.objects.filter(in_force(localdate(now)), person=person, circle__course=course):
            _leave(row, now)


def _leave(row: Membership, now: datetime) -> None:
    yesterday = localdate(now) - timedelta(days=1)
    if row.starts > yesterday:
        row.delete()
        return
    row.ends = yesterday
    row.save(update_fields=["ends"])


@transaction.atomic
def divide(
    *, circle: Circle, division: Division, apart: Iterable[tuple[int, int]], by: Person, now: datetime
) -> list[tuple[Person, Person]]:
    """Divide the members into groups, and return those who share one though they should not.

    `apart` names persons by id, such as a mentor and the own leader. The draw is kept in the log, so that the same can
    be drawn again. Dividing anew removes the earlier groups with their contracts; keeping adds to them.
    """
    rows = list(members_of(circle, localdate(now)))
    by_person = {row.person_id: row for row in rows}
    barred = [(by_person[a].pk, by_person[b].pk) for a, b in apart if a in by_person and b in by_person]
    if not division.keep:
        Group.objects.filter(circle=circle).delete()
    people = [Participant(row.pk, row.place_id or 0, _number(row) if division.keep else 0) for row in rows]
    way = kept_groups if division.keep else new_groups
    groups = way(people, size=division.size, seed=division.draw, apart=barred)
    _place(circle, rows, groups, keep=division.keep)
    details = {"size": division.size, "keep": division.keep, "draw": division.draw, "groups": len(groups)}
    audit.record(verb="circle_group.made", on=circle, by=by, now=now, details=details)
    named = {row.pk: row.person for row in rows}
    return [(named[a], named[b]) for a, b in still_together(groups, barred)]


def _number(row: Membership) -> int:
    return row.group.number if row.group else 0


def _place(circle: Circle, rows: Sequence[Membership], groups: Sequence[Sequence[int]], *, keep: bool) -> None:
    """Write down who is where; `groups` are in the order of the groups' numbers, new ones last."""
    known = {row.number: row for row in Group.objects.filter(circle=circle)} if keep else {}
    numbers = sorted({_number(row) for row in rows if row.group}) if keep else []
    where: dict[int, Group] = {}
    for position, keys in enumerate(groups):
        number = numbers[position] if position < len(numbers) else max(known, default=0) + 1
        group = known.get(number) or Group(
            circle=circle, number=number, organiser_id=circle.organiser_id, municipality_id=circle.municipality_id
        )
        if group.pk is None:
            group.save()
            known[number] = group
        where |= dict.fromkeys(keys, group)
    for row in rows:
        row.group = where[row.pk]
        row.save(update_fields=["group"])


@transaction.atomic
def move_member(*, membership: Membership, group: Group, by: Person, now: datetime) -> None:
    """Move somebody to another group by hand."""
    membership.group = group
    membership.save(update_fields=["group"])
    details = {"person": membership.person_id, "group": group.number}
    audit.record(verb="circle_group.moved", on=membership, by=by, now=now, details=details)


@transaction.atomic
def change_group(*, group: Group, name: str, link: str, guests: Sequence[str], by: Person, now: datetime) -> None:
    """Change a group's name, its room, and the guests who have no account."""
    group.name, group.link, group.guests = clean(name).strip(), link, [clean(each).strip() for each in guests]
    group.save(update_fields=["name", "link", "guests"])
    audit.record(verb="circle_group.changed", on=group, by=by, now=now)


@transaction.atomic
def write_contract(
    *, circle: Circle, group: Group | None, text: str, since: int, by: Person, now: datetime
) -> Contract:
    """Write a new version of a contract, to which its writer agrees; `since` is the version it builds on.

    Raises ChangedMeanwhileError when there is a newer one. Who agreed to the earlier version is asked anew.
    """
    Circle.objects.select_for_update().get(pk=circle.pk)
    latest = contract_of(circle, group)
    if (latest.version if latest else 0) != since:
        raise ChangedMeanwhileError
    row = Contract(
        circle=circle, group=group, version=since + 1, text=clean(text).strip(), made_by=by, made_at=now,
        organiser_id=circle.organiser_id, municipality_id=circle.municipality_id,
    )  # fmt: skip
    row.save()
    _agree(row, by, now)
    audit.record(verb="circle_contract.written", on=circle, by=by, now=now, details={"version": row.version})
    return row


@transaction.atomic
def agree(*, contract: Contract, by: Person, now: datetime) -> None:
    """Agree to a version of a contract; twice is once."""
    _agree(contract, by, now)
    audit.record(verb="circle_contract.agreed", on=contract, by=by, now=now, details={"version": contract.version})


def _agree(contract: Contract, by: Person, now: datetime) -> None:
    Agreement.objects.get_or_create(
        contract=contract, person=by,
        defaults={
            "circle_id": contract.circle_id, "agreed_at": now, "organiser_id": contract.organiser_id,
            "municipality_id": contract.municipality_id,
        },
    )  # fmt: skip
