"""Row-level security on PostgreSQL: the second fence, built from the same `wall` that the managers use."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from mentornett.core.scoping import wall_of

_SETTINGS = {
    "organiser": "app.organisers", "municipality": "app.municipalities", "person": "app.person",
    "circle": "app.circles",
}  # fmt: skip


def policy_condition(wall: dict[str, str]) -> str:
    """Return the SQL condition under which a row of a walled table may be read and written."""
    parts = ["current_setting('app.everyone', true) = 'yes'"]
    for dimension, column in sorted(wall.items()):
        ids = f"string_to_array(nullif(current_setting('{_SETTINGS[dimension]}', true), ''), ',')::bigint[]"
        parts.append(f"{column} = ANY({ids})")
    return " OR ".join(parts)


def walled_models() -> list[type[models.Model]]:
    """Return every model with a wall."""
    return [model for model in apps.get_models() if wall_of(model)]


def tables_without_policy() -> list[str]:
    """Return the walled tables that lack a forced policy in this PostgreSQL database; empty on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND c.relforcerowsecurity"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    return sorted({model._meta.db_table for model in walled_models()} - guarded)


class RowSecurity(Operation):
    """A migration step that puts the policy on one table: `RowSecurity("team", {"organiser": "organiser_id", …})`."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, wall: dict[str, str]) -> None:
        self.model_name = model_name
        self.wall = wall

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing in Django's picture of the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Turn row security on, for the owner of the table too."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'CREATE POLICY wall ON "{table}" USING ({policy_condition(self.wall)})')

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Turn row security off."""
        if schema_editor.connection.vendor != "postgresql":
            return
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        schema_editor.execute(f'DROP POLICY wall ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')

    def describe(self) -> str:
        """Say what the step does."""
        return f"Row-level security on {self.model_name}"
