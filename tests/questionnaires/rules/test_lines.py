"""Lines become rows; a row that was there keeps its identity."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentornett.questionnaires.rules.lines import as_lines, rows_of, split_lines

BEFORE = [
    {"value": "yes", "label": {"nb": "Ja", "nn": "Ja"}},
    {"value": "partly", "label": {"nb": "Delvis", "nn": "Delvis"}},
    {"value": "no", "label": {"nb": "Nei", "nn": "Nei"}},
]
WORDS = st.lists(st.sampled_from(["Ja", "Nei", "Delvis", "Vet ikke", "Kanskje", "Ofte"]), unique=True, max_size=6)


def _values(lines: list[str]) -> list[str]:
    return [row["value"] for row in rows_of({"nb": lines}, BEFORE, "value", {})]


def test_same_lines_give_the_same_rows() -> None:
    lines = {code: split_lines(as_lines(BEFORE, code)) for code in ("nb", "nn", "en")}
    assert rows_of(lines, BEFORE, "value", {}) == BEFORE


def test_reworded_line_is_still_the_same_answer() -> None:
    assert _values(["Ja", "Til dels", "Nei"]) == ["yes", "partly", "no"]


def test_other_order_moves_the_identities_too() -> None:
    assert _values(["Nei", "Ja", "Delvis"]) == ["no", "yes", "partly"]


def test_new_line_gets_an_identity_of_its_own_and_a_removed_one_is_not_taken_over() -> None:
    assert _values(["Ja", "Nei", "Vet ikke", "Kanskje"]) == ["yes", "no", "c3", "c4"]
    assert _values(["Ja", "Vet ikke"]) == ["yes", "c2"]


def test_new_column_holds_text() -> None:
    rows = rows_of({"nb": ["Hvem"], "nn": ["Kven"]}, [], "key", {"type": "text"})
    assert rows == [{"key": "c1", "type": "text", "label": {"nb": "Hvem", "nn": "Kven"}}]


@given(WORDS)
def test_identities_are_unique_and_labels_as_written(lines: list[str]) -> None:
    rows = rows_of({"nb": lines}, BEFORE, "value", {})
    assert [row["label"]["nb"] for row in rows] == lines
    assert len({row["value"] for row in rows}) == len(rows)
