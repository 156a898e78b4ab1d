"""The tests' database, made from the models and not by the migrations, which take ten times as long.

What only migrations do (row security, locks on the logs) is done after them. `tests/operate/test_migrations.py` holds
that a database made by the migrations is the same.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from mentornett.core.row_security import RowSecurity


def leave_migrations_out() -> None:
    """Let Django make all tables from the models."""
    settings.MIGRATION_MODULES = {each.label: None for each in apps.get_app_configs()}


def do_what_only_migrations_do() -> None:
    """Put the policies and the locks on, and note that every migration has been."""
    settings.MIGRATION_MODULES = {}
    loader, recorder = MigrationLoader(connection), MigrationRecorder(connection)
    as_it_is: Any = SimpleNamespace(apps=apps, clear_delayed_apps_cache=lambda: None)  # what a step asks a state for
    recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for app, name in dict.fromkeys(step for leaf in loader.graph.leaf_nodes() for step in _until(loader, leaf)):
            migration = loader.get_migration(app, name)
            for step in migration.operations:
                if isinstance(step, RowSecurity | RunPython) and migration.__module__.startswith("mentornett."):
                    step.database_forwards(app, editor, as_it_is, as_it_is)
            recorder.record_applied(app, name)


def _until(loader: MigrationLoader, leaf: tuple[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = loader.graph.forwards_plan(leaf)
    return found
