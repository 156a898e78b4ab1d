"""The poster of a municipality as a document: what was done, a few figures, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from mentornett.documents.blocks import Block, Document, Heading, Note, Picture, Quote, paragraph, paragraphs
from mentornett.measurement.rules.grading import Grade
from mentornett.reports.answer_blocks import picture_of
from mentornett.reports.measure_chart import MeasureChart, chart_caveat, small_charts
from mentornett.reports.released import AnswerShown
from mentornett.reports.words import framed

PANEL_MM, NARROW_PANEL_MM = 82.0, 44.0  # three charts have room on one page when they are narrow
HIGHEST_MM = 90.0
UNCHOSEN = 2
ANSWER = 0  # among the keys of charts: the newest answer that was released


@dataclass(frozen=True, slots=True)
class PosterFigure:
    """A chart with its small picture, as it stands on the poster."""

    chart: MeasureChart
    svg: str


@dataclass(frozen=True, slots=True)
class PosterShown:
    """A poster in words and pictures."""

    place: str
    heading: str
    done: str
    sentence: str
    answer: AnswerShown | None
    figures: tuple[PosterFigure, ...]
    caveat: str


def stand_on(poster: Any, charts: Mapping[int, MeasureChart]) -> list[int]:
    """Return which charts stand on a poster, and ANSWER for the newest one: what was chosen, or what can be read."""
    if poster:
        return [pk for pk in (ANSWER, *charts) if pk in poster.measures]
    readable = [pk for pk, chart in charts.items() if chart.answer.grade is not Grade.TOO_FEW]
    return [ANSWER, *readable[:UNCHOSEN]]


def poster_shown(
    place: Any, poster: Any, charts: Sequence[MeasureChart], start: date | None, answer: AnswerShown | None
) -> PosterShown:
    """Return a poster; where nothing is written, what can be said of any programme."""
    first = first_words(place, start)
    figures = tuple(PosterFigure(chart, svg) for chart, svg in zip(charts, small_charts(charts), strict=True))
    return PosterShown(
        place.name, poster.heading if poster else first["heading"], poster.done if poster else first["done"],
        poster.sentence if poster else "", answer, figures, chart_caveat(),
    )  # fmt: skip


def first_words(place: Any, start: date | None) -> dict[str, str]:
    """Return what a poster says before anybody has written on it."""
    told = _("New nurses get a mentor, a plan of talks, and a leader who has promised the time.")
    if start:
        when = formats.date_format(start, "F Y")
        told = _("Since %(when)s new nurses get a mentor, a plan of talks, and a leader who has promised the time.") % {
            "when": when
        }
    return {"heading": _("A mentor for new colleagues in %(place)s") % {"place": place.name}, "done": told}


def poster_document(shown: PosterShown, *, today: date) -> Document:
    """Return the poster as a document of one page."""
    return framed(title=shown.heading, blocks=tuple(_blocks(shown)), today=today, author=shown.place)


def _blocks(shown: PosterShown) -> Iterator[Block]:
    has_room = len(shown.figures) + bool(shown.answer) <= UNCHOSEN
    yield from paragraphs(shown.done)
    if shown.answer:
        yield Heading(shown.answer.title, 2)
        if shown.answer.svg and not shown.figures:  # beside charts it would be too small to read, or need a page more
            yield picture_of(shown.answer, PANEL_MM, HIGHEST_MM)
        yield paragraph(answer_in_short(shown.answer))
    for figure in shown.figures:
        chart = figure.chart
        if has_room:
            yield Heading(chart.title, 2)
        yield Picture(
            figure.svg.encode(), alt=f"{chart.alt} {chart.caveat}",
            caption=chart.what if has_room else f"{chart.title}. {chart.what}",
            width_mm=PANEL_MM if has_room else NARROW_PANEL_MM,
        )  # fmt: skip
        yield paragraph(" ".join((in_short(chart), f"{chart.grade}.")))
    if shown.figures or not shown.answer:
        yield Note(shown.caveat, "warning")
    if shown.sentence:
        yield Quote(shown.sentence)


def answer_in_short(answer: AnswerShown) -> str:
    """Return what is seen, how certain it is, the grade, and what it does not tell."""
    told = [sentence for _title, sentences in answer.parts[:2] for sentence in sentences]
    return " ".join((*told, f"{answer.grade}.", answer.caveat))


def in_short(chart: MeasureChart) -> str:
    """Return before and since, what is seen, and the range, in a few sentences."""
    parts = [f"{period.name}: {period.mean} ({period.months})." for period in chart.periods if period.mean]
    return " ".join((*parts, *chart.answer.seen, *chart.answer.certainty[:1]))
