"""Counting for a network's answer: inside the municipality, from the register and the spread board."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, Scope, inside
from mentornett.measurement.actions.effect import count_for_network
from mentornett.measurement.models import EffectCells
from mentornett.measurement.queries.effect import (
    OwnUnits,
    counts_given,
    hires_in,
    starts_of_units,
    units_as_begun,
    units_as_drawn,
)
from mentornett.mentoring.models import Employment, UnitStep
from mentornett.tenants.models import Unit
from tests.cast import Cast

UNTIL = date(2025, 12, 31)
START = date(2024, 7, 1)


def _hired(cast: Cast, name: str, unit: Unit, starts: date, **more: Any) -> None:
    fields: dict[str, Any] = {"person": cast.people[name], "profession": "sykepleier", "starts": starts} | more
    Employment.objects.create(municipality=cast.flesberg, unit=unit, **fields)


def _step(cast: Cast, unit: Unit, phase: str, starts: date) -> None:
    UnitStep.objects.create(programme=cast.programme, unit=unit, phase=phase, starts=starts, municipality=cast.flesberg)


@pytest.fixture
def register(cast: Cast, everyone: None) -> Cast:
    """The ward begins with the home it belongs to; three of its four hires are of the programme's profession."""
    UnitStep.objects.all().delete()
    Employment.objects.update(starts=date(2026, 2, 2))
    _step(cast, cast.care_home, "not_started", date(2024, 1, 1))
    _step(cast, cast.care_home, "pilot", START)
    _step(cast, cast.care_home, "rolled_out", date(2025, 1, 1))
    _hired(cast, "union", cast.ward, date(2023, 10, 1))
    _hired(cast, "coordinator", cast.ward, date(2024, 1, 1), ends=date(2024, 6, 30), end_reason="left")
    _hired(cast, "deputy", cast.ward, date(2024, 8, 1))
    _hired(cast, "team_leader", cast.ward, date(2024, 8, 1), profession="lege")
    return cast


def _count(cast: Cast, units: OwnUnits) -> EffectCells:
    return count_for_network(
        network=cast.network, municipality=cast.flesberg, units=units, dates=[START], until=UNTIL, now=cast.now
    )


def test_each_unit_has_its_start_or_that_of_the_one_it_belongs_to(register: Cast) -> None:
    starts = starts_of_units(register.flesberg.pk)
    home, ward, other = (getattr(register, name).pk for name in ("care_home", "ward", "home_care"))
    assert (starts[home], starts[ward], starts[other]) == (START, START, None)


def test_unit_starts_with_the_first_step_that_began_and_holds_those_below_it(register: Cast) -> None:
    units = units_as_begun(register.flesberg.pk)
    home, other = str(register.care_home.pk), str(register.home_care.pk)
    assert units.starts == {home: START, other: None}
    assert units.key_of(register.ward.pk) == home
    assert units.key_of(register.home_care.pk) == other


def test_unit_for_which_the_scheme_is_not_relevant_is_not_compared(register: Cast) -> None:
    _step(register, register.home_care, "not_relevant", date(2024, 2, 1))
    assert set(units_as_begun(register.flesberg.pk).starts) == {str(register.care_home.pk)}


def test_hires_of_the_programmes_professions_are_counted(register: Cast) -> None:
    row = _count(register, units_as_begun(register.flesberg.pk))
    assert (row.counts["after"], row.counts["before"]) == (1, 2)
    assert row.counts["cohorts"] == [[107, 0, 1, 1], [108, 0, 1, 0], [109, 1, 1, 1]]
    assert sum(row.counts["cells"]["leavers"]) == 1


def test_day_on_which_it_is_counted_decides_what_is_known(register: Cast) -> None:
    def key(_unit: int) -> str:
        return "x"

    assert [spell.is_event for _key, spell in hires_in(register.flesberg.pk, date(2024, 6, 29), key)] == [False, False]
    assert hires_in(register.flesberg.pk, date(2023, 9, 30), key) == []


def test_counting_again_replaces_what_was_counted_until_the_same_day(register: Cast) -> None:
    first = _count(register, units_as_begun(register.flesberg.pk))
    _hired(register, "sponsor", register.home_care, date(2024, 9, 1))
    second = _count(register, units_as_begun(register.flesberg.pk))
    assert first.pk == second.pk
    assert AuditEntry.objects.filter(verb="effect_cells.counted").count() == 2
    assert counts_given(register.network.pk, UNTIL)[register.flesberg.pk].before == 3
    assert counts_given(register.network.pk, date(2025, 6, 30)) == {}


def test_counts_hold_no_person_and_no_day_of_one(register: Cast) -> None:
    values = json.dumps(_count(register, units_as_begun(register.flesberg.pk)).counts)
    for employment in Employment.objects.select_related("person"):
        assert employment.person.name not in values
        assert str(employment.starts) not in values
    assert {field.name for field in EffectCells._meta.concrete_fields} == {
        "id", "organiser", "municipality", "network", "until", "counts", "counted_at",
    }  # fmt: skip


def test_units_of_a_draw_count_from_the_day_they_were_drawn(register: Cast) -> None:
    drawn = date(2024, 1, 1)
    units = units_as_drawn(register.flesberg.pk, {register.care_home.pk: "home"}, {"home": drawn, "elsewhere": START})
    assert units.starts == {"home": drawn}
    assert units.key_of(register.ward.pk) == "home"
    assert units.key_of(register.home_care.pk) is None


def test_counting_is_done_inside_the_municipality_alone(register: Cast) -> None:
    units = units_as_begun(register.flesberg.pk)
    with inside(Scope(municipalities=frozenset({register.flesberg.pk}))):
        row = _count(register, units)
    assert row.counts["before"] == 2
    with inside(Scope(municipalities=frozenset({register.roros.pk}))), pytest.raises(OutsideScopeError):
        _count(register, units)


def test_organiser_does_not_reach_the_counts_of_a_municipality(register: Cast) -> None:
    _count(register, units_as_begun(register.flesberg.pk))
    with inside(Scope(organisers=frozenset({register.network.organiser_id}))):
        assert counts_given(register.network.pk, UNTIL) == {}
