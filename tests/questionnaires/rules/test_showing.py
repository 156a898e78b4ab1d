"""From a value to text and to blocks of a document."""

from __future__ import annotations

from mentornett.documents import blocks
from mentornett.questionnaires.rules.showing import as_blocks, as_text, word_total
from tests.questionnaires.asked import CHOICES, COLUMNS, SCALE, Asked

ROW = {"id": "r1", "what": "Møte", "due": "2026-03-01", "count": 1000, "state": "done"}
GOALS = [
    {"id": "g1", "kind": "goal", "text": "Alle får mentor", "percent": 40, "comment": ""},
    {"id": "a1", "kind": "action", "text": "Kurs", "state": "done", "comment": "Seks deltok"},
]
PARAGRAPHS = [
    {"id": "p1", "text": "En to tre", "state": "used"},
    {"id": "p2", "text": "Borte", "state": "left_out"},
]


def test_each_type_is_told_in_the_readers_language() -> None:
    assert as_text(Asked("choice", options=CHOICES), "yes", "nb") == "Ja"
    assert as_text(Asked("choice", options=CHOICES), "yes", "en-gb") == "Yes"
    assert as_text(Asked("multi_choice", options=CHOICES), ["yes", "no"], "nb") == "Ja\nNei"
    assert as_text(Asked("scale", options=SCALE), 2.5, "nb") == "2,5 – Pilot i gang"
    assert as_text(Asked("scale", options=SCALE), 3, "nb") == "3"
    assert as_text(Asked("number"), 1234.5, "en") == "1,234.5"
    assert as_text(Asked("date"), "2026-11-26", "nb") == "26.11.2026"
    assert as_text(Asked("file"), [{"id": 1, "name": "plan.pdf"}], "nb") == "plan.pdf"


def test_table_and_goals_have_one_line_for_each_row() -> None:
    table = as_text(Asked("table", options=COLUMNS), [ROW], "nb")
    assert table == "Møte · 01.03.2026 · 1\N{NO-BREAK SPACE}000 · Gjort"
    assert as_text(Asked("goals"), GOALS, "nb") == "Alle får mentor – 40 %\nKurs – gjort – Seks deltok"


def test_no_value_is_no_text_and_no_blocks() -> None:
    for kind in ("text", "table", "goals", "paragraphs", "number"):
        assert as_text(Asked(kind, options=COLUMNS), None, "nb") == ""
        assert as_blocks(Asked(kind, options=COLUMNS), None, "nb") == ()


def test_zero_is_a_value() -> None:
    assert as_text(Asked("number"), 0, "nb") == "0"


def test_paragraphs_that_are_left_out_are_not_told() -> None:
    assert as_text(Asked("paragraphs"), PARAGRAPHS, "nb") == "En to tre"
    assert word_total(Asked("paragraphs"), PARAGRAPHS) == 3


def test_text_becomes_paragraphs_and_rows_become_a_table() -> None:
    assert as_blocks(Asked("long_text"), "En.\n\nTo.", "nb") == (blocks.paragraph("En."), blocks.paragraph("To."))
    (table,) = as_blocks(Asked("table", options=COLUMNS), [ROW], "nb")
    assert isinstance(table, blocks.Table)
    assert [cell.text for cell in table.rows[0]] == ["Møte", "01.03.2026", "1\N{NO-BREAK SPACE}000", "Gjort"]
    (goals,) = as_blocks(Asked("goals"), GOALS, "en")
    assert isinstance(goals, blocks.Table)
    assert [column.title for column in goals.columns] == ["Goal or action", "Status", "Comment"]
    assert goals.rows[1][1].text == "done"
    assert goals.rows[1][0].text.startswith("– ")


def test_goals_that_nothing_is_said_about_are_no_table() -> None:
    bare = [{"id": "g1", "kind": "goal", "text": "Alle får mentor", "percent": None, "comment": ""}]
    assert as_blocks(Asked("goals"), bare, "nb") == (blocks.paragraph("Alle får mentor"),)
    two = as_blocks(Asked("goals"), [*bare, bare[0] | {"text": "Mentorene lærer"}], "nb")
    assert two == (blocks.BulletList(("Alle får mentor", "Mentorene lærer")),)


def test_words_are_counted_in_running_text_only() -> None:
    assert word_total(Asked("long_text"), "en to  tre\nfire") == 4
    assert word_total(Asked("table", options=COLUMNS), [ROW]) == 0
