"""The second fence: PostgreSQL itself keeps organisers, municipalities and people apart, whatever SQL is sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.utils import ProgrammingError

from mentornett.core.row_security import policy_condition, tables_without_policy, walled_models
from mentornett.core.scoping import EVERYONE, Scope, inside, wall_of
from mentornett.network.models import Team
from tests.cast import Cast

pytestmark = pytest.mark.postgres

OURS, THEIRS = 901, 902
TABLES = sorted(walled_models(), key=lambda model: model._meta.db_table)
SCOPES = {
    "organiser": Scope(organisers=frozenset({OURS})),
    "municipality": Scope(municipalities=frozenset({OURS})),
    "person": Scope(person=OURS),
    "circle": Scope(circles=frozenset({OURS})),
}
CASES = [
    pytest.param(model, dimension, id=f"{model._meta.db_table}-{dimension}")
    for model in TABLES
    for dimension in wall_of(model)
]
VALUES = {
    "bigint": 1, "integer": 1, "smallint": 1, "numeric": 1, "boolean": False, "date": "2026-01-01", "jsonb": "{}",
    "timestamp with time zone": "2026-01-01T00:00Z", "time without time zone": "12:00",
    "uuid": "00000000-0000-4000-8000-000000000000", "bytea": b"", "text": "x",
}  # fmt: skip


def sql(statement: str, *values: Any) -> Any:
    """Run SQL past Django's models and return the rows, or how many rows were changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@dataclass(frozen=True)
class Table:
    """A walled table with everything off that hinders made-up rows, but not the wall."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def loosen(self) -> None:
        """Drop the checks, keys, references and uniqueness; the test's transaction brings them back."""
        constraints = "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype <> 'n'"
        for (name,) in sql(constraints, self.name):
            sql(f'ALTER TABLE {self.name} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')
        indexes = "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = %s::regclass AND indisunique"
        for (name,) in sql(indexes, self.name):
            sql(f"DROP INDEX {name}")

    def insert(self, side: int) -> None:
        """Insert a row whose wall columns all hold one side's id."""
        row = {column: side for column in wall_of(self.model).values()}
        for column, kind, length in sql(
            "SELECT column_name, data_type, character_maximum_length FROM information_schema.columns "
            "WHERE table_name = %s AND is_nullable = 'NO' AND is_identity = 'NO'",
            self.name,
        ):
            row.setdefault(column, secrets.token_hex(8)[:length] if kind == "character varying" else VALUES[kind])
        marks = ", ".join(["%s"] * len(row))
        columns = ", ".join(f'"{column}"' for column in row)
        sql(f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", *row.values())

    def sides(self, column: str) -> list[int]:
        """Return whose rows can be seen."""
        return [side for (side,) in sql(f"SELECT {column} FROM {self.name} ORDER BY 1")]


@pytest.fixture
def table(request: pytest.FixtureRequest, db: None) -> Table:
    """A walled table with one row of ours and one of theirs."""
    found = Table(request.param)
    found.loosen()
    with inside(EVERYONE):
        found.insert(OURS)
        found.insert(THEIRS)
    return found


@pytest.mark.parametrize(("table", "dimension"), CASES, indirect=["table"])
def test_row_of_others_is_neither_seen_nor_touched(table: Table, dimension: str) -> None:
    column = wall_of(table.model)[dimension]
    with inside(SCOPES[dimension]):
        assert table.sides(column) == [OURS]
        assert sql(f"UPDATE {table.name} SET {column} = {column} WHERE {column} = %s", THEIRS) == 0
        assert sql(f"DELETE FROM {table.name} WHERE {column} = %s", THEIRS) == 0
    with inside(EVERYONE):
        assert table.sides(column) == [OURS, THEIRS]


@pytest.mark.parametrize(("table", "dimension"), CASES, indirect=["table"])
def test_row_cannot_be_written_for_others(table: Table, dimension: str) -> None:
    column = wall_of(table.model)[dimension]
    with inside(SCOPES[dimension]):
        table.insert(OURS)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            table.insert(THEIRS)
        with pytest.raises(DatabaseError, match=r"row-level security|log cannot be changed"), transaction.atomic():
            sql(f"UPDATE {table.name} SET {column} = %s WHERE {column} = %s", THEIRS, OURS)
        assert table.sides(column) == [OURS, OURS]


@pytest.mark.parametrize("table", TABLES, indirect=True, ids=lambda model: model._meta.db_table)
def test_nothing_is_seen_or_written_without_a_scope(table: Table) -> None:
    assert sql(f"SELECT count(*) FROM {table.name}") == [(0,)]
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        table.insert(OURS)
    with inside(Scope()):
        assert sql(f"SELECT count(*) FROM {table.name}") == [(0,)]


def test_scope_vanishes_with_the_transaction(transactional_db: None, cast: Cast) -> None:
    with inside(Scope(organisers=frozenset({cast.nord.pk}))):
        assert sql("SELECT count(*) FROM network_team") == [(2,)]
    assert sql("SELECT count(*) FROM network_team") == [(0,)]
    assert sql("SELECT current_setting('app.organisers', true)") == [("",)]


def test_scope_vanishes_after_an_error_too(transactional_db: None, cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), inside(EVERYONE):
        raise ZeroDivisionError
    assert sql("SELECT count(*) FROM network_team") == [(0,)]


def test_inner_scope_gives_the_outer_one_back(cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
        with inside(EVERYONE):
            assert sql("SELECT count(*) FROM network_team") == [(3,)]
        assert sql("SELECT name FROM network_team") == [(cast.team.name,)]
    assert sql("SELECT count(*) FROM network_team") == [(0,)]


def test_inner_scope_that_fails_gives_the_outer_one_back(cast: Cast) -> None:
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
        with pytest.raises(DatabaseError), inside(EVERYONE):
            sql("SELECT nothing FROM nowhere")
        assert sql("SELECT name FROM network_team") == [(cast.team.name,)]


def test_same_scope_again_costs_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with inside(EVERYONE), django_assert_num_queries(1), inside(EVERYONE):
        assert Team.objects.count() == 3


def test_manager_and_policy_let_the_same_rows_through(cast: Cast) -> None:
    for scope in (
        Scope(organisers=frozenset({cast.nord.pk})),
        Scope(municipalities=frozenset({cast.roros.pk, cast.moss.pk})),
        Scope(person=cast.coordinator.pk, municipalities=frozenset({cast.flesberg.pk})),
        EVERYONE,
    ):
        with inside(scope):
            assert sql("SELECT count(*) FROM network_team") == [(Team.objects.count(),)]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.db_table)
def test_policy_says_what_the_model_says(model: type[models.Model], db: None) -> None:
    """A wall that is changed in the model alone would leave the old policy in the database."""
    name = model._meta.db_table
    stored = "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = %s::regclass"
    [(in_force,)] = sql(stored, name)
    sql(f"DROP POLICY wall ON {name}")
    sql(f"CREATE POLICY wall ON {name} USING ({policy_condition(wall_of(model))})")
    assert sql(stored, name) == [(in_force,)]


def test_table_that_lost_its_policy_is_named(db: None) -> None:
    sql("ALTER TABLE network_team NO FORCE ROW LEVEL SECURITY")
    assert tables_without_policy() == ["network_team"]
