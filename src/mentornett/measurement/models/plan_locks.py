"""The database refuses to change a plan after its lock, a draw after it was made, and drawn units: nobody can fit them.

Who made, locked and drew it may vanish when a person does; the log knows. Ending a plan stays possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

REFUSED = "a locked plan cannot be changed"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION plan_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$
"""


@dataclass(frozen=True, slots=True)
class Lock:
    """From the moment when `since` is filled in, these columns stand, and the row cannot be deleted."""

    name: str
    table: str
    since: str
    columns: tuple[str, ...]


LOCKS = (
    Lock(
        "plan_locked", "measurement_rolloutplan", "locked_at",
        ("name", "at_a_time", "months_between", "first", "months_after", "answer_by", "discussed_on", "locked_at",
         "text", "digest", "analysis", "code"),
    ),
    Lock("plan_drawn", "measurement_rolloutplan", "drawn_at", ("drawn_at", "seed", "set_digest", "drawn")),
    Lock(
        "unit_drawn", "measurement_rolloutunit", "start",
        ("plan_id", "key", "hires", "staying", "place", "wave", "start"),
    ),
)  # fmt: skip


def _statements(vendor: str) -> Iterator[str]:
    is_other, refuse = "IS NOT", f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    if vendor == "postgresql":
        yield _FUNCTION
        is_other, refuse = "IS DISTINCT FROM", "EXECUTE FUNCTION plan_is_locked()"
    for lock in LOCKS:
        changed = " OR ".join(f'NEW."{column}" {is_other} OLD."{column}"' for column in lock.columns)
        stands, on = f'OLD."{lock.since}" IS NOT NULL', f"ON {lock.table} FOR EACH ROW"
        yield f"CREATE TRIGGER {lock.name}_no_update BEFORE UPDATE {on} WHEN ({stands} AND ({changed})) {refuse}"
        yield f"CREATE TRIGGER {lock.name}_no_delete BEFORE DELETE {on} WHEN ({stands}) {refuse}"


def lock_plans(database: Any = connection) -> None:
    """Put the locks on; for migrations and for `flush`."""
    with database.cursor() as cursor:
        for statement in _statements(database.vendor):
            cursor.execute(statement)


def unlock_plans(database: Any = connection) -> None:
    """Take the locks off."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql":  # what waits to be checked at the end is checked now, or it refuses
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for lock in LOCKS:
            on = f" ON {lock.table}" if database.vendor == "postgresql" else ""
            for deed in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {lock.name}_no_{deed}{on}")


@contextmanager
def unlocked_plans() -> Iterator[None]:
    """Run a block without the locks, such as emptying a demo database."""
    unlock_plans()
    try:
        yield
    finally:
        lock_plans()


def lock_names() -> set[str]:
    """Return the names of the locks as the database knows them."""
    return {f"{lock.name}_no_{deed}" for lock in LOCKS for deed in ("update", "delete")}
