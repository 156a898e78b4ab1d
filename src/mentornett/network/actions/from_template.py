"""Copies the built-in template into a new network. Afterwards the network is its own: the template may change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from mentornett.core.text import in_language
from mentornett.network.models import Assignment, Gathering, Goal, Network, Phase, Risk, RoleRule, Rule, Slot
from mentornett.network.rules.calendar import Laid, lay_out
from mentornett.network.template.shapes import (
    FormTemplate,
    GatheringTemplate,
    NetworkTemplate,
    QuestionTemplate,
)
from mentornett.questionnaires.choices import QuestionType, VersionState
from mentornett.questionnaires.models import Question, Questionnaire, Version

Days = Mapping[int, tuple[date, date]]


def dates_of_template(template: NetworkTemplate, starts: date) -> list[Laid]:
    """Return the dates that a template's gatherings get when the network starts on a day."""
    return lay_out(starts, [(row.number, row.month_offset, row.days) for row in template.gatherings])


@dataclass(frozen=True)
class Copy:
    """One copying: from which template into which network, on which days, for texts in which language."""

    template: NetworkTemplate
    network: Network
    days: Days
    language: str
    now: datetime

    def word(self, text: Mapping[str, str]) -> str:
        """Return a text in the language that the network is made in, for what organisers will edit."""
        return in_language(text, self.language)


def copy_template(copy: Copy) -> None:
    """Fill an empty network with everything that the template has."""
    gatherings = {row.key: _gathering(copy, row) for row in copy.template.gatherings}
    phases = _phases(copy, gatherings)
    _roles(copy, phases)
    _rules_and_risks(copy)
    _goals(copy)
    _assignments(copy, gatherings)
    copy.network.phase = next(iter(phases.values()), None)
    copy.network.save(update_fields=["phase"])


def _gathering(copy: Copy, row: GatheringTemplate) -> Gathering:
    starts, ends = copy.days[row.number]
    gathering = Gathering.objects.create(
        network=copy.network, number=row.number, key=row.key, title=copy.word(row.title), starts=starts, ends=ends,
        start_time=time.fromisoformat(row.starts[0]), form=row.form, planned_theme=copy.word(row.theme),
        learning_goals=[copy.word(goal) for goal in row.learning_goals], uid=uuid.uuid4(),
    )  # fmt: skip
    Slot.objects.bulk_create(
        Slot(gathering=gathering, day=slot.day, position=position, type=slot.type, title=copy.word(slot.title),
             minutes=slot.minutes, starts=_own_time(row, position))
        for position, slot in enumerate(row.slots)
    )  # fmt: skip
    return gathering


def _own_time(row: GatheringTemplate, position: int) -> time | None:
    """Return when a later day begins, for its first part; the first day begins as the gathering does."""
    day = row.slots[position].day
    is_first = position > 0 and row.slots[position - 1].day != day
    return time.fromisoformat(row.starts[day - 1]) if is_first and day <= len(row.starts) else None


def _phases(copy: Copy, gatherings: Mapping[str, Gathering]) -> dict[str, Phase]:
    return {
        row.key: Phase.objects.create(
            network=copy.network, key=row.key, title=row.label, position=position,
            starts=gatherings[row.starts_at].starts,
        )
        for position, row in enumerate(copy.template.phases)
    }  # fmt: skip


def _roles(copy: Copy, phases: Mapping[str, Phase]) -> None:
    RoleRule.objects.bulk_create(
        RoleRule(
            network=copy.network, key=row.key, label=row.label, level=row.level, severity=row.severity,
            from_phase=phases[row.from_phase], decides=row.decides, position=position, source=row.source,
        )
        for position, row in enumerate(copy.template.roles)
    )  # fmt: skip


def _rules_and_risks(copy: Copy) -> None:
    Rule.objects.bulk_create(
        Rule(network=copy.network, key=row.key, value=row.value, severity=row.severity, source=row.source)
        for row in copy.template.rules
    )
    Risk.objects.bulk_create(
        Risk(network=copy.network, number=row.number, text=row.text, mitigations=[asdict(m) for m in row.mitigations])
        for row in copy.template.risks
    )


def _goals(copy: Copy) -> None:
    made: dict[str, Goal] = {}
    for position, row in enumerate(copy.template.goals):
        made[row.key] = Goal.objects.create(
            network=copy.network, parent=made.get(row.parent or ""), level=row.level, text=row.text, position=position
        )


def _assignments(copy: Copy, gatherings: Mapping[str, Gathering]) -> None:
    versions = {form.key: built_in_version(form, copy.template.version, copy.now) for form in copy.template.forms}
    Assignment.objects.bulk_create(
        Assignment(
            network=copy.network, key=row.key, kind=row.kind, title=row.title, instructions=row.instructions,
            questionnaire_version=versions[row.form] if row.form else None, gathering=gatherings[row.anchor],
            opens_offset=row.opens_offset_days, due_offset=row.due_offset_days, hours=row.hours, evidence=row.evidence,
        )
        for row in copy.template.assignments
    )  # fmt: skip


def built_in_version(form: FormTemplate, number: int, now: datetime) -> Version:
    """Return the published version of a built-in form; it is made the first time and shared by all networks."""
    questionnaire, _ = Questionnaire.objects.get_or_create(organiser=None, key=form.key, defaults={"title": form.title})
    version, created = Version.objects.get_or_create(
        questionnaire=questionnaire,
        number=number,
        defaults={
            "state": VersionState.PUBLISHED,
            "sections": [asdict(section) for section in form.sections],
            "published_at": now,
        },
    )
    if created:
        Question.objects.bulk_create(
            _question(form, question, version, position) for position, question in enumerate(form.questions)
        )
    return version


def _question(form: FormTemplate, row: QuestionTemplate, version: Version, position: int) -> Question:
    return Question(
        version=version, key=row.key, section=row.section, position=position, type=_type(form, row), label=row.label,
        help=row.help, required=row.required, word_limit=row.word_limit, answer_audience=row.audience,
        sharing_default=row.sharing_default, prefill=row.prefill, options=row.options,
    )  # fmt: skip


def _type(form: FormTemplate, row: QuestionTemplate) -> str:
    """A text of the final report that is drafted from earlier reports is written as paragraphs with their sources."""
    drafted = form.kind == "final_report" and row.type == QuestionType.LONG_TEXT and row.prefill
    return QuestionType.PARAGRAPHS if drafted else row.type
