"""What has gone out stands: written once, by one deed, and never for figures that the gate did not vouch for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, Scope, inside
from mentornett.measurement.actions.releases import Answered, UnsafeError, freeze_release
from mentornett.measurement.models import Release, ReleasedAnswer
from mentornett.measurement.models.releases import FrozenError
from mentornett.measurement.permissions.releases import answers_visible_to, releases_visible_to
from mentornett.measurement.queries.releases import (
    answers_of,
    first_steps,
    kept_of,
    lacking_release,
)
from mentornett.tenants.permissions import Viewer
from mentornett.tenants.queries import roles_today
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
UNTIL = date(2025, 12, 31)
SAFE = {"cells": 3, "sums": 1, "hidden": 0, "safe": True}


def _release(cast: Cast, until: date = UNTIL, **more: Any) -> Release:
    answers = [
        Answered("retention", "-", {"nb": {"seen": ["Vi ser"]}}),
        Answered("unit", "D", {}, about=str(cast.ward.pk), label="Post 1"),
        Answered("unit", "D", {}, about=str(cast.home_care.pk), label="Hjemmesykepleien"),
    ]
    values: dict[str, Any] = {
        "subject": cast.flesberg, "until": until, "certificate": SAFE, "kept": {"periods": []}, "answers": answers,
        "by": None, "now": cast.now,
    }  # fmt: skip
    return freeze_release(**{**values, **more})


def _viewer(cast: Cast, name: str) -> Viewer:
    person = cast.people[name]
    return Viewer(person, tuple(roles_today(person.pk, cast.today)), cast.today)


def test_release_is_made_once_with_one_audit_row(cast: Cast) -> None:
    row = _release(cast)
    assert _release(cast, answers=[], kept={"other": 1}) == row  # the job runs twice
    assert ReleasedAnswer.objects.filter(release=row).count() == 3
    [entry] = AuditEntry.objects.filter(verb="release.frozen")
    assert entry.details == {"until": "2025-12-31", "answers": 3}
    assert Release.objects.get(municipality=cast.flesberg) == row
    assert kept_of(cast.flesberg.pk) == {"periods": []}
    assert kept_of(cast.roros.pk) == {}


def test_nothing_goes_out_that_the_gate_does_not_vouch_for(cast: Cast) -> None:
    with pytest.raises(UnsafeError):
        _release(cast, certificate={**SAFE, "safe": False})
    assert not Release.objects.exists()


def test_what_is_out_is_not_changed(cast: Cast) -> None:
    row = _release(cast)
    row.kept = {}
    with pytest.raises(FrozenError):
        row.save()
    with pytest.raises(FrozenError):
        answers_of(row)[0].save()


def test_network_has_releases_of_its_own(cast: Cast) -> None:
    row = _release(cast, subject=cast.network)
    assert (row.municipality_id, row.organiser_id) == (None, cast.network.organiser_id)
    assert Release.objects.get(network=cast.network) == row
    assert not Release.objects.filter(municipality=cast.flesberg).exists()


def test_release_is_of_one_subject(cast: Cast) -> None:
    both = Release(
        municipality=cast.flesberg, network=cast.network, organiser=cast.network.organiser, until=UNTIL,
        made_at=cast.now,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        both.save()


def test_the_wall_stands_around_releases(cast: Cast) -> None:
    _release(cast)
    with inside(Scope(municipalities=frozenset({cast.roros.pk}))):
        assert not Release.objects.exists()
        assert not ReleasedAnswer.objects.exists()
        with pytest.raises(OutsideScopeError):
            _release(cast, until=date(2025, 6, 30))


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("programme_leader", 2), ("hr", 2), ("ward_leader", 1), ("other_ward_leader", 1), ("union_rep", 0),
        ("coordinator", 0), ("sponsor", 0),
    ],
)  # fmt: skip
def test_units_answers_are_for_those_who_know_the_people(cast: Cast, name: str, units: int) -> None:
    row = _release(cast)
    viewer = _viewer(cast, name)
    assert list(releases_visible_to(viewer)) == [row]
    found = answers_visible_to(viewer, row)
    assert [answer.question for answer in found] == ["retention"] + ["unit"] * units


@pytest.mark.parametrize("name", ["mentor", "mentee", "neighbour_programme_leader", "leader"])
def test_others_see_no_release(cast: Cast, name: str) -> None:
    _release(cast)
    assert list(releases_visible_to(_viewer(cast, name))) == []


def test_those_who_lack_a_release_are_found(cast: Cast) -> None:
    lacking = [cast.flesberg.pk, cast.roros.pk]
    assert list(lacking_release(UNTIL).values_list("pk", flat=True)) == sorted(lacking)
    _release(cast)
    assert list(lacking_release(UNTIL)) == [cast.roros]
    assert list(lacking_release(date(2024, 12, 31))) == []  # the programmes began later
    assert first_steps(cast.flesberg.pk) == {cast.ward.pk: date(2025, 10, 1)}
