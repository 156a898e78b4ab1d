"""A backup taken while people write is whole, and can be put back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operate.databases import Database, as_user, empty_database, on_server
from tests.operate.deeds import half_done

PEOPLE = "SELECT email FROM tenants_person"


@contextmanager
def somebody_writing(database: Database) -> Iterator[subprocess.Popen[str]]:
    """Write to the database all the time; the process tells of each deed on its standard output."""
    writer = [sys.executable, str(Path(__file__).with_name("writer.py")), "0", "1"]
    with subprocess.Popen(writer, env=database.environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _next_person(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("invited"):
            return line.split()[1]
    raise AssertionError("the writer stopped")


def _everything_said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    process.kill()
    return [line.split()[1] for line in process.stdout if line.startswith("invited") and line.endswith("\n")]


def _people(database: Database) -> set[str]:
    return {email for (email,) in database.ask(PEOPLE)}


@pytest.fixture
def backup_address(database: Database) -> Iterator[dict[str, str]]:
    """The address of a role that may copy everything; on PostgreSQL one that row-level security does not bind."""
    if database.url.startswith("sqlite"):
        yield {}
        return
    role = f"copier_{os.getpid()}"
    on_server(f"CREATE ROLE {role} LOGIN BYPASSRLS", f"GRANT pg_read_all_data TO {role}")
    yield {"MENTORNETT_BACKUP_DATABASE_URL": as_user(role, database.url)}
    on_server(f"DROP ROLE {role}")


def test_backup_under_writing_is_whole_and_restores(
    database: Database, backup_address: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    with somebody_writing(database) as writer:
        said_before = {_next_person(writer) for _ in range(20)}
        done = database.mentornett("backup", str(copy), **backup_address)
        said_after = {_next_person(writer) for _ in range(20)} | set(_everything_said(writer))
    assert "Done and checked" in done.stdout
    assert copy.stat().st_mode & 0o077 == 0
    with empty_database(tmp_path) as other:
        restored = other.mentornett("restore", str(copy))
        assert "all hold" in restored.stdout
        assert said_before <= _people(other)
        assert said_after - _people(other)  # the writing went on after the copy was taken
        assert half_done(other) == {}
        assert other.mentornett("migrate", "--check").returncode == 0
    assert said_before | said_after <= _people(database)


def test_restore_replaces_only_when_told_and_keeps_the_old(
    database: Database, backup_address: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    database.mentornett("backup", str(copy), **backup_address)
    with somebody_writing(database) as writer:
        newer = _next_person(writer)
    refused = database.mentornett("restore", str(copy), check=False, **backup_address)
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    assert newer in _people(database)
    done = database.mentornett("restore", str(copy), "--yes", **backup_address)
    assert newer not in _people(database)
    kept = done.stdout.partition("is kept in ")[2].splitlines()[0].rstrip(".")
    database.mentornett("restore", kept, "--yes", **backup_address)
    assert newer in _people(database)
    assert half_done(database) == {}


def test_backup_never_overwrites(database: Database, backup_address: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_text("last week's copy")
    done = database.mentornett("backup", str(copy), check=False, **backup_address)
    assert done.returncode == 1
    assert "exists already" in done.stderr
    assert copy.read_text() == "last week's copy"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000, b"PGDMP\x01"])
def test_restore_of_a_damaged_file_changes_nothing(
    database: Database, backup_address: dict[str, str], tmp_path: Path, content: bytes
) -> None:
    before = sorted(database.ask("SELECT name FROM django_migrations"))
    broken = tmp_path / "broken"
    broken.write_bytes(content)
    done = database.mentornett("restore", str(broken), "--yes", check=False, **backup_address)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sorted(database.ask("SELECT name FROM django_migrations")) == before


def test_restore_of_a_file_that_was_cut_off_changes_nothing(
    database: Database, backup_address: dict[str, str], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    database.mentornett("backup", str(copy), **backup_address)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    with somebody_writing(database) as writer:
        newer = _next_person(writer)
    assert database.mentornett("restore", str(copy), "--yes", check=False, **backup_address).returncode == 1
    assert newer in _people(database)
    assert half_done(database) == {}


def test_restore_of_a_missing_file_says_so(database: Database, tmp_path: Path) -> None:
    done = database.mentornett("restore", str(tmp_path / "nothing"), "--yes", check=False)
    assert "There is no file" in done.stderr


def test_backup_to_a_missing_folder_says_so(database: Database, tmp_path: Path) -> None:
    done = database.mentornett("backup", str(tmp_path / "no" / "copy"), check=False)
    assert "does not exist" in done.stderr


@pytest.mark.postgres
def test_backup_as_a_role_that_the_wall_binds_is_refused_and_leaves_no_file(database: Database, tmp_path: Path) -> None:
    done = database.mentornett("backup", str(tmp_path / "copy"), check=False)
    assert done.returncode == 1
    assert "row-level security" in done.stderr
    assert list(tmp_path.glob("copy*")) == []
