"""The budgets of the house, read from the source: sizes, imports, what is forbidden."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "mentornett"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(path for path in PACKAGE.rglob("*.html") if "static" not in path.parts)
FORBIDDEN_NAMES = {"utils", "common", "helpers", "misc", "mixins"}
INLINE_IMPORT_REASONS = ("(slow import)", "(app ready)", "(slow import; only tests have it)")


def _functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def _outer_functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Functions of modules and methods of classes; a function inside another is nobody else's."""
    for path in SOURCES:
        for outer in ast.parse(path.read_text(encoding="utf-8")).body:
            for node in outer.body if isinstance(outer, ast.ClassDef) else [outer]:
                if isinstance(node, ast.FunctionDef):
                    yield path, node


def _length(node: ast.FunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def test_functions_are_at_most_forty_lines() -> None:
    long = [f"{path.name}:{node.name} {_length(node)}" for path, node in _functions() if _length(node) > 40]
    assert long == []


def test_most_functions_are_short() -> None:
    lengths = sorted(_length(node) for _, node in _functions())
    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 25


def test_files_are_at_most_four_hundred_lines() -> None:
    long = {str(path.relative_to(ROOT)): _lines(path) for path in SOURCES + sorted((ROOT / "tests").rglob("*.py"))}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_classes_have_at_most_twenty_methods() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                methods = [child for child in node.body if isinstance(child, ast.FunctionDef)]
                assert len(methods) <= 20, f"{path}: {node.name}"


def test_no_room_has_a_junk_drawer() -> None:
    assert [path for path in SOURCES if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES] == []


def test_public_functions_say_what_they_do() -> None:
    silent = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path, node in _outer_functions()
        if not node.name.startswith("_") and not ast.get_docstring(node) and not _is_small_method(node)
    ]
    assert silent == []


def _is_small_method(node: ast.FunctionDef) -> bool:
    inner = node.args.args[:1]
    return bool(inner) and inner[0].arg in {"self", "cls"} and _length(node) <= 6


def test_imports_inside_functions_have_a_reason() -> None:
    for path in SOURCES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "PLC0415" in line:
                assert line.rstrip().endswith(INLINE_IMPORT_REASONS), f"{path.name}: {line}"


@pytest.mark.parametrize(
    "pattern",
    [
        r"@receiver\b",
        r"(?<!sqlite3)\.connect\(",
        r"\|safe\b",
        r"mark_safe\(",
        r"form\.save\(",
        r"\.raw\(",
        r"\.extra\(",
    ],
)
def test_pattern_is_nowhere_in_the_program(pattern: str) -> None:
    allowed = {"components.py", "pictures.py", "course_pictures.py"} if pattern.startswith("mark_safe") else set()
    texts = [path for path in SOURCES + TEMPLATES if path.name not in allowed]
    assert [path.name for path in texts if re.search(pattern, path.read_text(encoding="utf-8"))] == []


def test_templates_hold_no_inline_style_or_script() -> None:
    pattern = re.compile(r"\sstyle=|<script(?![^>]*\b(src|type=\"application/json\"))|\son[a-z]+=\"", re.I)
    found = [path.name for path in TEMPLATES if pattern.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_blocktranslate_is_trimmed() -> None:
    pattern = re.compile(r"{%\s*blocktrans(late)?\b(?![^%]*\btrimmed\b)")
    assert [path.name for path in TEMPLATES if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_is_left_for_later() -> None:
    pattern = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert [path for path in SOURCES + TEMPLATES if pattern.search(path.read_text(encoding="utf-8"))] == []
