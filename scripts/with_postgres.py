"""Runs a command with DATABASE_URL set to a PostgreSQL server of its own, made for the occasion and thrown away.

The role that the tests use owns its database but is no superuser, so that row-level security binds it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest that is installed, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package has made a user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of an empty database in it."""
    folder = Path(tempfile.mkdtemp(prefix="mentornett-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    bin_folder, port, data = programs(), _free_port(), folder / "data"
    if bin_folder is None:
        raise SystemExit("PostgreSQL is not installed")
    control = [str(bin_folder / "pg_ctl"), "-D", str(data), "-w", "-s"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    subprocess.run(
        _as_postgres([str(bin_folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"]),
        check=True, stdout=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    try:
        subprocess.run(
            _as_postgres([*control, "-o", options, "-l", str(folder / "log"), "start"]), check=True, cwd=folder
        )
        sql = [str(bin_folder / "psql"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-c"]
        for statement in (
            "CREATE ROLE mentornett LOGIN CREATEDB NOSUPERUSER",
            "CREATE DATABASE mentornett OWNER mentornett",
        ):
            subprocess.run([*sql, statement], check=True, cwd=folder)
        yield f"postgres://mentornett@127.0.0.1:{port}/mentornett"
    finally:
        subprocess.run(_as_postgres([*control, "-m", "immediate", "stop"]), check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with server() as address:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode)
