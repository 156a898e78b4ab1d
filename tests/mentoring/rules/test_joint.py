"""How two versions of a shared programme differ."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mentornett.mentoring.rules.joint import Change, changes

TALK = {"number": 1, "topic": "Bli kjent", "minutes": 45}
ITEM = {"number": 1, "text": "Nøkler"}


def _content(talks: Any = (), checklist: Any = (), limits: Any = None, commitment: Any = None) -> dict[str, Any]:
    return {"talks": list(talks), "checklist": list(checklist), "limits": limits or {}, "commitment": commitment or {}}


def test_same_content_has_no_changes() -> None:
    content = _content([TALK], [ITEM], {"months": 24}, {"purpose": "Bli"})
    assert changes(content, content) == []


def test_talk_that_only_they_have_is_added() -> None:
    assert changes(_content(), _content([TALK])) == [Change("talks", "added", "Bli kjent", {}, TALK)]


def test_line_that_only_we_have_is_removed() -> None:
    assert changes(_content(checklist=[ITEM]), _content()) == [Change("checklist", "removed", "Nøkler", ITEM, {})]


def test_changed_talk_names_what_differs() -> None:
    (found,) = changes(_content([TALK]), _content([{**TALK, "minutes": 60}]))
    assert (found.how, found.name, found.fields) == ("changed", "Bli kjent", ("minutes",))


def test_limits_and_commitment_are_told_one_by_one() -> None:
    ours = _content(limits={"months": 24, "silent_days": 21}, commitment={"purpose": "Bli", "minutes_a_month": 90})
    theirs = _content(limits={"months": 12, "silent_days": 21}, commitment={"purpose": "Vær", "minutes_a_month": 90})
    assert [(row.part, row.name) for row in changes(ours, theirs)] == [("limits", "months"), ("commitment", "purpose")]


TALKS = st.lists(
    st.fixed_dictionaries({"number": st.integers(1, 6), "topic": st.sampled_from("abc"), "minutes": st.integers(1, 3)}),
    unique_by=lambda row: row["number"],
)


@given(TALKS, TALKS)
def test_doing_all_changes_gives_their_talks(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    rows = {row["number"]: row for row in ours}
    for change in changes(_content(ours), _content(theirs)):
        if change.how == "removed":
            rows.pop(change.before["number"])
        else:
            rows[change.after["number"]] = dict(change.after)
    assert sorted(rows.values(), key=lambda row: row["number"]) == sorted(theirs, key=lambda row: row["number"])
