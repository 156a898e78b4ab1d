"""What a page puts in the fields reads back as the same answer."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.text import clean, has_national_id, in_all
from mentornett.questionnaires.forms import question_field
from mentornett.questionnaires.forms.pairs import pairs_of
from mentornett.questionnaires.models import Question
from mentornett.questionnaires.rules import read_answer
from tests.questionnaires.asked import CHOICES, COLUMNS, SCALE

WORDS = st.text(max_size=40).map(lambda text: clean(text).strip()).filter(lambda text: not has_national_id(text))
NUMBERS = st.integers(0, 10**6) | st.decimals(0, 9999, places=2).map(lambda number: float(number) or 0)
DAYS = st.dates().filter(lambda day: 1990 <= day.year <= 2100).map(str)
TABLE_ROWS = st.lists(
    st.fixed_dictionaries(
        {"what": WORDS.filter(bool), "due": DAYS | st.just(""), "count": NUMBERS | st.just(""),
         "state": st.sampled_from(["open", "done", ""])}
    ), min_size=1, max_size=4,
).map(lambda rows: [{"id": f"r{number}", **row} for number, row in enumerate(rows, start=1)])  # fmt: skip
VALUES: dict[str, tuple[st.SearchStrategy[Any], Any]] = {
    "text": (WORDS, []),
    "long_text": (WORDS, []),
    "choice": (st.sampled_from(["yes", "no"]), CHOICES),
    "multi_choice": (st.sampled_from([["yes"], ["yes", "no"]]), CHOICES),
    "scale": (st.integers(1, 10).map(lambda step: step / 2), SCALE),
    "number": (NUMBERS, {}),
    "date": (DAYS, []),
    "table": (TABLE_ROWS, COLUMNS),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data(), language=st.sampled_from(["nb", "nn", "en-gb"]))
def test_fields_read_back_as_the_answer_that_filled_them(kind: str, data: st.DataObject, language: str) -> None:
    strategy, options = VALUES[kind]
    value = data.draw(strategy) or None
    question = Question(key="a.b", type=kind, options=options, label=in_all("Spørsmål"))
    with translation.override(language):
        typed: dict[str, list[str]] = {}
        for name, text in pairs_of(question_field(question, value, sharing="team")):
            typed.setdefault(name, []).append(text)
        assert read_answer(question, typed, value) == value


def test_goals_read_back_as_they_were() -> None:
    rows = [
        {"id": "g1", "kind": "goal", "level": "sub", "parent": "", "text": "Mål", "percent": 40, "comment": "x",
         "fixed": False, "was": {}},
        {"id": "a2", "kind": "action", "parent": "g1", "text": "Tiltak", "state": "started", "comment": "", "was": {},
         "due": "2026-05-01", "responsible": "Kari"},
    ]  # fmt: skip
    for levels in (["sub", "action"], ["effect", "sub", "action"]):
        question = Question(key="a.b", type="goals", options={"levels": levels}, label=in_all("Mål"))
        typed = {name: [text] for name, text in pairs_of(question_field(question, rows, sharing="team"))}
        assert read_answer(question, typed, rows) == rows


def test_what_could_not_be_stored_stands_in_the_fields_again() -> None:
    question = Question(key="a.b", type="table", options=COLUMNS, label=in_all("Tabell"))
    typed = {"q-a.b-r1-what": ["Møte"], "q-a.b-r1-due": ["snart"], "q-a.b-r1-state": ["done"]}
    field: Any = question_field(question, None, typed=typed, problem="Skriv en dato")
    (row,) = field.table_rows
    assert [cell.text for cell in row.cells] == ["Møte", "snart", "", "done"]
    assert [option.chosen for option in row.cells[3].options] == [False, True]
    number = question_field(Question(key="n", type="number", label=in_all("Tall")), 5, typed={"q-n": ["fem"]})
    assert number.text == "fem"


def test_table_always_has_a_row_to_write_in_and_one_more_when_asked() -> None:
    question = Question(key="a.b", type="table", options=COLUMNS, label=in_all("Tabell"))
    empty: Any = question_field(question, None)
    assert [row.id for row in empty.table_rows] == ["r1"]
    more: Any = question_field(question, [{"id": "r2", "what": "x"}], extra_rows=1)
    assert [row.id for row in more.table_rows] == ["r2", "r1"]


@pytest.mark.parametrize("kind", ["table", "goals"])
def test_what_is_drawn_without_templates_is_escaped(kind: str) -> None:
    bad = '<b title="x">'
    rows = {
        "table": [{"id": "r1", "what": bad, "due": "2026-05-01", "count": 3, "state": "done"}],
        "goals": [{"id": "g1", "kind": "goal", "text": "Mål", "percent": 40, "comment": bad}],
    }
    options = {"table": COLUMNS, "goals": {"levels": ["sub"]}}
    field: Any = question_field(Question(key="a.b", type=kind, options=options[kind], label=in_all("x")), rows[kind])
    drawn = field.table_rows[0].drawn_cells if kind == "table" else field.goal_rows[0].drawn_fields
    assert "&lt;b title=&quot;x&quot;&gt;" in drawn
    assert "<b " not in drawn


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ("team_and_guide", "Leses av: Teamet ditt og veilederen deres"),
        ("organiser", "Leses av: Teamet ditt og arrangøren · Deles også med: Ingen andre"),
    ],
)
def test_line_says_who_reads_an_answer(audience: str, words: str) -> None:
    question = Question(key="a.b", type="text", answer_audience=audience, label=in_all("x"))
    with translation.override("nb"):
        line = BeautifulSoup(question_field(question, "x", sharing="team").readers, "html.parser")
    told = line.summary or line.p
    assert told is not None
    assert told.get_text() == words
    assert (line.select_one("option[selected]") is None) == (audience == "team_and_guide")


def test_answer_in_rows_is_read_as_a_table_whose_cells_carry_their_heading() -> None:
    question = Question(key="t", type="table", label=in_all("Hvem <alle>"), options=COLUMNS)
    rows = [{"id": "r1", COLUMNS[0]["key"]: "<b>Kari</b>"}, {"id": "r2"}]
    page = BeautifulSoup(question_field(question, rows).reading, "html.parser")
    labels = [column["label"]["nb"] for column in COLUMNS]
    with translation.override("nb"):
        assert [each.text for each in page.select("thead th")] == labels
    assert [each["data-label"] for each in page.select("tbody tr:first-child td")] == labels[1:]
    assert page.select_one("tbody th[scope=row]").text == "<b>Kari</b>"
    assert len(page.select("tbody tr")) == 2
    assert page.caption.text == "Hvem <alle>"


def test_answer_in_words_is_read_escaped() -> None:
    drawn = question_field(Question(key="l", type="long_text", label=in_all("Hva")), "<script>\nslutt").reading
    assert drawn == '<p class="user-text">&lt;script&gt;\nslutt</p>'
