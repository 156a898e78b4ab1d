"""The tree of units never loops and never crosses the wall."""

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError
from mentornett.tenants import actions
from mentornett.tenants.models import Unit
from mentornett.tenants.rules import as_tree, branch
from tests.cast import Cast


@pytest.fixture
def tree(cast: Cast, everyone: None) -> list[Unit]:
    """Agency > nursing home > ward, and a zone beside."""
    made: list[Unit] = []
    for name, parent in (("Etat", None), ("Sykehjem", 0), ("Avdeling", 1), ("Sone", None)):
        made.append(
            actions.add_unit(
                municipality=cast.flesberg, name=name, by=cast.coordinator, now=cast.now,
                parent=None if parent is None else made[parent],
            )
        )  # fmt: skip
    return made


def _move(cast: Cast, unit: Unit, parent: Unit | None) -> None:
    actions.change_unit(unit=unit, name=unit.name, kind="", parent=parent, by=cast.coordinator, now=cast.now)


def test_tree_lists_each_unit_under_its_parent_with_depth(tree: list[Unit]) -> None:
    rows = as_tree(Unit.objects.filter(pk__in=[unit.pk for unit in tree]).order_by("name"))
    assert [(unit.name, depth) for unit, depth in rows] == [("Etat", 0), ("Sykehjem", 1), ("Avdeling", 2), ("Sone", 0)]


def test_branch_holds_a_unit_and_all_below(tree: list[Unit]) -> None:
    assert [unit.name for unit, _ in branch(Unit.objects.order_by("name"), tree[1].pk)] == ["Sykehjem", "Avdeling"]


def test_move_takes_all_below_along(cast: Cast, tree: list[Unit]) -> None:
    _move(cast, tree[1], tree[3])
    rows = as_tree(Unit.objects.filter(pk__in=[unit.pk for unit in tree]).order_by("name"))
    assert [(unit.name, depth) for unit, depth in rows] == [("Etat", 0), ("Sone", 0), ("Sykehjem", 1), ("Avdeling", 2)]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_unit_cannot_lie_inside_itself(place: int, cast: Cast, tree: list[Unit]) -> None:
    with pytest.raises(actions.UnitLoopError):
        _move(cast, tree[0], tree[place])


def test_unit_cannot_lie_under_another_municipality(cast: Cast, tree: list[Unit]) -> None:
    foreign = Unit.objects.create(municipality=cast.roros, name="Annet sted")
    with pytest.raises(OutsideScopeError):
        _move(cast, tree[0], foreign)


def test_each_level_has_a_leader_of_its_own(cast: Cast, tree: list[Unit]) -> None:
    actions.set_unit_sponsor(unit=tree[1], person=cast.sponsor, by=cast.coordinator, now=cast.now)
    tree[1].refresh_from_db()
    assert (tree[1].sponsor, tree[0].sponsor) == (cast.sponsor, None)
    assert AuditEntry.objects.filter(verb="unit.sponsor_named").count() == 1


def test_profile_of_municipality_is_saved_with_an_audit_row(cast: Cast, everyone: None) -> None:
    actions.change_profile(
        municipality=cast.flesberg, inhabitants=2_700, inhabitants_source="SSB", health_employees=310,
        organisation="Én etat", by=cast.coordinator, now=cast.now,
    )  # fmt: skip
    cast.flesberg.refresh_from_db()
    assert (cast.flesberg.inhabitants, cast.flesberg.organisation) == (2_700, "Én etat")
    assert AuditEntry.objects.get(verb="municipality.changed").municipality_id == cast.flesberg.pk
