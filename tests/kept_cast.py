"""The cast, built once in each process; its rows are put into each test's database as they were.

Building it by Django's models takes longer than a page. Ids stay the same from test to test: on PostgreSQL the
sequences have passed them for good when it was built, and SQLite counts on from the highest there is.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast, build_cast

Rows = dict[type[models.Model], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class KeptCast:
    """The cast's handles, pickled, and the statements that write its rows."""

    handles: bytes
    inserts: tuple[tuple[str, tuple[Any, ...]], ...]

    def copy(self) -> Cast:
        """Return handles of the test's own, so that what one prepares is not seen by the next."""
        cast: Cast = pickle.loads(self.handles)  # noqa: S301 - our own, of a moment ago
        return cast

    def write(self) -> Cast:
        """Put the cast into the database and return its handles; where there are rows already, build it beside them."""
        try:
            with inside(EVERYONE), transaction.atomic(), connection.cursor() as cursor:
                for statement, values in self.inserts:
                    cursor.execute(statement, values)
        except IntegrityError:
            return build_cast()
        return self.copy()


def keep_cast() -> KeptCast:
    """Build the cast in an empty database, keep it, and leave the database as it was."""
    with inside(EVERYONE), transaction.atomic():
        before = _rows()
        cast = build_cast()
        after = _rows()
        transaction.set_rollback(True)
    changed = [model for model, rows in before.items() if not set(rows) <= set(after[model])]
    assert not changed, f"the cast changes what was there: {changed}"
    added = ((model, [row for row in rows if row not in before[model]]) for model, rows in after.items())
    return KeptCast(pickle.dumps(cast), tuple(_insert(model, rows) for model, rows in added if rows))


def _rows() -> Rows:
    found: Rows = {}
    tables = set(connection.introspection.table_names())  # some tests have models of their own
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    with connection.cursor() as cursor:
        for model in every:
            cursor.execute(f"SELECT {_columns(model)} FROM {_quoted(model._meta.db_table)}")
            found[model] = cursor.fetchall()
    return found


def _columns(model: type[models.Model]) -> str:
    return ", ".join(_quoted(field.column) for field in model._meta.local_concrete_fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _insert(model: type[models.Model], rows: list[tuple[Any, ...]]) -> tuple[str, tuple[Any, ...]]:
    marks = f"({', '.join(['%s'] * len(rows[0]))})"
    statement = f"INSERT INTO {_quoted(model._meta.db_table)} ({_columns(model)}) VALUES "
    return statement + ", ".join([marks] * len(rows)), tuple(value for row in rows for value in row)
