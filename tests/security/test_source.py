"""What may stand nowhere in the program, read from its source."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import mentornett

PACKAGE = Path(mentornett.__file__ or "").parent if mentornett.__file__ else Path(mentornett.__path__[0])
SOURCES = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = [path for path in PACKAGE.rglob("*.html") if "static" not in path.parts]
# where SQL is put together, of names that stand in the program and nothing else
BUILDS_SQL = {"core/scoping.py", "core/log_locks.py", "core/row_security.py", "measurement/models/plan_locks.py"}
LOGGING = {"debug", "info", "warning", "error", "exception", "critical"}


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    return [
        (path.relative_to(PACKAGE).as_posix(), node)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Import | ast.ImportFrom)
    ]


@cache
def _calls() -> list[tuple[str, str, ast.Call]]:
    return [(place, ast.unparse(node.func), node) for place, node in _nodes() if isinstance(node, ast.Call)]


def _is_built(node: ast.expr) -> bool:
    """Tell whether a text is put together at run time."""
    return isinstance(node, ast.JoinedStr | ast.BinOp) or (
        isinstance(node, ast.Call) and "format" in ast.unparse(node.func)
    )


def test_program_is_read_whole() -> None:
    assert len(SOURCES) > 100
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("module", ["pickle", "marshal", "shelve", "dill", "telnetlib", "ftplib", "xmlrpc"])
def test_module_is_never_imported(module: str) -> None:
    found = [
        place
        for place, node in _nodes()
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == module for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith(module))
    ]
    assert found == []


@pytest.mark.parametrize(
    "function", ["eval", "exec", "compile", "__import__", "os.system", "os.popen", "yaml.load", "random.random"]
)
def test_function_is_never_called(function: str) -> None:
    assert [place for place, name, _ in _calls() if name == function] == []


def test_chance_that_decides_nothing_secret_is_the_only_chance() -> None:
    found = {
        place
        for place, node in _nodes()
        if isinstance(node, ast.Import) and any(n.name == "random" for n in node.names)
    }
    assert found == set()


def test_sql_is_never_put_together_from_values() -> None:
    built = {
        place
        for place, name, call in _calls()
        if name.rsplit(".", 1)[-1] in {"execute", "executemany", "raw", "extra", "RawSQL"}
        and call.args
        and _is_built(call.args[0])
    }
    assert built <= BUILDS_SQL


def test_no_process_is_started_through_a_shell() -> None:
    assert [place for place, _, call in _calls() if any(word.arg == "shell" for word in call.keywords)] == []


def test_nothing_is_fetched_from_addresses() -> None:
    """No page fetches what a user names: there is nothing to forge requests with."""
    pattern = re.compile(r"\b(urlopen|requests\.(get|post)|httpx\.|aiohttp|urlretrieve)\b")
    assert [path.name for path in SOURCES if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_log_lines_are_fixed_texts() -> None:
    """A name in the text itself would reach the log; facts go by `extra`."""
    loggers = [(place, call) for place, name, call in _calls() if re.fullmatch(r"(log|logger)\.\w+", name)]
    wrong = [place for place, call in loggers if call.args and not isinstance(call.args[0], ast.Constant)]
    with_values = [place for place, call in loggers if len(call.args) > 1]
    assert loggers
    assert wrong + with_values == []


@pytest.mark.parametrize(
    "pattern",
    [r"\|safe\b", r"{%\s*autoescape off", r"hx-on", r"javascript:", r"<iframe", r"target=\"_blank\"(?![^>]*noopener)"],
)
def test_template_never_lets_text_become_code(pattern: str) -> None:
    assert [path.name for path in TEMPLATES if re.search(pattern, path.read_text(encoding="utf-8"))] == []


def test_forms_that_write_carry_a_token() -> None:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{{ (wrong|disabled)_form }}", "csrf_token", text)  # samples that go nowhere
        for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, re.DOTALL | re.IGNORECASE):
            assert "csrf_token" in form, path.name


def test_csrf_check_is_never_lifted() -> None:
    assert [path.name for path in SOURCES if "csrf_exempt" in path.read_text(encoding="utf-8")] == []
