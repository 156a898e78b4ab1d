"""The proof: simulations of everything that the product shows, with what came out.

    make prove                                    # everything, into docs/proof.md
    .venv/bin/python scripts/prove.py --short     # a few seconds, to the screen

Seeds are fixed: the same code gives the same figures. The status tells whether every promise was kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from prove_parts import charts, disclosure, effect, planner
from prove_parts.section import Part, Section

ROOT = Path(__file__).resolve().parents[1]
PARTS: tuple[Part, ...] = (charts.prove, disclosure.prove, effect.prove, effect.prove_months, planner.prove)
HEAD = """# What the simulations show

Written by `make prove`; do not edit. Each part makes up data whose truth is known, lets the product look at them, and
counts how often it is right. Seeds are fixed, so the same code gives the same figures."""


def main() -> int:
    """Run every part, write the report, and return 0 when every promise was kept."""
    parser = argparse.ArgumentParser(description="Simulate what the product shows, and write docs/proof.md.")
    parser.add_argument("--short", action="store_true", help="a few seconds, to the screen")
    options = parser.parse_args()
    sections = [_timed(part, short=options.short) for part in PARTS]
    report = "\n\n".join([HEAD, *(section.as_markdown() for section in sections)]) + "\n"
    if options.short:
        print(report)
    else:
        (ROOT / "docs/proof.md").write_text(report, encoding="utf-8")
    return 0 if all(promise.kept for section in sections for promise in section.promises) else 1


def _timed(part: Part, *, short: bool) -> Section:
    started = time.monotonic()
    section = part(short)
    print(f"{time.monotonic() - started:6.1f} s  {section.heading}", file=sys.stderr, flush=True)
    return section


if __name__ == "__main__":
    sys.exit(main())
