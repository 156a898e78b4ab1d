"""Checks that nobody has changed the audit log."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mentornett.core import audit_chain

SHOWN = 20


class Command(BaseCommand):
    """`mentornett verify-audit [--anchor POSITION:HASH]`: walk the chain, and print its head for safe keeping."""

    help = "Check that no row of the audit log was changed, moved, deleted or cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take heads that were noted earlier."""
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="POSITION:HASH", help="a head noted before"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal what is new, walk, and say what was found. Ends with status 1 when something does not hold."""
        audit_chain.seal_new_entries()
        wrong = [
            f"row {fault.entry or '-'} at position {fault.position or '-'}: {fault.what}"
            for fault in islice(audit_chain.faults(), SHOWN)
        ]
        wrong += [
            f"anchor {anchor}: the chain has no such head any more" for anchor in options["anchor"] if _gone(anchor)
        ]
        head = audit_chain.head()
        if wrong:
            raise CommandError("The audit log does not hold:\n" + "\n".join(wrong))
        self.stdout.write(f"{head.position if head else 0} rows, all hold. Head: {head or 'none yet'}")


def _gone(anchor: str) -> bool:
    position, _, hash_then = anchor.partition(":")
    if not position.isdigit():
        raise CommandError(f"An anchor is written POSITION:HASH, not {anchor!r}")
    return not audit_chain.holds_anchor(int(position), hash_then)
