"""A mentor programme is made from a template and adapted. People who are on their way keep their own plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.mentoring.choices import UnitPhase
from mentornett.mentoring.models import ChecklistItem, CommitmentText, ExpectedHires, PlannedTalk, Programme, UnitStep
from mentornett.mentoring.rules.templates import ProgrammeTemplate, read_template
from mentornett.tenants.models import Municipality, Person, Unit

SETTINGS = (
    "name", "professions", "includes_temporary", "months", "first_talk_days", "silent_days", "lost_days",
    "most_mentees", "training_kinds", "owner", "review_on",
)  # fmt: skip
DUTIES = ("purpose", "leader_duties", "mentor_duties", "mentee_duties", "minutes_a_month")


@transaction.atomic
def create_programme(
    *,
    municipality: Municipality,
    template: ProgrammeTemplate,
    name: str,
    starts: date,
    professions: Sequence[str],
    includes_temporary: bool,
    language: str,
    by: Person,
    now: datetime,
    owner: Person | None = None,
    review_on: date | None = None,
) -> Programme:
    """Make a programme with the template's plan, checklist and commitment text, written in one language (I05)."""
    programme = Programme.objects.create(
        municipality=municipality, name=clean(name).strip(), template=template.key, starts=starts,
        professions=list(professions), includes_temporary=includes_temporary, months=template.months,
        first_talk_days=template.first_talk_days, silent_days=template.silent_days, owner=owner, review_on=review_on,
    )  # fmt: skip
    place = {"programme": programme, "municipality": municipality}
    PlannedTalk.objects.bulk_create(PlannedTalk(**talk.written(language), **place) for talk in template.talks)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(
            number=item.number, text=item.text[language], signer=item.signer, due_day=item.due_day, **place
        )
        for item in template.checklist
    )  # fmt: skip
    words = {part: template.commitment[part][language] for part in ("purpose", "leader", "mentor", "mentee")}
    CommitmentText.objects.create(
        version=1, purpose=words["purpose"], leader_duties=words["leader"], mentor_duties=words["mentor"],
        mentee_duties=words["mentee"], minutes_a_month=template.minutes_a_month, made_at=now, **place,
    )  # fmt: skip
    audit.record(verb="mentor_programme.created", on=programme, by=by, now=now, details={"template": template.key})
    return programme


@transaction.atomic
def change_programme(*, programme: Programme, by: Person, now: datetime, **values: Any) -> None:
    """Change the name, whom it is for, its limits, its owner and the day of the next review (I08, I09)."""
    for name in SETTINGS:
        setattr(programme, name, values[name])
    programme.save(update_fields=list(SETTINGS))
    audit.record(verb="mentor_programme.changed", on=programme, by=by, now=now)


@transaction.atomic
def note_review(*, programme: Programme, next_on: date, by: Person, now: datetime) -> None:
    """Note that the programme was gone through, and when that is done next (I09)."""
    programme.review_on = next_on
    programme.save(update_fields=["review_on"])
    audit.record(verb="mentor_programme.reviewed", on=programme, by=by, now=now, details={"next_on": str(next_on)})


@transaction.atomic
def add_talk(*, programme: Programme, by: Person, now: datetime, **values: Any) -> PlannedTalk:
    """Add a talk to the plan, under a number that the template does not use."""
    talk = PlannedTalk(
        programme=programme, municipality=programme.municipality, number=_next_number(programme), **values
    )
    talk.save()
    audit.record(verb="planned_talk.added", on=programme, by=by, now=now, details={"number": talk.number})
    return talk


def _next_number(programme: Programme) -> int:
    highest = programme.talks.aggregate(Max("number"))["number__max"] or 0
    try:
        return max(highest, len(read_template(programme.template).talks)) + 1
    except KeyError:  # a template that this version no longer has
        return int(highest) + 1


@transaction.atomic
def change_talk(*, talk: PlannedTalk, by: Person, now: datetime, **values: Any) -> None:
    """Change a talk of the plan."""
    for name, value in values.items():
        setattr(talk, name, value)
    talk.save(update_fields=list(values))
    audit.record(verb="planned_talk.changed", on=talk.programme, by=by, now=now, details={"number": talk.number})


@transaction.atomic
def remove_talk(*, talk: PlannedTalk, by: Person, now: datetime) -> None:
    """Take a talk out of the plan. Those who have it in their own plan keep it."""
    audit.record(verb="planned_talk.removed", on=talk.programme, by=by, now=now, details={"number": talk.number})
    talk.delete()


@transaction.atomic
def add_item(*, programme: Programme, by: Person, now: datetime, **values: Any) -> ChecklistItem:
    """Add a line to the checklist (N19)."""
    number = (programme.checklist.aggregate(Max("number"))["number__max"] or 0) + 1
    item = ChecklistItem(programme=programme, municipality=programme.municipality, number=number, **values)
    item.save()
    audit.record(verb="checklist_item.added", on=programme, by=by, now=now, details={"number": number})
    return item


@transaction.atomic
def change_item(*, item: ChecklistItem, by: Person, now: datetime, **values: Any) -> None:
    """Change a line of the checklist."""
    for name, value in values.items():
        setattr(item, name, value)
    item.save(update_fields=list(values))
    audit.record(verb="checklist_item.changed", on=item.programme, by=by, now=now, details={"number": item.number})


@transaction.atomic
def remove_item(*, item: ChecklistItem, by: Person, now: datetime) -> None:
    """Take a line out of the checklist. Those who have it in their own list keep it."""
    audit.record(verb="checklist_item.removed", on=item.programme, by=by, now=now, details={"number": item.number})
    item.delete()


@transaction.atomic
def write_commitment(*, programme: Programme, by: Person, now: datetime, **values: Any) -> CommitmentText:
    """Write a new version of the commitment; what was signed by an earlier version stays as it was (I03)."""
    version = (programme.commitment_texts.aggregate(Max("version"))["version__max"] or 0) + 1
    text = CommitmentText(
        programme=programme, municipality=programme.municipality, version=version, made_at=now,
        **{name: values[name] for name in DUTIES},
    )  # fmt: skip
    text.save()
    audit.record(verb="commitment_text.written", on=programme, by=by, now=now, details={"version": version})
    return text


@transaction.atomic
def set_expected(*, programme: Programme, numbers: Mapping[date, int | None], by: Person, now: datetime) -> None:
    """Say how many are expected in each half-year; None lets the last two years be the guide again."""
    for starts, number in numbers.items():
        rows = ExpectedHires.objects.filter(programme=programme, starts=starts)
        if number is None:
            rows.delete()
        else:
            ExpectedHires.objects.update_or_create(
                programme=programme, starts=starts,
                defaults={"number": number, "municipality": programme.municipality},
            )  # fmt: skip
    details = {str(starts): number for starts, number in numbers.items()}
    audit.record(verb="mentor_programme.expected", on=programme, by=by, now=now, details=details)


@transaction.atomic
def set_step(
    *,
    programme: Programme,
    unit: Unit,
    phase: str,
    starts: date,
    by: Person,
    now: datetime,
    criteria: str = "",
    responsible: Person | None = None,
    note: str = "",
) -> UnitStep:
    """Note how far a unit has come from a day on; a second note about the same day replaces the first (I11)."""
    step, _ = UnitStep.objects.update_or_create(
        programme=programme, unit=unit, starts=starts,
        defaults={
            "phase": phase, "criteria": clean(criteria).strip(), "responsible": responsible,
            "note": clean(note).strip(), "municipality": programme.municipality,
        },
    )  # fmt: skip
    audit.record(verb="unit_step.set", on=programme, by=by, now=now, details={"unit": unit.pk, "phase": str(phase)})
    return step


@transaction.atomic
def plan_starts(*, programme: Programme, starts: Mapping[Unit, date], note: str, by: Person, now: datetime) -> None:
    """Note for several units from which day on they use the programme, such as after a draw of who starts when."""
    for unit, day in starts.items():
        UnitStep.objects.update_or_create(
            programme=programme, unit=unit, starts=day,
            defaults={
                "phase": UnitPhase.ROLLED_OUT, "note": clean(note).strip(), "municipality": programme.municipality
            },
        )  # fmt: skip
    units = sorted(unit.pk for unit in starts)
    audit.record(verb="unit_step.planned", on=programme, by=by, now=now, details={"units": units})
