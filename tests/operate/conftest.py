"""Databases of their own for tests that start processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operate.databases import Database, empty_database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with all tables, made once."""
    with empty_database(tmp_path_factory.mktemp("template")) as database:
        database.mentornett("migrate", "--verbosity", "0")
        database.mentornett("createcachetable")
        yield database


@pytest.fixture
def database(template: Database, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables and no rows."""
    with empty_database(tmp_path, template) as fresh:
        yield fresh
