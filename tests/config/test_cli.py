"""The command `mentornett`: names of commands are written with hyphens, and options are left alone."""

from __future__ import annotations

import pytest

from mentornett.config import cli


@pytest.mark.parametrize(
    ("typed", "run"),
    [
        ("verify-audit --anchor 1:a-b", "verify_audit --anchor 1:a-b"), ("--help", "--help"), ("", ""),
    ],
)  # fmt: skip
def test_command_is_found_by_its_name(typed: str, run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("sys.argv", ["mentornett", *typed.split()])
    monkeypatch.setattr(cli, "execute_from_command_line", asked.append)
    cli.main()
    assert asked == [["mentornett", *run.split()]]
