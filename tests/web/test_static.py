"""What is committed from others is what was fetched, no other host is named, and pages stay light."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import brotli
import django_htmx
import pytest
from django.test import Client

import mentornett.web
from mentornett.web.static_files import JOINED, JoinedFiles

WEB = Path(mentornett.web.__file__).parent
STATIC = WEB / "static"
VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())["files"]
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"

OWN_FILES = [path for path in WEB.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg"} and path.is_file()]
# an XML namespace is a name, not an address
NAMESPACE = re.compile(r"http://www\.w3\.org/(2000/svg|1999/xlink|1999/xhtml|1998/Math/MathML)", re.IGNORECASE)
# supervisors that the law wants named: links that a reader may follow, nothing that a page fetches
AUTHORITIES = re.compile(r'<a href="https://www\.(uutilsynet|datatilsynet)\.no/"')
ADDRESS = re.compile(r"https?:(//|%2f%2f)[a-z0-9]|(url\(|src=|href=|import |from )[\"']?//[a-z0-9]", re.IGNORECASE)


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["path"])
def test_vendored_file_is_the_one_that_was_fetched(row: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / row["path"]).read_bytes()).hexdigest() == row["sha256"]


def test_manifest_names_every_vendored_file() -> None:
    found = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"manifest.json"} == {row["path"] for row in MANIFEST}


def test_manifest_and_third_party_list_name_the_same_packages() -> None:
    listed = (WEB.parents[2] / "THIRD_PARTY.md").read_text()
    for package, version in {tuple(row["source"].rsplit(" ", 1)) for row in MANIFEST}:
        line = next(line for line in listed.splitlines() if f"`{package}`" in line)
        assert f"| {version} |" in line


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_other_host_is_named(path: Path) -> None:
    text = AUTHORITIES.sub("<a", NAMESPACE.sub("", path.read_text())).replace(
        "http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg", ""
    )
    assert not ADDRESS.search(text)


@pytest.mark.parametrize(
    "path", [path for path in OWN_FILES if path.suffix == ".html"], ids=lambda path: str(path.relative_to(WEB))
)
def test_template_needs_no_exception_from_the_content_policy(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", text)
    assert "<style" not in text
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert all(" src=" in script or 'type="application/json"' in script for script in scripts)


def test_styles_name_no_colour_outside_the_theme() -> None:
    marks = re.compile(r"\.mark-[a-z]+ \{[^}]*\}")
    for name in ("mentornett.css", "components.css", "workspace.css"):
        text = marks.sub("", (STATIC / "web" / name).read_text())
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?!\")|\brgba?\(|\bhsl", text), name


def test_styles_use_only_tokens_that_exist() -> None:
    known = (VENDOR / "theme.css").read_text() + (VENDOR / "designsystemet/1.22.0/ds.css").read_text()
    for path in (STATIC / "web").glob("*.css"):
        text = path.read_text()
        own = set(re.findall(r"^\s*(--[a-z-]+):", text + (STATIC / "web/mentornett.css").read_text(), re.MULTILINE))
        for token in sorted(set(re.findall(r"var\((--[\w-]+)", text)) - own):
            assert f"{token}:" in known, f"{path.name}: {token}"


def _over_the_wire(*paths: Path) -> int:
    return sum(
        len(path.read_bytes() if path.suffix == ".woff2" else brotli.compress(path.read_bytes())) for path in paths
    )


def test_styles_scripts_and_letters_fit_the_first_visit() -> None:
    """A page may weigh 120 kB at the first visit; what all pages share leaves half of that to the page."""
    shared = [VENDOR / "theme.css", VENDOR / "designsystemet/1.22.0/ds.css", VENDOR / "inter/5.3.0/inter-latin.woff2"]
    own = [path for path in (STATIC / "web").iterdir() if path.suffix in {".css", ".js", ".svg"}]
    assert _over_the_wire(*shared, *own, HTMX) <= 75_000


@pytest.fixture
def collected(tmp_path: Path) -> JoinedFiles:
    """The shared files and what they name, collected as in service."""
    files = JoinedFiles(location=str(tmp_path), base_url="/static/")
    letters = [path.relative_to(STATIC) for path in (VENDOR / "inter").rglob("*.woff2")]
    names = [part for parts in JOINED.values() for part in parts] + [str(path) for path in letters]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STATIC / name, tmp_path / name)
    for _name, _hashed, done in files.post_process({name: (files, name) for name in names}):
        assert not isinstance(done, Exception)
    return files


def test_shared_files_are_fetched_as_one_of_each_kind_in_service(collected: JoinedFiles) -> None:
    assert collected.shared(".css") == ["web/all.css"]
    assert collected.shared(".js") == ["web/all.js"]
    for name, parts in JOINED.items():
        text = Path(collected.path(name)).read_text()
        places = [text.index((STATIC / part).read_text()) for part in parts]
        assert places == sorted(places), "what comes later wins"


def test_joined_styles_name_files_that_are_there(collected: JoinedFiles) -> None:
    address = collected.url("web/all.css").removeprefix("/static/")
    styles = Path(collected.path(address))
    named = re.findall(r"url\(\"(?!data:)([^\"]+)\"\)", styles.read_text())
    assert len(named) == 2
    assert all((styles.parent / each).resolve().exists() for each in named)
    assert styles.with_name(styles.name + ".br").exists()


def test_page_fetches_every_shared_file_by_itself_while_developing(client: Client, db: None) -> None:
    page = client.get("/").content.decode()
    places = [page.index(f'"/static/{part}"') for parts in JOINED.values() for part in parts]
    assert places == sorted(places)


def test_letters_of_norwegian_and_sami_are_declared_once() -> None:
    styles = (STATIC / "web/mentornett.css").read_text()
    ranges = [_points(found) for found in re.findall(r"unicode-range: ([^;]+);", styles)]
    for letter in "æøåÆØÅ«»–áčđŋšŧžÁČĐŊŠŦŽ":
        assert sum(ord(letter) in points for points in ranges) == 1, letter


def _points(ranges: str) -> set[int]:
    points: set[int] = set()
    for each in ranges.replace("U+", "").split(","):
        first, _, last = each.strip().partition("-")
        points |= set(range(int(first, 16), int(last or first, 16) + 1))
    return points
