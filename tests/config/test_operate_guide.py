"""The guide for operators says what the program does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import resolve

from mentornett.config import settings as settings_module

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "operate.md").read_text(encoding="utf-8")
SOURCE = Path(settings_module.__file__ or "").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_]+)` \| .*\| (.*) \|$", GUIDE, re.MULTILINE))


def _read_from_environment() -> dict[str, object]:
    """Return each variable that the settings read, with its default where that is written as a number or a word."""
    found: dict[str, object] = {}
    for node in ast.walk(ast.parse(SOURCE)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("environment.") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and re.fullmatch(r"[A-Z_]+", str(first.value)):
                default = node.args[1] if len(node.args) > 1 else None
                found[str(first.value)] = default.value if isinstance(default, ast.Constant) else None
    return found


def test_guide_lists_every_variable_and_no_other() -> None:
    assert sorted(ROWS) == sorted(_read_from_environment())


@pytest.mark.parametrize("name", [name for name, value in _read_from_environment().items() if isinstance(value, int)])
def test_guide_says_the_number_that_holds_when_nothing_is_set(name: str) -> None:
    assert ROWS[name] == str(_read_from_environment()[name])


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"(?:`|-m |^|:…@\S+ )mentornett ([a-z]+(?:-[a-z]+)*)", GUIDE, re.M)))
)
def test_command_in_the_guide_exists(command: str) -> None:
    assert command.replace("-", "_") in get_commands()


@pytest.mark.parametrize("path", re.findall(r"^\| `(/\w+)` \|", GUIDE, re.MULTILINE))
def test_health_address_in_the_guide_exists(path: str) -> None:
    assert resolve(path)


def test_example_environment_names_only_variables_that_are_read() -> None:
    named = set(re.findall(r"^([A-Z_]+)=", GUIDE, re.MULTILINE)) - {"PYTHONPATH"}
    assert named <= set(_read_from_environment())
    assert len(named) > 10
