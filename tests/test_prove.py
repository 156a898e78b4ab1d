"""The short form of the proof: every part runs in seconds and keeps its promises."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = str(ROOT / "scripts")


@pytest.fixture(scope="module")
def prove() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        return importlib.import_module("prove")


def test_every_part_runs_and_keeps_its_promises(
    prove: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["prove.py", "--short"])
    assert prove.main() == 0
    report = capsys.readouterr().out
    assert report.count("\n## ") == len(prove.PARTS)
    assert "Broken" not in report
    methods = importlib.import_module("prove_parts.methods").METHODS
    headings = set(re.findall(r"^## (.+)$", report, re.MULTILINE))
    assert {part for *_row, parts in methods for part in parts} == headings
    assert importlib.import_module("prove_parts.methods").methods_table() in (ROOT / "docs/proof.md").read_text("utf-8")


def test_a_broken_promise_is_said_and_fails(
    prove: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = importlib.import_module("prove_parts.section")
    broken = section.Section("H", "T", ("a", "b"), (("x", "1"),), (section.Promise("Never.", kept=False),))
    monkeypatch.setattr(prove, "PARTS", (lambda short: broken,))
    monkeypatch.setattr(sys, "argv", ["prove.py", "--short"])
    assert prove.main() == 1
    assert "| x | 1 |\n\n- **Broken**: Never." in capsys.readouterr().out
