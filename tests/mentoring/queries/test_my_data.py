"""A person gets all that the mentor programme holds about them, and their own notes opened; nobody else's."""

from __future__ import annotations

import json

import pytest

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Wish
from mentornett.mentoring.queries.my_data import mentoring_data_about
from tests.cast import Cast
from tests.conftest import LogIn
from tests.mentoring_cast import NOTE_CANARY


@pytest.mark.usefixtures("everyone")
def test_mentee_gets_own_rows_and_no_note_of_the_mentor(cast: Cast) -> None:
    Wish.objects.create(municipality=cast.flesberg, by=cast.mentee, about=cast.mentor)
    Wish.objects.create(municipality=cast.flesberg, by=cast.mentor, about=cast.mentee, rather_not=True)
    parts = {part.key: part for part in mentoring_data_about(cast.mentee)}
    assert {key: len(part.rows) for key, part in parts.items()} == {
        "employments": 1, "mentor": 0, "away": 0, "pairs": 1, "mentor_talks": 3, "checklist": 1, "commitments": 0,
        "notes": 2, "wishes": 1,
    }  # fmt: skip
    texts = json.dumps([row for row in parts["notes"].rows], default=str)
    assert f"{NOTE_CANARY} mentee_note" in texts
    assert f"{NOTE_CANARY} mentor_note" not in texts
    assert all(part.seen_by for part in parts.values())


@pytest.mark.usefixtures("everyone")
def test_somebody_outside_every_programme_has_no_empty_parts(cast: Cast) -> None:
    assert mentoring_data_about(cast.coordinator) == []


def test_own_notes_are_in_ones_own_files_alone(cast: Cast, log_in: LogIn) -> None:
    for person, sees in (("mentor", True), ("programme_leader", False), ("ward_leader", False)):
        client = log_in(person)
        for form in ("", "json/"):
            body = client.get(f"/meg/data/{form}").content.decode()
            assert ("mentor_note" in body) == (sees and form == "json/"), (person, form)
        assert client.get("/meg/data/pdf/").content.startswith(b"%PDF")
    with inside(EVERYONE):
        assert cast.pair.notes.count() == 4
