"""The bench's own database, kept between runs while nothing that made it has changed."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import mentornett
from bench_parts.national import build_national_set
from mentornett.config.housekeeping import count_for_the_planner
from mentornett.config.management.commands.serve import static_files_are_old
from mentornett.core.time import now, today

HERE = Path(__file__).parent
PACKAGE = Path(mentornett.__file__).parent
MAKERS = ("building", "bulk", "facts", "invented", "logs", "national", "programmes", "sites", "team_work", "told")


def seed() -> str:
    """Return the version of the set: of what builds it, of all migrations and of the template, in this week."""
    files = [HERE / f"{name}.py" for name in MAKERS]
    files += sorted(PACKAGE.glob("*/migrations/*.py")) + sorted(PACKAGE.glob("*/template*/*.json"))
    files.append(PACKAGE / "config/housekeeping.py")  # what the planner knows
    digest = hashlib.sha256(str(today().isocalendar()[:2]).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def prepare() -> None:
    """Bring static files and the national set up to date, and say what was done."""
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    if static_files_are_old():
        call_command("collectstatic", verbosity=0, interactive=False)
    stamp = settings.DATA_FOLDER / "seed.txt"
    if connection.vendor == "sqlite" and stamp.exists() and stamp.read_text() == seed():
        print("The national set from an earlier run is used again.")
        return
    if connection.vendor == "sqlite":
        for file in settings.DATA_FOLDER.glob("mentornett.sqlite3*"):
            file.unlink()
    started = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        written = build_national_set(today())
    if connection.vendor == "postgresql":  # does this by itself after some minutes
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    count_for_the_planner(now().replace(minute=0))
    stamp.write_text(seed() if connection.vendor == "sqlite" else "")
    print(f"Built the national set in {time.monotonic() - started:.0f} s:")
    print("  " + ", ".join(f"{count} {name}" for name, count in written.items()))
