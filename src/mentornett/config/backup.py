"""Copies of the whole database, taken while people work, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

OURS = "core_auditentry"  # a table that every database of Mentornett has
WAIT = 60  # seconds for a writer to finish
Database = dict[str, object]  # an entry of Django's DATABASES


class BackupError(RuntimeError):
    """The copy could not be taken or put back; the text says why and what to do."""


def back_up(database: Database, target: Path) -> None:
    """Write a copy of the database to a new file. Nothing is left behind when it fails.

    Raises BackupError when the file exists, or the copy is not whole.
    """
    if target.exists():
        raise BackupError(f"{target} exists already. Give a new name; a backup never overwrites another.")
    if not target.parent.is_dir():
        raise BackupError(f"The folder {target.parent} does not exist.")
    with _half_done(target) as part:
        if _is_sqlite(database):
            _copy_sqlite(Path(str(database["NAME"])), part)
            check_sqlite(part)
        else:
            _postgres("pg_dump", database, "--format=custom", f"--file={part}")
            check_postgres(part)


def restore(database: Database, source: Path, *, keep_with: Database, now: datetime) -> Path | None:
    """Replace the database by a copy, and return where the old content was kept (None when there was none).

    The copy is checked before anything is changed, and put into place in one transaction, so that a server that still
    runs sees the old or the new content and nothing between. `keep_with` is the address that backups are taken through.
    Raises BackupError.
    """
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    sqlite = _is_sqlite(database)
    (check_sqlite if sqlite else check_postgres)(source)
    kept = None
    if holds_anything(database):
        beside = Path(str(database["NAME"])) if sqlite else source
        kept = beside.with_name(f"{beside.name}.before-{now:%Y%m%d-%H%M%S-%f}")
        back_up(keep_with, kept)
    (_put_sqlite if sqlite else _put_postgres)(database, source)
    return kept


def holds_anything(database: Database) -> bool:
    """Tell whether there is a database already that a restore would replace."""
    if _is_sqlite(database):
        return Path(str(database["NAME"])).exists()
    answer = _postgres("psql", database, "--no-psqlrc", "-tAc", f"SELECT to_regclass('{OURS}') IS NOT NULL")
    return answer.strip() == "t"


def check_sqlite(path: Path) -> None:
    """Raise BackupError unless the file is a whole SQLite database of Mentornett."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
            found = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = ?", [OURS]).fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} is not a whole SQLite database: {error}") from None
    if verdict != ["ok"]:
        raise BackupError(f"{path} is damaged: {verdict[0]}")
    if not found:
        raise BackupError(f"{path} is a database of something else than Mentornett.")


def check_postgres(path: Path) -> None:
    """Raise BackupError unless the file is a dump of Mentornett that pg_restore can read."""
    if OURS not in _run([_program("pg_restore"), "--list", str(path)], {}):
        raise BackupError(f"{path} is a dump of something else than Mentornett.")


def _is_sqlite(database: Database) -> bool:
    return str(database["ENGINE"]).endswith("sqlite3")


@contextmanager
def _half_done(target: Path) -> Iterator[Path]:
    """Give a name to write to; the file gets its right name only when all went well and it is on the disk."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)  # a backup holds what people wrote
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    try:
        with closing(sqlite3.connect(source, timeout=WAIT, isolation_level=None)) as original:
            original.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.Error as error:
        raise BackupError(f"The database could not be copied: {error}") from None


def _put_sqlite(database: Database, source: Path) -> None:
    path = Path(str(database["NAME"]))
    if not path.exists():
        with _half_done(path) as part:
            shutil.copyfile(source, part)
        return
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy,
            closing(sqlite3.connect(path, timeout=WAIT)) as live,
        ):
            copy.backup(live)
    except sqlite3.Error as error:
        raise BackupError(f"The copy could not be put into place: {error}. Nothing was changed.") from None
    check_sqlite(path)


def _put_postgres(database: Database, source: Path) -> None:
    _postgres(
        "pg_restore", database, "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction",
        str(source),
    )  # fmt: skip


def _postgres(program: str, database: Database, *options: str) -> str:
    """Run one of PostgreSQL's programs. The password goes by the environment, which `ps` does not show."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {name: str(database[key]) for name, key in names.items() if database.get(key)}
    environment["PGOPTIONS"] = f"-c lock_timeout={WAIT}s"  # a server that was not stopped must not hold us for ever
    return _run([_program(program), f"--dbname={database['NAME']}", "--no-password", *options], environment)


def _program(name: str) -> str:
    if found := shutil.which(name):
        return found
    raise BackupError(f"The program {name} is not installed here. It comes with the package postgresql-client.")


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 (a fixed program, no shell)
        command, env={**os.environ, **environment, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout
