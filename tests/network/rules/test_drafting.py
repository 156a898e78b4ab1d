"""The final report is drafted, and nothing that the team has touched is changed by it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.drafting import are_two_results, as_candidates, chosen, is_untouched, merged, uses


def paragraph(number: int, text: str = "Tekst", *, submission: int | None = None, **more: Any) -> dict[str, Any]:
    source = {"submission": submission, "label": f"Statusrapport {submission}", "sent": ""} if submission else None
    return {"id": f"p{number}", "text": text, "original": text, "source": source, "state": "used"} | more


def test_new_report_becomes_a_new_last_paragraph_with_an_id_of_its_own() -> None:
    stored = [paragraph(1, "En", submission=1), paragraph(4, "Egen")]
    got = merged(stored, [paragraph(1, "En", submission=1), paragraph(2, "To", submission=2)])
    assert [(each["id"], each["text"]) for each in got] == [("p1", "En"), ("p4", "Egen"), ("p5", "To")]


def test_untouched_paragraph_follows_its_revised_source() -> None:
    got = merged([paragraph(1, "Gammel", submission=1)], [paragraph(1, "Ny", submission=1)])
    assert [(each["text"], each["original"]) for each in got] == [("Ny", "Ny")]


def test_edited_and_left_out_paragraphs_stay_as_the_team_made_them() -> None:
    edited = paragraph(1, "Vårt", submission=1, original="Kladd", state="changed")
    left_out = paragraph(2, "Kladd", submission=2, state="left_out")
    drafted = [paragraph(1, "Nytt", submission=1), paragraph(2, "Nytt", submission=2)]
    assert merged([edited, left_out], drafted) == [edited, left_out]


def test_facts_without_a_report_are_told_apart_by_their_label() -> None:
    profile = paragraph(1, "Flesberg", source={"submission": None, "label": "Profil", "sent": ""})
    plan = paragraph(1, "Plan", source={"submission": None, "label": "Framdriftsplanen", "sent": ""})
    assert [each["text"] for each in merged([profile], [plan])] == ["Flesberg", "Plan"]


def test_results_are_left_out_until_exactly_two_are_chosen() -> None:
    candidates = as_candidates([paragraph(1, submission=1), paragraph(2, submission=2), paragraph(3, submission=3)])
    assert uses(candidates) == {"left_out": 3}
    assert are_two_results(["p1", "p3"], candidates)
    for wrong in ([], ["p1"], ["p1", "p1"], ["p1", "p9"], ["p1", "p2", "p3"]):
        assert not are_two_results(wrong, candidates)
    assert [each["state"] for each in chosen(candidates, "p3")] == ["left_out", "left_out", "used"]


def test_chosen_paragraph_that_was_edited_counts_as_changed() -> None:
    edited = paragraph(1, "Vårt", submission=1, original="Kladd", state="left_out")
    assert chosen([edited], "p1")[0]["state"] == "changed"


texts = st.sampled_from(["a", "b", "c"])
stored_paragraphs = st.lists(
    st.builds(
        lambda text, original, submission, state: {
            "text": text, "original": original, "state": state,
            "source": {"submission": submission, "label": "x", "sent": ""} if submission else None,
        },
        texts, texts, st.integers(0, 4), st.sampled_from(["used", "changed", "left_out"]),
    ),
    max_size=6,
).map(lambda rows: [{"id": f"p{number}", **row} for number, row in enumerate(rows, start=1)])  # fmt: skip
drafted_paragraphs = st.lists(st.tuples(st.integers(1, 6), texts), max_size=6, unique_by=lambda pair: pair[0]).map(
    lambda rows: [paragraph(number, text, submission=source) for number, (source, text) in enumerate(rows, start=1)]
)


@given(stored_paragraphs, drafted_paragraphs)
def test_refreshing_never_loses_or_changes_what_was_touched(stored: Any, drafted: Any) -> None:
    got = {each["id"]: each for each in merged(stored, drafted)}
    for each in stored:
        assert each["id"] in got
        if not is_untouched(each) or not each["source"]:
            assert got[each["id"]] == each


@given(stored_paragraphs, drafted_paragraphs)
def test_refreshing_twice_gives_the_same_as_once(stored: Any, drafted: Any) -> None:
    once = merged(stored, drafted)
    assert merged(once, drafted) == once
    assert len({each["id"] for each in once}) == len(once)
