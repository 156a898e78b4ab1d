"""Counts what a page asks the database, the same on both databases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

STATEMENTS_PER_SCOPE_CHANGE = 2  # on PostgreSQL a scope is a savepoint, set_config twice, and the savepoint's release


def counted(queries: Iterable[dict[str, Any]]) -> int:
    """Return the number of statements, without those by which PostgreSQL is told the scope."""
    statements = [str(query["sql"]) for query in queries]
    told = sum("set_config(" in statement for statement in statements)
    return len(statements) - STATEMENTS_PER_SCOPE_CHANGE * told
