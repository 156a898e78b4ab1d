"""Databases of one's own for tests that start the program as a process."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 500  # seconds that a process may take: a loaded machine is slow, not wrong


@dataclass(frozen=True)
class Database:
    """A database with all tables and no rows, by its address."""

    url: str
    folder: Path  # for files beside it

    @property
    def path(self) -> Path:
        """Return SQLite's file."""
        return Path(self.url.removeprefix("sqlite:///"))

    def mentornett(self, *arguments: str, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `mentornett ARGUMENTS` on it."""
        done = subprocess.run(
            [sys.executable, "-m", "mentornett", *arguments], env=self.environment(**environment), check=False,
            capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment of a process that works on it."""
        paths = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
        ours = {"DATABASE_URL": self.url, "MENTORNETT_DATA": str(self.folder), "PYTHONPATH": paths}
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "MENTORNETT_"))
        }
        return {**inherited, **ours, "DJANGO_SETTINGS_MODULE": "mentornett.config.settings", **more}

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Run a query past Django and the wall."""
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(self.path)) as direct:
                return direct.execute(question).fetchall()
        with psycopg.connect(as_user("postgres", self.url)) as direct:
            return direct.execute(question.encode()).fetchall()


def as_user(user: str, url: str, database: str = "") -> str:
    """Return an address with another user, and perhaps another database."""
    parts = urlsplit(url)
    return urlunsplit(
        parts._replace(netloc=f"{user}@{parts.hostname}:{parts.port}", path=f"/{database}" if database else parts.path)
    )


def server_url() -> str:
    """Return the address of the PostgreSQL server that the tests run on."""
    found: dict[str, Any] = settings.DATABASES["default"]
    return f"postgres://{found['USER']}@{found['HOST']}:{found['PORT']}/postgres"


def on_server(*statements: str) -> None:
    """Run statements on the PostgreSQL server as its superuser, each by itself."""
    with psycopg.connect(as_user("postgres", server_url()), autocommit=True) as direct:
        for statement in statements:
            direct.execute(statement.encode())


def make_database(folder: Path, template: Database | None = None) -> Database:
    """Make a database like the template, or one without tables."""
    name = f"mentornett_{secrets.token_hex(4)}"
    if connection.vendor == "sqlite":
        if template:
            shutil.copyfile(template.path, folder / name)
        return Database(f"sqlite:///{folder / name}", folder)
    like = f"TEMPLATE {template.url.rsplit('/', 1)[1]}" if template else ""
    on_server(f"CREATE DATABASE {name} OWNER {settings.DATABASES['default']['USER']} {like}")
    return Database(as_user(settings.DATABASES["default"]["USER"], server_url(), name), folder)


def drop_database(database: Database) -> None:
    """Throw a database away; SQLite's goes with its folder."""
    if connection.vendor != "sqlite":
        on_server(f"DROP DATABASE {database.url.rsplit('/', 1)[1]} WITH (FORCE)")


@contextmanager
def empty_database(folder: Path, template: Database | None = None) -> Iterator[Database]:
    """Make a database like the template, or one without tables, and throw it away afterwards."""
    database = make_database(folder, template)
    try:
        yield database
    finally:
        drop_database(database)
