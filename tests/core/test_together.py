"""Tables that are made in one step of a migration."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from mentornett.core.together import Together

OTHER = models.ForeignKey("core.plan", models.CASCADE)
STEP = Together(
    [
        CreateModel("Goal", [("id", models.BigAutoField(primary_key=True)), ("plan", OTHER)]),  # comes later
        CreateModel("Plan", [("id", models.BigAutoField(primary_key=True))]),
    ]
)


@pytest.mark.postgres  # SQLite makes no tables inside a test's transaction
def test_tables_that_name_each_other_are_made_and_dropped(db: None) -> None:
    before = ProjectState()
    after = before.clone()
    STEP.state_forwards("core", after)
    with connection.schema_editor() as editor:
        STEP.database_forwards("core", editor, before, after)
    assert _tables() == {"core_goal", "core_plan"}
    with connection.schema_editor() as editor:
        STEP.database_backwards("core", editor, after, before)
    assert _tables() == set()


def test_plan_of_a_migration_tells_which_tables() -> None:
    assert STEP.describe() == "Make the tables of Goal, Plan"


def _tables() -> set[str]:
    return {"core_goal", "core_plan"} & set(connection.introspection.table_names())
