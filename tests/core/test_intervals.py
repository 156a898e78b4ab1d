"""Overlapping dates are refused by the database itself, on both databases, and before that by validation."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from mentornett.core.intervals import NoOverlap


class Stay(models.Model):  # noqa: DJ008 -- never shown
    """A table of these tests only."""

    who = models.IntegerField()
    role = models.CharField(max_length=5, default="main")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        app_label = "core"
        managed = False
        db_table = "stay_in_tests"
        constraints = [NoOverlap(fields=["who"], name="one_stay_at_a_time", when=("role", "main"))]


class FreeStay(models.Model):  # noqa: DJ008 -- never shown
    """The same table as a migration sees it without the constraint."""

    who = models.IntegerField()
    role = models.CharField(max_length=5, default="main")
    starts = models.DateField()
    ends = models.DateField(null=True)

    class Meta:
        app_label = "core"
        managed = False
        db_table = "stay_in_tests"


@pytest.fixture
def table(transactional_db: None) -> Any:
    connection.disable_constraint_checking() if connection.vendor == "sqlite" else None
    with connection.schema_editor() as editor:
        editor.create_model(Stay)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Stay)
    connection.enable_constraint_checking() if connection.vendor == "sqlite" else None


def day(number: int) -> date:
    return date(2026, 1, number)


def stay(first: int, last: int | None, who: int = 1, role: str = "main") -> Stay:
    return Stay(who=who, role=role, starts=day(first), ends=day(last) if last else None)


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        (stay(1, 4), True), (stay(1, 5), False), (stay(8, 9), False), (stay(11, None), True), (stay(10, None), False),
        (stay(1, None), False), (stay(6, 7), False), (stay(6, 7, who=2), True), (stay(6, 7, role="other"), True),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("table")
def test_rows_overlap_only_when_a_day_is_in_both(other: Stay, fits: bool) -> None:
    stay(5, 10).save(force_insert=True)
    other.pk = None
    if fits:
        other.validate_constraints()
        other.save(force_insert=True)
        return
    with pytest.raises(ValidationError):
        other.validate_constraints()
    with pytest.raises(IntegrityError, match="one_stay_at_a_time"), transaction.atomic():
        other.save(force_insert=True)


@pytest.mark.usefixtures("table")
def test_row_cannot_be_moved_onto_another() -> None:
    stay(5, 10).save(force_insert=True)
    later = stay(11, 20)
    later.save(force_insert=True)
    later.ends = day(25)
    later.save()
    later.starts = day(10)
    with pytest.raises(IntegrityError, match="one_stay_at_a_time"), transaction.atomic():
        later.save()


@pytest.mark.usefixtures("table")
def test_constraint_can_be_taken_away_and_put_back() -> None:
    constraint = Stay._meta.constraints[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(FreeStay, constraint)
    for _time in range(2):
        stay(1, 2).save(force_insert=True)
    Stay.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Stay, constraint)
    stay(1, 2).save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        stay(1, 2).save(force_insert=True)


@given(st.integers(1, 5), st.sampled_from(["role", ""]))
def test_constraint_is_written_into_migrations_whole(number: int, when: str) -> None:
    constraint = NoOverlap(fields=["who"], name=f"c{number}", when=(when, "main") if when else None)
    _path, args, kwargs = constraint.deconstruct()
    assert NoOverlap(*args, **kwargs) == constraint
    assert NoOverlap(fields=["role"], name=f"c{number}") != constraint
