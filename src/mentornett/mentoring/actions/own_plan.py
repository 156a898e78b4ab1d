"""What mentor, mentee and leader do in one person's plan besides the talks: tasks signed off, and the fit."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.mentoring.actions.follow_up import tell_talk_wanted
from mentornett.mentoring.choices import Fit
from mentornett.mentoring.models import ChecklistTask, Pair
from mentornett.tenants.models import Person


@transaction.atomic
def sign_off(*, task: ChecklistTask, done: bool, by: Person, today: date, now: datetime) -> None:
    """Sign off a task of the checklist, or take the signature back. Signing twice changes nothing."""
    row = ChecklistTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if bool(row.done_on) == done:
        return
    row.done_on, row.done_by = (today, by) if done else (None, None)
    row.save(update_fields=["done_on", "done_by"])
    audit.record(verb="task.ticked" if done else "task.unticked", on=row, by=by, now=now)


@transaction.atomic
def answer_fit(*, pair: Pair, fit: Fit, by: Person, now: datetime) -> None:
    """Note how the pairing feels to one of the two. The log does not say what was answered.

    Who would rather change sets off a talk about the pair: the project leader is told so at once, neither why nor who.
    """
    row = Pair.objects.select_for_update(of=("self",)).select_related("mentor__person", "mentee").get(pk=pair.pk)
    name = "mentee_fit" if row.mentee_id == by.pk else "mentor_fit"
    setattr(row, name, fit)
    wanted = fit == Fit.CHANGE and row.talk_wanted_at is None
    if wanted:
        row.talk_wanted_at = now
    row.save(update_fields=[name, "talk_wanted_at"])
    audit.record(verb="fit.answered", on=row, by=by, now=now)
    if wanted:
        tell_talk_wanted(row, now)
