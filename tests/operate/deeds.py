"""What a deed of writer.py leaves, and what would be half a deed."""

from __future__ import annotations

from django.db import connection

from tests.operate.databases import Database

DEEDS = {"person.created": "tenants_person", "person.invited": "tenants_invitation", "role.given": "tenants_role"}
FIRST = "first@eksempel.no"  # the person that the writer begins with, and whom nobody invited


def half_done(database: Database) -> dict[str, object]:
    """Return what was done by half, by name; empty when every row has its audit row, its letter, and the other way."""
    questions = {
        "a person without a letter": f"""SELECT id FROM tenants_person p WHERE email <> '{FIRST}'
            AND NOT EXISTS (SELECT 1 FROM tenants_letter l WHERE l.to_person_id = p.id)"""
    }
    for verb, table in DEEDS.items():
        but_the_first = f"AND email <> '{FIRST}'" if table == "tenants_person" else ""
        questions[f"a row of {table} without an audit row"] = f"""SELECT id FROM {table} t WHERE NOT EXISTS (SELECT 1
            FROM core_auditentry a WHERE a.verb = '{verb}' AND a.object_id = CAST(t.id AS text)) {but_the_first}"""
        questions[f"an audit row {verb} alone"] = f"""SELECT a.id FROM core_auditentry a WHERE verb = '{verb}'
            AND NOT EXISTS (SELECT 1 FROM {table} t WHERE CAST(t.id AS text) = a.object_id)"""
    if connection.vendor == "sqlite":
        questions["a damaged page"] = "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
        questions["a reference to nothing"] = "SELECT * FROM pragma_foreign_key_check"
    return {name: rows for name, question in questions.items() if (rows := database.ask(question))}
