"""A new hire's own plan: copied from the programme when a pair begins, moved when the mentee is away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from mentornett.core import audit
from mentornett.mentoring.actions.talk_letters import forget_time
from mentornett.mentoring.choices import PairEnd, PairRole, TalkState
from mentornett.mentoring.models import ChecklistItem, ChecklistTask, Employment, Pair, Talk
from mentornett.mentoring.queries.away import days_away, first_day
from mentornett.mentoring.queries.talks import day_of
from mentornett.mentoring.queries.units import unit_parents
from mentornett.mentoring.rules.plan import Away, date_of
from mentornett.mentoring.rules.units import all_above
from mentornett.tenants.models import Person
from mentornett.tenants.queries import not_over

OVER = (PairEnd.COMPLETED, PairEnd.MENTEE_LEFT)  # nothing more is planned after these
TIME_TO_ANSWER = timedelta(days=7)  # after the last day, for talks that were held in the last days


@transaction.atomic
def start_plan(*, pair: Pair, by: Person, now: datetime) -> list[Talk]:
    """Copy the programme's talks and checklist to a mentee, or hand what is left of the plan to a new pair.

    Talks that the programme holds «on demand» are left out: somebody asks for them when they are wanted. Those within
    the last days of a pair that is not over stay with it.
    """
    employment, today = pair.employment, localdate(now)
    days = days_away(employment, today)
    rest = [talk for talk in _planned(employment) if not _stays_with_former(talk, today)]
    for talk in rest:
        talk.pair = pair
        talk.save(update_fields=["pair"])
    if not _has_begun(employment):
        rest = _copied(pair, days)
        _copy_checklist(employment, days)
    else:
        _redate(rest, employment, days, now)
    details = {"talks": len(rest), "pair": pair.pk}
    audit.record(verb="plan.begun", on=employment, by=by, now=now, details=details)
    return rest


@transaction.atomic
def move_plan(*, employment: Employment, by: Person | None, now: datetime) -> int:
    """Date what is planned anew, after a leave was registered, changed or removed; return how many talks moved.

    A time that was agreed on stays, unless the mentee is away then.
    """
    days = days_away(employment, localdate(now))
    moved = _redate(_planned(employment), employment, days, now)
    for pair in employment.pairs.filter(ends__isnull=False):
        let_go(pair, now)
    for task in employment.tasks.filter(done_on__isnull=True).select_related("item"):
        if task.item and task.item.due_day is not None:
            task.due = date_of(first_day(employment), task.item.due_day, days)
            task.save(update_fields=["due"])
    audit.record(verb="plan.moved", on=employment, by=by, now=now, details={"talks": moved})
    return moved


def let_go(pair: Pair, now: datetime) -> None:
    """Let go of what is planned after the last day of a pair.

    When nothing more is planned it is dropped; else it goes to the pair that follows, or waits for one.
    """
    for talk in pair.talks.filter(state=TalkState.PLANNED):
        if pair.ends and day_of(talk) > pair.ends:
            _let_go(talk, pair, now)
        elif pair.ends and talk.proposed_at and localdate(talk.proposed_at) > pair.ends:
            talk.proposed_at = talk.proposed_by = None
            talk.save(update_fields=["proposed_at", "proposed_by"])


def drop_after(*, employment: Employment, last: date, now: datetime) -> None:
    """Drop what waits for a mentor after somebody's last day of work."""
    for talk in employment.talks.filter(state=TalkState.PLANNED, pair__isnull=True):
        if day_of(talk) > last:
            _drop(talk, now)


def take_up(*, pair: Pair, by: Person, now: datetime) -> None:
    """Give a pair that goes on after all what was dropped when it ended, and what waits for a mentor."""
    if pair.role != PairRole.MAIN:
        return
    talks = pair.employment.talks
    talks.filter(state=TalkState.DROPPED).filter(Q(pair=pair) | Q(pair__isnull=True)).update(state=TalkState.PLANNED)
    talks.filter(state=TalkState.PLANNED, pair__isnull=True).update(pair=pair)
    move_plan(employment=pair.employment, by=by, now=now)


@transaction.atomic
def let_go_of_rest(*, now: datetime) -> int:
    """Let go of what nobody has answered for a week after the last day of its pair or of the mentee's work.

    Return how many plans were changed.
    """
    last = localdate(now) - TIME_TO_ANSWER
    rows = Talk.objects.filter(state=TalkState.PLANNED).select_related("pair", "employment__programme")
    changed: set[Employment] = set()
    for talk in rows.filter(employment__ends__lt=last):
        _drop(talk, now)
        changed.add(talk.employment)
    for talk in rows.filter(pair__ends__lt=last):
        if talk.pair:
            _let_go(talk, talk.pair, now)
            changed.add(talk.employment)
    for employment in sorted(changed, key=lambda row: row.pk):
        move_plan(employment=employment, by=None, now=now)
    return len(changed)


def _let_go(talk: Talk, pair: Pair, now: datetime) -> None:
    if pair.end_reason in OVER:
        _drop(talk, now)
        return
    following = Pair.objects.filter(
        not_over(talk.opens), employment=pair.employment_id, role=PairRole.MAIN, starts__gt=pair.starts
    )
    forget_time(talk, now)
    talk.pair = following.exclude(end_reason__in=OVER).order_by("starts").first()
    talk.save(update_fields=["pair", "sequence", "proposed_at", "proposed_by", "agreed_at"])


def _drop(talk: Talk, now: datetime) -> None:
    talk.state = TalkState.DROPPED
    forget_time(talk, now)
    talk.save(update_fields=["state", "sequence", "proposed_at", "proposed_by", "agreed_at"])


def _planned(employment: Employment) -> list[Talk]:
    rows = employment.talks.filter(state=TalkState.PLANNED)
    return list(rows.select_related("planned", "pair"))


def _stays_with_former(talk: Talk, today: date) -> bool:
    ends = talk.pair.ends if talk.pair else None
    return ends is not None and today <= ends and day_of(talk) <= ends


def change_plan(*, employment: Employment, pair: Pair | None, on: date, by: Person, now: datetime) -> None:
    """Let what comes from a day on be as in the employment's new programme; what was held stays."""
    for talk in employment.talks.filter(state=TalkState.PLANNED):
        _drop(talk, now)
    talks = _talks_of_programme(employment, pair, days_away(employment, localdate(now)))
    highest = employment.talks.aggregate(Max("number"))["number__max"] or 0
    for number, talk in enumerate((talk for talk in talks if talk.due >= on), start=highest + 1):
        talk.number = number
        talk.save()
    audit.record(verb="plan.changed", on=employment, by=by, now=now)


def _has_begun(employment: Employment) -> bool:
    """Tell whether there is a plan already, in another unit too: a move takes along only what is left of it."""
    same = {"employment__person": employment.person_id, "employment__followed_from": employment.followed_from}
    return Talk.objects.filter(employment__programme=employment.programme_id, **same).exists()


def _copied(pair: Pair, days: list[Away]) -> list[Talk]:
    talks = _talks_of_programme(pair.employment, pair, days)
    for talk in talks:
        talk.save()
    return talks


def _talks_of_programme(employment: Employment, pair: Pair | None, days: list[Away]) -> list[Talk]:
    programme, first = employment.programme, first_day(employment)
    rows = programme.talks.filter(on_demand=False) if programme else []
    return [
        Talk(
            employment=employment, pair=pair, planned=row, number=number, kind=row.kind, topic=row.topic,
            guide=row.guide, tool=row.tool, minutes=row.minutes, municipality_id=employment.municipality_id,
            opens=date_of(first, row.opens_day, days), due=date_of(first, row.due_day, days),
        )
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip


def _redate(talks: list[Talk], employment: Employment, days: list[Away], now: datetime) -> int:
    moved = 0
    for talk in talks:
        before = (talk.opens, talk.due, talk.agreed_at)
        if talk.planned:
            talk.opens = date_of(first_day(employment), talk.planned.opens_day, days)
            talk.due = date_of(first_day(employment), talk.planned.due_day, days)
        if talk.agreed_at and any(one.starts <= localdate(talk.agreed_at) <= one.ends for one in days):
            forget_time(talk, now)
        if (talk.opens, talk.due, talk.agreed_at) != before:
            talk.save(update_fields=["opens", "due", "agreed_at", "sequence", "proposed_at", "proposed_by"])
            moved += 1
    return moved


def _copy_checklist(employment: Employment, days: list[Away]) -> None:
    for item in _checklist(employment):
        due = date_of(first_day(employment), item.due_day, days) if item.due_day is not None else None
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
