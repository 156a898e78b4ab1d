"""A figure by month as a chart: the same figures in the picture, the sentences, the table, Word and PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.utils import translation
from lxml import etree

from mentornett.core.time import add_months
from mentornett.documents.blocks import Document, Picture, Table
from mentornett.documents.word import as_word
from mentornett.measurement.queries.series_rows import MonthsInRow
from mentornett.measurement.rules.over_time import Point, Row
from mentornett.reports.measure_chart import (
    MeasureChart,
    chart_blocks,
    leavers_look,
    measure_chart,
    row_chart,
    small_charts,
)

FIRST, START = date(2024, 1, 1), date(2025, 1, 15)
WAVES = (9.0, 10.0, 8.0, 10.0)


@dataclass
class Counted:
    name: str = "Vakter fra byrå"
    unit_word: str = "vakter"
    of_word: str = ""
    less_is_better: bool | None = True
    goal: Decimal | None = Decimal(2)


def drawn(*values: float | None, start: date | None = START, **more: Any) -> MeasureChart:
    points = tuple(Point(add_months(FIRST, at), "", value) for at, value in enumerate(values))
    with translation.override(more.pop("language", "nb")):
        return measure_chart(
            more.pop("measure", Counted()), MonthsInRow(Row(points, 1), more.pop("units", 0)), start=start,
            changes=more.pop("changes", ()), **more,
        )  # fmt: skip


def said_by(chart: MeasureChart) -> str:
    return " ".join((*chart.answer.seen, *chart.answer.certainty, *chart.answer.unknown, *chart.answer.needed))


def test_seven_months_below_the_level_of_before_is_a_change_of_grade_c() -> None:
    chart = drawn(*WAVES * 3, *(8.0, 7.0) * 4)
    assert "8 måneder på rad under det vanlige nivået, fra januar 2025. Det er bedre." in said_by(chart)
    assert chart.grade.startswith("Grad C")
    assert "ikke at mentorordningen er årsaken" in said_by(chart)
    assert [(period.mean, period.months) for period in chart.periods[:2]] == [
        ("9,3 vakter", "12 måneder"), ("7,5 vakter", "8 måneder"),
    ]  # fmt: skip


def test_ups_and_downs_are_usual_variation() -> None:
    said = said_by(drawn(*WAVES * 6))
    assert "Vanlig variasjon: tallene går opp og ned som før. Ikke reager på det nyeste tallet alene." in said
    assert "Endring" not in said


def test_too_few_months_say_when_they_can_be_read() -> None:
    chart = drawn(*WAVES, start=None)
    assert chart.grade.startswith("Grad D")
    assert all(sentences for _title, sentences in chart.answer.parts())
    assert "Tidligst svar: oktober 2024" in said_by(chart)
    assert chart.periods == ()
    assert not any(row.usual for row in chart.rows)


def test_short_time_before_the_start_is_told_and_not_held_against_the_rest() -> None:
    chart = drawn(*WAVES * 4, start=date(2024, 6, 1))
    assert "Det trengs 12 måneder fra før oppstarten i juni 2024 for å sammenligne med dem, og 5 er kjent" in said_by(
        chart
    )
    assert not chart.grade.startswith("Grad C")


def test_single_months_outside_on_one_side_share_a_sentence() -> None:
    said = said_by(drawn(*WAVES * 3, 30.0, 9.0, 31.0, 8.0, 32.0))
    assert "Endring: høyere enn vanlig variasjon i 3 måneder, sist i mai 2025. Det er dårligere." in said
    assert said.count("høyere enn vanlig variasjon") == 1


def test_picture_has_name_description_start_and_other_changes() -> None:
    changes = [
        SimpleNamespace(starts=date(2025, 1, 3), title="Ny <leder>"),
        SimpleNamespace(starts=date(2019, 1, 1), title="X"),
    ]
    root = etree.fromstring(drawn(*WAVES * 4, changes=changes).svg)
    texts = " ".join(node.text for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert root[0].text == "Vakter fra byrå"
    assert "Vanlig variasjon: tallene går opp og ned" in root[1].text
    assert "A: jan 25. Mentorprogrammet startet; Ny <leder>" in texts
    assert "Mål" in texts
    assert " X" not in texts


def test_start_between_two_events_is_told_with_its_own_day() -> None:
    points = tuple(Point(add_months(FIRST, 5 * at), "", float(days)) for at, days in enumerate(WAVES * 3))
    with translation.override("nb"):
        chart = row_chart(leavers_look("Post 1"), Row(points, 0), start=date(2024, 8, 1))
    assert chart.plot.notes == ((2, "aug 24. Mentorprogrammet startet"),)
    assert chart.plot.labels[2] == "nov 24"


def test_months_under_the_axis_are_written_as_the_language_writes_them() -> None:
    assert drawn(*WAVES * 4, language="en").plot.labels[0] == "Jan 24"
    assert drawn(*WAVES * 4, language="nn").plot.labels[0] == "jan 24"


def test_table_holds_every_month_and_tells_what_the_picture_tells_by_shape() -> None:
    chart = drawn(*WAVES * 3, None, 30.0)
    assert [(row.month, row.value, row.told) for row in chart.rows[-2:]] == [
        ("januar 2025", "", ""), ("februar 2025", "30", "Dårligere"),
    ]  # fmt: skip
    assert len(chart.rows) == len(chart.plot.values) == 14


def test_mean_of_units_says_so() -> None:
    assert "snittet av enhetene som har ført den, av 6 enheter" in drawn(*WAVES * 4, units=6).what


def test_word_holds_the_same_picture_text_table_and_caveat() -> None:
    chart = drawn(*WAVES * 3, *(8.0, 7.0) * 4)
    with translation.override("nb"):
        blocks = tuple(chart_blocks(chart))
    picture = next(block for block in blocks if isinstance(block, Picture))
    assert picture.image.decode() == chart.svg
    assert chart.caveat in picture.alt
    table = next(block for block in blocks if isinstance(block, Table))
    assert [cell.text for cell in table.rows[0]] == ["Før oppstart", "9,3 vakter", "12 måneder"]
    written = docx.Document(io.BytesIO(as_word(Document("Rapport", "nb", blocks)).content))
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "8 måneder på rad" in text
    assert chart.alt in written.element.xml


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_says_all_parts(language: str) -> None:
    chart = drawn(*WAVES * 3, *(8.0, 7.0) * 4, language=language)
    assert all(chart.answer.by_name().values())
    assert len(small_charts([chart])) == 1
    expected = {"nb": "9,3 vakter", "nn": "9,3 vakter", "en": "9.3 vakter"}
    assert chart.periods[0].mean == expected[language]
