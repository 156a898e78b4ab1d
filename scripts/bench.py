"""Server time, queries and bytes of every important page, over a national set of invented data.

    make bench                                     # SQLite, in var/bench
    .venv/bin/python scripts/bench.py --postgres   # on a PostgreSQL server made for the occasion

Each page is opened through all middleware (session, log-in, roles, wall, gzip: the client does not ask for it, so
nothing is compressed while the clock runs) and compared with the floor: a page with one query for 50 rows and the same
frame, opened just before it, in the same process. CPU time decides; figures of one run are comparable, not others.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from with_postgres import server

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Build or find the set, measure, print; the status tells whether every page is within its target."""
    parser = argparse.ArgumentParser(description="Measure the pages over a national set.")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is opened (15)")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    options = parser.parse_args()
    os.environ.update(
        DJANGO_SETTINGS_MODULE="mentornett.config.settings", MENTORNETT_DATA=str(ROOT / "var/bench"),
        MENTORNETT_HASHED_STATIC="1", MENTORNETT_DEMO="0", MENTORNETT_DEBUG="0",
    )  # fmt: skip
    address: Any = server() if options.postgres else nullcontext(f"sqlite:///{ROOT / 'var/bench/mentornett.sqlite3'}")
    with address as url:
        os.environ["DATABASE_URL"] = url
        import django  # noqa: PLC0415 (the environment comes first)

        django.setup()
        from bench_parts.run import run  # noqa: PLC0415 (the environment comes first)

        return run(options.rounds, options.only)


if __name__ == "__main__":
    sys.exit(main())
