"""The migrations make what the models say: the tests' own database is made without them."""

from __future__ import annotations

from typing import Any

from django.db import connection

from tests.operate.databases import Database

# Django's migrations make this number, in a table that nobody uses here, of another width than its models do.
DJANGOS_OWN = "auth_group_permissions id "
# What a database has, in lines that do not depend on the order in which it was made.
QUESTIONS = {
    "sqlite": (
        'SELECT t.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master t, pragma_table_info(t.name) c '
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'",
        'SELECT t.name, f."table", f."from", f."to" FROM sqlite_master t, pragma_foreign_key_list(t.name) f '
        "WHERE t.type = 'table'",
        'SELECT t.name, i."unique", i.partial, (SELECT group_concat(name) FROM pragma_index_info(i.name)) '
        "FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table'",
        "SELECT type, name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE '% WHERE %'",
        "SELECT name, (length(sql) - length(replace(sql, ' CHECK ', ''))) / 7 FROM sqlite_master WHERE type = 'table'",
    ),
    "postgresql": (
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, is_identity "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT tablename, regexp_replace(indexdef, 'INDEX \\S+ ON', '') FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tablename, policyname, qual, with_check FROM pg_policies",
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace "
        "AND relkind = 'r'",
        "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    ),
}


def test_migrations_make_the_database_that_the_tests_use(db: None, template: Database) -> None:
    for question in QUESTIONS[connection.vendor]:
        by_migrations, by_models = _lines(template.ask(question)), _lines(_ask_here(question))
        assert by_migrations - by_models == set()
        assert by_models - by_migrations == set()
        assert by_models


def _ask_here(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def _lines(rows: list[tuple[Any, ...]]) -> set[str]:
    lines = (" ".join(str(value) for value in row) for row in rows)
    return {line for line in lines if not line.startswith(DJANGOS_OWN)}
