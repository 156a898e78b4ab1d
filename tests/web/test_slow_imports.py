"""What the web processes load before their first page: nothing slow that only a few pages need."""

from __future__ import annotations

import re
from pathlib import Path

import mentornett

HOUSE = Path(mentornett.__path__[0])
AT_THE_TOP = re.compile(r"^from (\S+) import (\([^)]*\)|[^\n]*)|^import (\S+)", re.MULTILINE)
INCLUDED = re.compile(r'include\("([\w.]+)"\)')
SLOW = {"scipy", "docx", "pptx", "xlsxwriter", "openpyxl"}


def _file(module: str) -> Path | None:
    path = HOUSE.joinpath(*module.split(".")[1:])
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.exists()), None)


def _imports(module: str) -> set[str]:
    """Return what a module imports when it is loaded, not in its functions; and the addresses it includes."""
    text = (_file(module) or HOUSE / "__init__.py").read_text(encoding="utf-8")
    found = set(INCLUDED.findall(text))
    for source, names, plain in AT_THE_TOP.findall(text):
        found |= {plain or source} | {f"{source}.{name}" for name in re.findall(r"\w+", names)}
    return found


def _loaded(first: str) -> dict[str, str]:
    """Return all that is loaded with a module, each with the one that asked for it."""
    reached, waiting = {first: ""}, [first]
    while waiting:
        module = waiting.pop()
        for name in _imports(module) - reached.keys():
            if not name.startswith("mentornett."):
                reached.setdefault(name.split(".")[0], module)
            elif _file(name):
                reached[name] = module
                waiting.append(name)
    return reached


def test_web_process_loads_nothing_that_few_pages_need() -> None:
    reached = _loaded("mentornett.config.urls")
    assert len(reached) > 400
    assert {name: reached[name] for name in SLOW & reached.keys()} == {}


def test_serving_again_does_not_load_what_writes_the_demo() -> None:
    assert "mentornett.config.demo.load" not in _loaded("mentornett.config.management.commands.serve")


def test_walk_sees_what_a_module_loads() -> None:
    assert _loaded("mentornett.documents.word")["docx"].startswith("mentornett.documents.word")
