"""The proof: simulations of everything that the product shows, with what came out.

    make prove                                    # everything, into docs/proof.md
    .venv/bin/python scripts/prove.py --short     # a few seconds, to the screen

Seeds are fixed: the same code gives the same figures. The status tells whether every promise was kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from prove_parts import charts, disclosure, effect, interrupted, planner, retention, simple
from prove_parts.methods import methods_table
from prove_parts.section import Part, Section

ROOT = Path(__file__).resolve().parents[1]
PARTS: tuple[Part, ...] = (
    charts.prove, disclosure.prove, retention.prove, retention.prove_waiting, simple.prove, effect.prove,
    effect.prove_months, interrupted.prove, planner.prove,
)  # fmt: skip
HEAD = """# What the simulations show

Written by `make prove`; do not edit. Each part makes up data whose truth is known, lets the product look at them, and
counts how often it is right. Seeds are fixed, so the same code gives the same figures."""


def main() -> int:
    """Run every part, write the report, and return 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description="Simulate what the product shows, and write docs/proof.md.")
    parser.add_argument("--short", action="store_true", help="a few seconds, to the screen")
    options = parser.parse_args()
    sections = [_timed(part, True) for part in PARTS] if options.short else _side_by_side(PARTS)
    report = "\n\n".join([HEAD, methods_table(), *(section.as_markdown() for section in sections)]) + "\n"
    if options.short:
        print(report)
    else:
        (ROOT / "docs/proof.md").write_text(report, encoding="utf-8")
    return 0 if all(promise.kept for section in sections for promise in section.promises) else 1


def _side_by_side(parts: Sequence[Part]) -> list[Section]:
    """Run the parts on both cores; each has seeds of its own, so the order does not matter."""
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(_timed, parts, repeat(False)))


def _timed(part: Part, short: bool) -> Section:
    started = time.monotonic()
    section = part(short)
    print(f"{time.monotonic() - started:6.1f} s  {section.heading}", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    sys.exit(main())
