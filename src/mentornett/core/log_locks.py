"""The database refuses to change the logs: no row is updated, and none is deleted before its time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

READINGS_KEPT_DAYS = 180  # the access log's newest rows cannot be deleted by any setting
NEVER = ("core_auditentry", "core_auditseal")
AFTER_A_WHILE = "core_accessentry"
TABLES = (*NEVER, AFTER_A_WHILE)
_FUNCTION = """
CREATE OR REPLACE FUNCTION log_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log cannot be changed' USING ERRCODE = 'restrict_violation'; END $$
"""


def _condition(table: str, deed: str, vendor: str) -> str:
    if table != AFTER_A_WHILE or deed == "UPDATE":
        return ""
    if vendor == "postgresql":
        return f"WHEN (OLD.at > now() - interval '{READINGS_KEPT_DAYS} days')"
    return f"WHEN OLD.at > datetime('now', '-{READINGS_KEPT_DAYS} days')"


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield _FUNCTION
        body = "EXECUTE FUNCTION log_is_locked()"
    else:
        body = "BEGIN SELECT RAISE(ABORT, 'the log cannot be changed'); END"
    for table in TABLES:
        for deed in ("UPDATE", "DELETE"):
            when = _condition(table, deed, vendor)
            yield f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} FOR EACH ROW {when} {body}"


def lock_logs(database: Any = connection) -> None:
    """Put the locks on; for migrations and for `flush`."""
    with database.cursor() as cursor:
        for statement in _statements(database.vendor):
            cursor.execute(statement)


def unlock_logs(database: Any = connection) -> None:
    """Take the locks off."""
    with database.cursor() as cursor:
        for table in TABLES:
            for deed in ("update", "delete"):
                on = f" ON {table}" if database.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{deed}{on}")


@contextmanager
def unlocked_logs() -> Iterator[None]:
    """Run a block without the locks, such as emptying a demo database."""
    unlock_logs()
    try:
        yield
    finally:
        lock_logs()


def lock_names() -> set[str]:
    """Return the names of the locks as the database knows them."""
    return {f"{table}_no_{deed}" for table in TABLES for deed in ("update", "delete")}


def missing_locks(wanted: Collection[str]) -> list[str]:
    """Return the names of locks, these or those of other tables, that are not in the database."""
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(set(wanted) - {name for (name,) in cursor.fetchall()})
