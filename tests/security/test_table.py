"""The table of checks in docs/security.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TABLE = (TESTS.parent / "docs" / "security.md").read_text(encoding="utf-8")


def test_table_has_all_forty_four_checks() -> None:
    assert re.findall(r"^\| (\d+) \|", TABLE, re.MULTILINE) == [str(number) for number in range(1, 45)]


def test_tests_that_the_table_names_exist() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    assert [name for name in re.findall(r"`(test_\w+)`", TABLE) if f"def {name}(" not in written] == []
    assert [name for name in re.findall(r"`([\w/]+\.py)`", TABLE) if not (TESTS / name).exists()] == []
