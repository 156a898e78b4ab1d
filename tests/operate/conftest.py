"""Databases of their own for tests that start processes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operate.databases import Database, drop_database, empty_database, make_database


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Keep other workers waiting; the file says where the template is, and how many of them use it."""
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / "template"


def _with_tables(folder: Path) -> Database:
    database = make_database(folder)
    database.mentornett("migrate", "--verbosity", "0")
    database.mentornett("createcachetable")
    return database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Database]:
    """A database with all tables, made by the migrations once for all workers, and dropped by the last to use it."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    with _alone(folder) as note:
        url, users = note.read_text().split() if note.exists() else (_with_tables(folder).url, "0")
        note.write_text(f"{url} {int(users) + 1}")
    yield Database(url, folder)
    with _alone(folder) as note:
        users = note.read_text().split()[1]
        note.write_text(f"{url} {int(users) - 1}")
        if users == "1":
            note.unlink()
            drop_database(Database(url, folder))


@pytest.fixture
def database(template: Database, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables and no rows."""
    with empty_database(tmp_path, template) as fresh:
        yield fresh
