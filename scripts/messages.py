"""Keeps the message catalogues: extract texts, check that nn and nb are complete, compile.

Usage: messages.py update [app ...] | translate APP FILE.json | check | compile

`translate` merges {"English text": {"nb": "…", "nn": "…"}} into an app's catalogues (a list of two for plurals), so
that several people can work on one catalogue. A text with a context is written "context|English text".

Django merges the catalogues of all apps into one, so `check` also wants a text to be translated in the same way in all.

Texts in the code are English. Each app has its own catalogues in locale/<language>/LC_MESSAGES/django.po. No gettext
programs are needed.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "mentornett"
LANGUAGES = ("nb", "nn")
APPS = (
    "core", "tenants", "questionnaires", "competence", "network", "mentoring", "measurement", "reports",
    "exchange",
    "web", "web/everyone", "web/organiser", "web/municipality", "web/programme", "web/pair",
    "web/competence", "web/public", "web/demo",
)  # fmt: skip
FUNCTIONS = {
    "gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "gettext_noop": None,
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]")

Key = tuple[str, str, str]  # context, singular, plural


def files_of(app: str) -> Iterator[Path]:
    """Yield an app's own source files, without those of apps inside it."""
    inner = [PACKAGE / other for other in APPS if other.startswith(f"{app}/")]
    for path in sorted((PACKAGE / app).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not any(folder in path.parents for folder in inner):
            yield path


def texts_of(app: str) -> dict[Key, list[str]]:
    """Return every text of an app that is to be translated, with the files it stands in."""
    from babel.messages.extract import extract  # noqa: PLC0415 (slow import; only tests have it)
    from django.utils.translation.template import templatize  # noqa: PLC0415 (slow import)

    found: dict[Key, list[str]] = {}
    for path in files_of(app):
        source = path.read_text(encoding="utf-8")
        code = source if path.suffix == ".py" else templatize(source)
        for _, message, _, context in extract("python", io.BytesIO(code.encode()), keywords=FUNCTIONS):
            single, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
            found.setdefault((context or "", single, plural or ""), []).append(str(path.relative_to(PACKAGE)))
    found.pop(("", "", ""), None)
    return found


def catalogue_path(app: str, language: str) -> Path:
    """Return where an app's catalogue stands."""
    return PACKAGE / app / "locale" / language / "LC_MESSAGES" / "django.po"


def open_catalogue(app: str, language: str) -> polib.POFile:
    """Return an app's catalogue, a new one where there is none."""
    path = catalogue_path(app, language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit", "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }  # fmt: skip
    return catalogue


def translate(app: str, source: Path) -> None:
    """Bring an app's catalogues up to date and fill in the translations of a JSON file."""
    update(app)
    wanted = json.loads(source.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        catalogue = open_catalogue(app, language)
        for entry in catalogue:
            name = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
            text = wanted.get(name, {}).get(language)
            if text and entry.msgid_plural:
                entry.msgstr_plural = dict(enumerate(text))
            elif text:
                entry.msgstr = text
        catalogue.save(str(catalogue_path(app, language)))


def key_of(entry: polib.POEntry) -> Key:
    """Return what identifies an entry."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def update(app: str) -> None:
    """Bring an app's catalogues in line with its texts; translations are kept, unused ones go."""
    texts = texts_of(app)
    for language in LANGUAGES:
        old = {key_of(entry): entry for entry in open_catalogue(app, language)}
        catalogue = open_catalogue(app, language)
        del catalogue[:]
        for (context, single, plural), places in sorted(texts.items(), key=lambda item: (item[1][0], item[0])):
            entry = old.get((context, single, plural)) or polib.POEntry(
                msgid=single, msgid_plural=plural, msgctxt=context or None, msgstr="",
                msgstr_plural={0: "", 1: ""} if plural else {},
            )  # fmt: skip
            entry.occurrences = [(place, "") for place in sorted(set(places))]
            catalogue.append(entry)
        path = catalogue_path(app, language)
        if texts or path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue.save(str(path))


def faults(app: str) -> Iterator[str]:
    """Yield what is wrong with an app's catalogues: missing, fuzzy or unused texts, lost placeholders."""
    texts = texts_of(app)
    for language in LANGUAGES:
        entries = {key_of(entry): entry for entry in open_catalogue(app, language) if not entry.obsolete}
        for key in texts.keys() - entries.keys():
            yield f"{app} {language}: not in the catalogue: {key[1]!r}"
        for key, entry in entries.items():
            translated = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            if key not in texts:
                yield f"{app} {language}: not used any more: {key[1]!r}"
            elif "fuzzy" in entry.flags or not all(translated):
                yield f"{app} {language}: not translated: {key[1]!r}"
            elif lost := [text for text in translated if not _same_placeholders(entry, text)]:
                yield f"{app} {language}: placeholders differ: {lost[0]!r}"


def contradictions() -> Iterator[str]:
    """Yield texts that catalogues translate differently: Django keeps one of them, whichever comes last."""
    for language in LANGUAGES:
        seen: dict[tuple[str, str, bool], dict[tuple[str, ...], str]] = {}
        for app in APPS:
            for entry in open_catalogue(app, language):
                forms = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
                key = (entry.msgctxt or "", entry.msgid, bool(entry.msgid_plural))
                seen.setdefault(key, {}).setdefault(forms, app)
        for key, ways in seen.items():
            if len(ways) > 1:
                told = ", ".join(f"{forms[0]!r} in {app}" for forms, app in ways.items())
                yield f"{language}: translated differently: {key[1]!r}: {told}"


def _same_placeholders(entry: polib.POEntry, text: str) -> bool:
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    return set(PLACEHOLDER.findall(text)) <= wanted and (
        bool(entry.msgid_plural) or wanted == set(PLACEHOLDER.findall(text))
    )


def compile_all() -> None:
    """Write the compiled catalogue beside each one that is newer than it."""
    for path in PACKAGE.rglob("LC_MESSAGES/django.po"):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(compiled))


def main(arguments: list[str]) -> int:
    """Do what the command line asks for and return the exit status."""
    command, *apps = arguments or [""]
    if command == "update":
        for app in apps or APPS:
            update(app)
        return 0
    if command == "translate":
        translate(apps[0], Path(apps[1]))
        return 0
    if command == "compile":
        compile_all()
        return 0
    if command == "check":
        found = [*(fault for app in APPS for fault in faults(app)), *contradictions()]
        print("\n".join(found) or "All texts are translated.")
        return 1 if found else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
