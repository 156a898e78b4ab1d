"""The final report of a team: six sections, the before/now table, and how the figures moved (K02–K07)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import Any

from django.utils.translation import gettext

from mentornett.core.text import in_language
from mentornett.documents.blocks import Block, Column, Document, Heading, Picture, Table, row
from mentornett.documents.charts import Series, line_chart
from mentornett.measurement.queries.before_now import ShownRow
from mentornett.network.queries.final import figures_over_time
from mentornett.network.queries.goals import pursued_by
from mentornett.network.queries.writing import Asked, Section
from mentornett.questionnaires.rules import as_text
from mentornett.reports.answers import section_blocks
from mentornett.reports.before_now import before_now_blocks
from mentornett.reports.kept_chart import piece_blocks
from mentornett.reports.status_report import draft_note, submission_facts
from mentornett.reports.words import decimal_mark, framed, language_now

RESULTS_QUESTION = "final.results"
PILOT_QUESTION = "final.pilot"
SUB_GOALS_QUESTION = "final.sub_goals"
FIGURES = ("status.pilot_units", "status.mentors", "status.pairs")
FEWEST_POINTS = 2


def final_report(submission: Any, sections: Iterable[Section], rows: Sequence[ShownRow], *, today: date) -> Document:
    """Return the final report as a document. `rows`: the before/now rows that stand in it."""
    network = submission.team.network

    def after(asked: Asked) -> Iterable[Block]:
        """Return the tables and pictures that belong to an answer."""
        if asked.question.key == RESULTS_QUESTION:
            told = as_text(asked.question, asked.value, language_now())
            return (*before_now_blocks(rows, network, told=told), *piece_blocks(submission))
        if asked.question.key == SUB_GOALS_QUESTION:
            return action_blocks(submission.team)
        return course_blocks(submission.team) if asked.question.key == PILOT_QUESTION else ()

    blocks = (
        submission_facts(submission),
        *draft_note(submission),
        *section_blocks(sections, after=after, unanswered=gettext("Nothing written."), numbered=True),
    )
    place = submission.team.municipality.name if submission.team.municipality else ""
    return framed(
        title=gettext("Final report: %(team)s") % {"team": submission.team.name}, subtitle=network.name, blocks=blocks,
        today=today, author=place, contents=True,
    )  # fmt: skip


def action_blocks(team: Any) -> Iterator[Block]:
    """Yield what was done under each goal, one table per goal, and what came of it (N32)."""
    pursued = pursued_by(team)
    if pursued:
        yield Heading(gettext("What we did to reach the goals"), 3)
    for each in pursued:
        rows = [row(action.text, str(action.get_state_display()), action.comment) for action in each.actions]
        titles = [gettext("Action"), gettext("Status"), gettext("Result")]
        if not any(cells[-1].text for cells in rows):
            titles, rows = titles[:-1], [cells[:-1] for cells in rows]
        columns = tuple(Column(title, width_weight=1 if place == 1 else 2) for place, title in enumerate(titles))
        result = gettext("Result: %(text)s") % {"text": each.goal.result} if each.goal.result else ""
        yield Table(caption=each.goal.text, columns=columns, rows=tuple(rows), note=result)


def course_blocks(team: Any) -> Iterator[Block]:
    """Yield how units, mentors and pairs moved through the status reports, as a chart and the same table."""
    points = [point for point in figures_over_time(team, FIGURES) if any(v is not None for v in point["values"])]
    if len(points) < FEWEST_POINTS:
        return
    names = (gettext("Units"), gettext("Mentors"), gettext("New employees with a mentor"))
    labels = [_label(point["label"]) for point in points]
    columns = [tuple(point["values"][index] for point in points) for index in range(len(names))]
    yield _chart(names, labels, columns)
    yield Table(
        caption=gettext("Units, mentors and new employees with a mentor, by status report"),
        columns=(Column(gettext("Status report"), width_weight=2), *(Column(name, "right") for name in names)),
        rows=tuple(row(label, *map(_told, point["values"])) for label, point in zip(labels, points, strict=True)),
        note=gettext("The figures are the team's own, one team."),
    )


def _chart(names: Sequence[str], labels: Sequence[str], columns: Sequence[tuple[float | None, ...]]) -> Picture:
    title = gettext("The mentor programme through the period")
    lines = [
        f"{name}: {', '.join(_told(value) for value in values)}" for name, values in zip(names, columns, strict=True)
    ]
    description = ". ".join(lines)
    highest = max((value for values in columns for value in values if value is not None), default=1)
    svg = line_chart(
        [Series(name, values) for name, values in zip(names, columns, strict=True)], labels, title=title,
        description=description, high=max(5, 5 * ceil(highest / 5)),
        decimal_mark=decimal_mark(),
    )  # fmt: skip
    return Picture(svg.encode(), alt=f"{title}. {description}", caption=title)


def _label(submission: Any) -> str:
    sent = submission.sent_at
    return f"{sent:%m.%Y}" if sent else in_language(submission.assignment.title)


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
