"""A new hire's own plan: copied from the programme when a pair begins, moved when the mentee is away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.choices import PairRole, TalkState
from mentornett.mentoring.models import ChecklistItem, ChecklistTask, Employment, Leave, Pair, Talk
from mentornett.mentoring.queries.units import unit_parents
from mentornett.mentoring.rules.plan import Away, date_of, uncovered
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.models import Person


@transaction.atomic
def start_plan(*, pair: Pair, by: Person, now: datetime) -> list[Talk]:
    """Copy the programme's talks and checklist to a mentee, or hand what is left of the plan to a new pair.

    Talks that the programme holds «on demand» are left out: somebody asks for them when they are wanted.
    """
    employment = pair.employment
    days = _away(employment, localdate(now))
    rest = list(employment.talks.filter(state=TalkState.PLANNED))
    for talk in rest:
        talk.pair = pair
        talk.save(update_fields=["pair"])
    if not _has_begun(employment):
        rest = _copied(pair, days)
        _copy_checklist(employment, days)
    else:
        _redate(rest, employment, days)
    details = {"talks": len(rest), "pair": pair.pk}
    audit.record(verb="plan.begun", on=employment, by=by, now=now, details=details)
    return rest


@transaction.atomic
def move_plan(*, employment: Employment, by: Person, now: datetime) -> int:
    """Date what is planned anew, after a leave was registered, changed or removed; return how many talks moved.

    A time that was agreed on stays, unless the mentee is away then.
    """
    days = _away(employment, localdate(now))
    talks = list(employment.talks.filter(state=TalkState.PLANNED).select_related("planned"))
    moved = _redate(talks, employment, days)
    for task in employment.tasks.filter(done_on__isnull=True).select_related("item"):
        if task.item and task.item.due_day is not None:
            task.due = date_of(_first(employment), task.item.due_day, days)
            task.save(update_fields=["due"])
    audit.record(verb="plan.moved", on=employment, by=by, now=now, details={"talks": moved})
    return moved


def _first(employment: Employment) -> date:
    return employment.followed_from or employment.starts


def _has_begun(employment: Employment) -> bool:
    """Tell whether there is a plan already, in another unit too: a move takes along only what is left of it."""
    same = {"employment__person": employment.person_id, "employment__followed_from": employment.followed_from}
    return Talk.objects.filter(employment__programme=employment.programme_id, **same).exists()


def _away(employment: Employment, today: date) -> list[Away]:
    """Return the days that do not count: leave, and the time without a mentor. What is open lasts until today."""
    person, place = employment.person_id, employment.municipality_id
    leaves = Leave.objects.filter(employment__person=person, employment__municipality=place)
    away = [Away(row.starts, row.ends or max(today, row.starts)) for row in leaves]
    pairs = Pair.objects.filter(mentee=person, municipality=place, role=PairRole.MAIN)
    return away + uncovered(_first(employment), pairs.values_list("starts", "ends"), today)


def _copied(pair: Pair, days: list[Away]) -> list[Talk]:
    employment, programme = pair.employment, pair.employment.programme
    rows = programme.talks.filter(on_demand=False) if programme else []
    talks = [
        Talk(
            employment=employment, pair=pair, planned=row, number=number, kind=row.kind, topic=row.topic,
            guide=row.guide, tool=row.tool, minutes=row.minutes, municipality_id=pair.municipality_id,
            opens=date_of(_first(employment), row.opens_day, days), due=date_of(_first(employment), row.due_day, days),
        )
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    for talk in talks:
        talk.save()
    return talks


def _redate(talks: list[Talk], employment: Employment, days: list[Away]) -> int:
    moved = 0
    for talk in talks:
        before = (talk.opens, talk.due, talk.agreed_at)
        if talk.planned:
            talk.opens = date_of(_first(employment), talk.planned.opens_day, days)
            talk.due = date_of(_first(employment), talk.planned.due_day, days)
        if talk.agreed_at and any(one.starts <= localdate(talk.agreed_at) <= one.ends for one in days):
            talk.agreed_at = None
            talk.sequence += 1
        if (talk.opens, talk.due, talk.agreed_at) != before:
            talk.save(update_fields=["opens", "due", "agreed_at", "sequence"])
            moved += 1
    return moved


def _copy_checklist(employment: Employment, days: list[Away]) -> None:
    for item in _checklist(employment):
        due = date_of(_first(employment), item.due_day, days) if item.due_day is not None else None
        ChecklistTask(
            employment=employment, item=item, number=item.number, text=item.text, signer=item.signer, due=due,
            municipality_id=employment.municipality_id,
        ).save()  # fmt: skip


def _checklist(employment: Employment) -> list[ChecklistItem]:
    """Return the lines for everyone, for the mentee's profession, and for the units from the mentee's own upwards."""
    if employment.programme is None:
        return []
    units = {None, *all_above(employment.unit_id, unit_parents(employment.municipality_id))}
    own = employment.profession.casefold()
    rows = employment.programme.checklist.all()
    return [row for row in rows if row.unit_id in units and row.profession.casefold() in ("", own)]
