"""All texts are there in Bokmål and Nynorsk; English stands in the code."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_no_text_lacks_a_translation() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/messages.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "All texts are translated."


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_same_text_with_two_translations_is_told_and_another_context_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    script = _script()
    words = {"web": [("", "Number", "Antall"), ("", "How", "Hvordan")],
             "network": [("", "Number", "Tall"), ("a form", "How", "Form")]}  # fmt: skip

    def open_catalogue(app: str, language: str) -> polib.POFile:
        catalogue = polib.POFile()
        for context, text, translated in words.get(app, []):
            catalogue.append(polib.POEntry(msgctxt=context or None, msgid=text, msgstr=translated))
        return catalogue

    monkeypatch.setattr(script, "open_catalogue", open_catalogue)
    told = list(script.contradictions())
    assert len(told) == 2
    assert told[0] == "nb: translated differently: 'Number': 'Tall' in network, 'Antall' in web"


@pytest.mark.parametrize(("language", "other"), [("nb", "nytilsatt"), ("nn", "nyansatt")])
def test_newly_hired_person_has_one_name_in_each_language(language: str, other: str) -> None:
    """Bokmål says nyansatt and Nynorsk nytilsett; only the real network's published words may say otherwise."""
    for path in sorted((ROOT / "src").rglob(f"locale/{language}/LC_MESSAGES/django.po")):
        texts = [text for entry in polib.pofile(path) for text in (entry.msgstr, *entry.msgstr_plural.values())]
        assert not [text for text in texts if other in text.lower()], path
    for path in sorted((ROOT / "src").rglob("template*/*.json")):
        texts = re.findall(rf'"{language}": "([^"]*)"', path.read_text())
        assert not [text for text in texts if other in text.lower()], path
