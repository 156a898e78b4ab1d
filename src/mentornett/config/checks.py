"""System checks for combinations of settings that are dangerous, and for a database whose walls have holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connection

from mentornett.core.log_locks import READINGS_KEPT_DAYS, TABLES, lock_names, missing_locks
from mentornett.core.row_security import tables_without_policy
from mentornett.measurement.models import plan_locks


def dangerous_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse what would let strangers in on a site that others can reach."""
    wrong = [
        (settings.DEMO, "E001", "Demo mode has open log-ins and must not run on a public address"),
        (settings.SECRET_KEY == settings.DEMO_SECRET_KEY, "E002", "MENTORNETT_SECRET_KEY must be a key of your own"),
        (settings.DEBUG, "E003", "MENTORNETT_DEBUG shows the inside of the program to everyone"),
        (
            not settings.BEHIND_PROXY, "E004",
            "MENTORNETT_URL begins with https, but MENTORNETT_PROXY is not set, so no request would count as safe",
        ),
        ("testserver" in settings.ALLOWED_HOSTS, "E005", "MENTORNETT_HOSTS must name the site's own host names"),
    ]  # fmt: skip
    found: list[CheckMessage] = [Error(text, id=f"mentornett.{number}") for bad, number, text in wrong if bad]
    return found if settings.SECURE else []


def missing_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Warn about what a public site should say, and refuse what the database would refuse anyway."""
    found: list[CheckMessage] = []
    if settings.ACCESS_LOG_DAYS < READINGS_KEPT_DAYS:
        found.append(
            Error(f"MENTORNETT_ACCESS_LOG_DAYS must be at least {READINGS_KEPT_DAYS}", id="mentornett.E007")
        )  # fmt: skip
    missing = [
        (
            settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(".invalid"),
            "W001",
            "MENTORNETT_FROM: who sends the letters",
        ),
        (not settings.CONTACT, "W002", "MENTORNETT_CONTACT: whom visitors can ask"),
        (not settings.ACCESSIBILITY_STATEMENT_URL, "W003", "MENTORNETT_UUSTATUS_URL: the accessibility statement"),
    ]
    if settings.SECURE:
        found += [Warning(f"Not set: {text}", id=f"mentornett.{number}") for bad, number, text in missing if bad]
    return found


def holes_in_the_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Look in the database for tables without their policy and logs and plans without their locks.

    Runs with `check --database default` and before `migrate`, which may be what brings the missing parts.
    """
    if not databases or TABLES[0] not in connection.introspection.table_names():
        return []
    there = set(connection.introspection.table_names())
    holes = [
        (f"The table {table} has no row-level security", "W010") for table in tables_without_policy() if table in there
    ]
    holes += [
        (f"The lock {name} is not in the database", "W011")
        for name in missing_locks(lock_names() | plan_locks.lock_names())
    ]
    return [Warning(text, id=f"mentornett.{number}") for text, number in holes]


def role_beyond_the_wall(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to serve as a PostgreSQL role that row-level security does not bind; runs with `check --deploy`."""
    if not databases or not settings.SECURE or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls, pg_has_role(current_user, c.relowner, 'MEMBER'), "
            "has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') "
            "FROM pg_roles JOIN pg_class c ON c.oid = to_regclass(%s) WHERE rolname = current_user",
            [TABLES[0]],
        )
        unbound, owner, may_change_logs = cursor.fetchone() or (False, False, False)
    wrong = [
        (unbound, "is a superuser or may bypass row-level security"),
        (owner, "owns the tables"),
        (may_change_logs, "may change the audit log"),
    ]
    advice = "run `mentornett roles-sql` again and serve as mentornett_app"
    return [
        Error(f"The role that serves pages {what}; {advice}", id=f"mentornett.E{number:03}")
        for number, (bad, what) in enumerate(wrong, 10)
        if bad
    ]
