"""All checks and all tests: style, types, the house, texts, migrations, SQLite, PostgreSQL, a real browser.

What cannot run here (no PostgreSQL, no Chromium) is left out and named at the end; in CI (CI=true) that is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from with_postgres import programs, server

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
# As slow as all other checks together: it runs beside them and the first tests.
TYPES = [str(BIN / "mypy"), "--no-error-summary"]
CHECKS = [
    [sys.executable, "scripts/messages.py", "compile"],
    [str(BIN / "lint-imports"), "--no-logo"],
    [sys.executable, "scripts/messages.py", "check"],
    [str(BIN / "ruff"), "check", "--quiet", "."],
    [str(BIN / "ruff"), "format", "--quiet", "--check", "."],
    [sys.executable, "-m", "mentornett", "check", "--fail-level", "WARNING"],
    [sys.executable, "-m", "mentornett", "makemigrations", "--check", "--dry-run"],
]
CHROMIUM = ("chromium-headless-shell", "chromium")  # the tests take the first that is there
# What never asks a database needs no second one, nor do tests that look at nothing but markup, headers and files, or at
# what is decided before the database is asked: which fields a form takes, which line a refusal leaves in the log.
PURE = ("documents", "matching", "statistics", "*/rules")
MARKUP = ("security/test_headers.py", "security/test_markup.py", "web/test_links.py", "web/test_static.py")
SOURCE = ("test_budgets.py", "test_messages.py", "test_prove.py", "security/test_source.py")
BEFORE = ("security/test_denials.py", "security/test_mass_assignment.py", "web/test_audit_words.py")
ONE_DATABASE = [f"--ignore-glob=tests/{where}" for where in PURE + MARKUP + SOURCE + BEFORE]
# On SQLite each worker takes one half in order, so that a file mostly keeps what is slow to make; who is done first
# takes half of what the other has left. PostgreSQL's roles belong to the whole server: the file that makes them stays
# together.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist"]


def run(command: list[str], **environment: str) -> bool:
    """Run one command, say how long it took, and tell whether it went well."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    words = " ".join(Path(part).name if part.startswith("/") else part for part in command)
    print(f"{'ok' if done.returncode == 0 else 'FAILED':6} {time.monotonic() - started:6.1f} s  {words}", flush=True)
    return done.returncode == 0


def main() -> int:
    """Run everything and return the exit status."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        types = beside.submit(run, TYPES)
        good = [run(check) for check in CHECKS]
        missing = [] if "--checks-only" in sys.argv else run_tests(good)
        good.append(types.result())
    for name in missing:
        print(f"NOT RUN: {name} is not installed")
    return 0 if all(good) and not (missing and os.environ.get("CI")) else 1


def run_tests(good: list[bool]) -> list[str]:
    """Run the tests on both databases, add how each went, and return what is not there to run them with."""
    missing = []
    chromium = any(shutil.which(each) for each in (os.environ.get("CHROMIUM", ""), *CHROMIUM))
    without_browser = [] if chromium else ["-m", "not browser"]
    if not chromium:
        missing.append("Chromium")
    good.append(run([*PYTEST, "worksteal", *without_browser]))
    if programs():
        with server() as address:
            good.append(run([*PYTEST, "loadfile", *ONE_DATABASE, "-m", "not browser"], DATABASE_URL=address))
    else:
        missing.append("PostgreSQL")
    return missing


if __name__ == "__main__":
    sys.exit(main())
