"""What somebody's own data say about courses."""

from __future__ import annotations

import pytest

from mentornett.network.queries.my_data import data_about
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_own_courses_stand_among_ones_data_with_the_sessions_attended(cast: Cast) -> None:
    parts = {part.key: part for part in data_about(cast.mentor, deed=str, page=str)}
    (row,) = parts["courses"].rows
    assert "Digitale samlinger for mentorer" in row.values()
    assert "2026-03-05" in row.values()
    assert {part.key: part for part in data_about(cast.other_mentor, deed=str, page=str)}["courses"].rows == ()
