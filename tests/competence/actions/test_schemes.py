"""A municipality's own schemes, and what neighbours read of them."""

from __future__ import annotations

from typing import Any

import pytest

from mentornett.competence.actions.schemes import log_date, remove_date, save_scheme
from mentornett.competence.models import Scheme, SchemeDate
from mentornett.competence.queries.schemes import shared_by, with_dates
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.queries.neighbours import municipalities_with_organiser, neighbours_of
from mentornett.tenants.queries import scope_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _facts(**more: Any) -> dict[str, Any]:
    return {
        "kind": "books", "title": " Bokkasse ", "about": "", "frequency": "", "responsible": "", "ends": None,
        "shared": False, **more,
    }  # fmt: skip


def test_scheme_is_written_down_and_changed(cast: Cast, everyone: None) -> None:
    values = {"municipality": cast.flesberg, "by": cast.programme_leader, "now": cast.now}
    made = save_scheme(**values, **_facts(starts=cast.today))
    assert made.title == "Bokkasse"
    save_scheme(**values, scheme=made, **_facts(starts=cast.today, title="Bokhylle"))
    assert Scheme.objects.get(pk=made.pk).title == "Bokhylle"
    verbs = AuditEntry.objects.filter(object_id=str(made.pk), verb__startswith="scheme.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == ["scheme.added", "scheme.changed"]


def test_dates_are_counted_and_taken_back(cast: Cast, everyone: None) -> None:
    row = log_date(
        scheme=cast.scheme, on=cast.today, theme="Taushet", present=None, by=cast.programme_leader, now=cast.now
    )
    (found,) = with_dates(Scheme.objects.filter(pk=cast.scheme.pk))
    assert (found.times, found.last) == (2, cast.today)  # type: ignore[attr-defined]
    remove_date(row=row, by=cast.programme_leader, now=cast.now)
    assert SchemeDate.objects.filter(scheme=cast.scheme).count() == 1


def test_neighbours_are_those_in_the_same_network(cast: Cast) -> None:
    viewer = cast.viewer("programme_leader")
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        assert neighbours_of({cast.flesberg.pk}, cast.today) == {cast.roros.pk}
        assert neighbours_of({cast.flesberg.pk}, cast.network.ends.replace(year=2030)) == set()
    with inside(EVERYONE):
        assert [row.name for row in municipalities_with_organiser(cast.nord.pk, cast.today)] == ["Flesberg", "Røros"]


def test_shared_schemes_are_read_across_the_wall_and_others_not(cast: Cast) -> None:
    viewer = cast.viewer("programme_leader")
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        assert [row.title for row in shared_by({cast.roros.pk}, cast.today)] == ["Mentorlunsj roros"]
    with inside(EVERYONE):
        Scheme.objects.update(shared=False)
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        assert shared_by({cast.roros.pk}, cast.today) == []
