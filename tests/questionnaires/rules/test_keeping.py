"""When an earlier version must be kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mentornett.questionnaires.rules import only_adds


@given(st.text(), st.text(), st.text())
def test_putting_something_in_only_adds(before: str, added: str, after: str) -> None:
    assert only_adds(before + after, before + added + after)


@given(st.text(min_size=1), st.text())
def test_when_it_only_adds_the_old_text_is_all_there(old: str, new: str) -> None:
    if only_adds(old, new):
        letters = iter(new)
        assert all(letter in letters for letter in old)


def test_taking_out_or_changing_does_not_only_add() -> None:
    assert not only_adds("en to tre", "en tre")
    assert not only_adds("en to", "en fem")
    assert not only_adds("tekst", None)
    assert not only_adds([1], [1, 2])
    assert only_adds(None, "ny")
