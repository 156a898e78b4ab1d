"""Fetch and rebuild the files in static/vendor, at development time only.

Run it in a scratch environment that has Node, fonttools and brotli:

    python scripts/update_vendor.py

Nothing here is needed to run or test Mentornett. Each package is pinned by version and by
the sha256 of its archive; the result is written with the sha256 of every file to
static/vendor/manifest.json, which tests/web/test_static.py checks.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/mentornett/web/static"
VENDOR = STATIC / "vendor"
THEME_CONFIG = ROOT / "scripts/theme.config.json"
THEME_CLI = "@digdir/designsystemet@1.15.0"


@dataclass(frozen=True)
class Package:
    """One pinned package: its name, version, archive checksum and licence."""

    name: str
    version: str
    sha256: str
    licence: str


DS_CSS = Package(
    "@digdir/designsystemet-css",
    "1.22.0",
    "0eeef1d967ee4f21e5e59f37c20666db8b66f20d93d4617907c4c4661f52298c",
    "MIT",
)
INTER = Package(
    "@fontsource-variable/inter",
    "5.3.0",
    "d26710dd38e7217484a1d47ee76c024977ec550548876f26d06ed1844af09a14",
    "OFL-1.1",
)
ICONS = Package(
    "@navikt/aksel-icons",
    "8.16.2",
    "fb8c2fdba7de55014e6a1109cf141a9cfcc1729461acea1a7477d6d901f16174",
    "MIT",
)

# The order is that of the package's own index.css; base comes first, in a layer of its own.
DS_COMPONENTS = (
    *("heading", "label", "paragraph", "link", "validation-message", "data-size-workaround", "button", "input"),
    *("field", "fieldset", "alert", "popover", "skip-link", "details", "dialog", "list", "card", "divider"),
    *("pagination", "tag", "error-summary", "table", "breadcrumbs"),
)

# Letters beyond Latin-1 that Norwegian, Sámi, Kven and neighbouring names need.
FONT_UNICODES = {
    "latin": "U+0020-007E,U+00A0-00FF,U+2009,U+2010-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,"
    "U+202F,U+20AC,U+2190-2193,U+2212,U+2248,U+2264,U+2265",
    "latin-ext": "U+0100-017F,U+018F,U+01B7,U+01E4-01E9,U+01EE,U+01EF,U+0292,U+0218-021B",
}
FONT_FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "case", "cv05"]

ICON_NAMES = (ROOT / "scripts/icons.txt").read_text().split()


def sha256(path: Path) -> str:
    """Return the hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, scratch: Path) -> Path:
    """Pack one package into scratch, check its checksum and return the unpacked folder."""
    spec = f"{package.name}@{package.version}"
    done = subprocess.run(
        ["npm", "pack", spec, "--silent"],
        cwd=scratch,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = scratch / done.stdout.strip().splitlines()[-1]
    if sha256(archive) != package.sha256:
        raise SystemExit(f"{spec}: the archive is not the one that was pinned.")
    target = scratch / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def fresh(name: str, package: Package) -> Path:
    """Return an empty folder vendor/<name>/<version>, without older versions beside it."""
    shutil.rmtree(VENDOR / name, ignore_errors=True)
    folder = VENDOR / name / package.version
    folder.mkdir(parents=True)
    return folder


def build_designsystemet(scratch: Path) -> None:
    """Join the component files that are used to one ds.css."""
    css = fetch(DS_CSS, scratch)
    folder = fresh("designsystemet", DS_CSS)
    source = css / "dist/src"
    base = (source / "base.css").read_text()
    parts = "".join((source / f"{name}.css").read_text().strip() for name in DS_COMPONENTS)
    (folder / "ds.css").write_text(
        f"@layer ds.theme, ds.base, ds.components;@layer ds.base{{{base.strip()}}}@layer ds.components{{{parts}}}\n"
    )
    shutil.copy(css / "LICENSE", folder / "LICENSE")


def build_fonts(scratch: Path) -> None:
    """Subset Inter to the letters, features and weights in use, in two files."""
    package = fetch(INTER, scratch)
    folder = fresh("inter", INTER)
    for name, unicodes in FONT_UNICODES.items():
        font = TTFont(package / f"files/inter-{name}-wght-normal.woff2", recalcTimestamp=False)
        options = subset.Options(layout_features=FONT_FEATURES, flavor="woff2", hinting=False)
        worker = subset.Subsetter(options)
        worker.populate(unicodes=subset.parse_unicodes(unicodes))
        worker.subset(font)
        font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
        subset.save_font(font, str(folder / f"inter-{name}.woff2"), options)
    shutil.copy(package / "LICENSE", folder / "LICENSE")


def kebab(name: str) -> str:
    """Return "padlock-locked" for "PadlockLocked"."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def build_icons(scratch: Path) -> None:
    """Copy the icons in use under kebab-case names."""
    package = fetch(ICONS, scratch)
    folder = fresh("aksel", ICONS)
    for name in ICON_NAMES:
        shutil.copy(package / f"dist/svg/{name}.svg", folder / f"{kebab(name)}.svg")


def build_theme(scratch: Path) -> None:
    """Generate theme.css from theme.config.json with the Designsystemet command line tool."""
    config = scratch / "theme.config.json"
    shutil.copy(THEME_CONFIG, config)
    tool = ["npm", "exec", "--yes", f"--package={THEME_CLI}", "--", "designsystemet", "tokens"]
    create = [*tool, "create", "--config", config.name]
    subprocess.run(create, cwd=scratch, check=True)
    subprocess.run([*tool, "build"], cwd=scratch, check=True)
    shutil.copy(scratch / "design-tokens-build/mentornett.css", VENDOR / "theme.css")


def write_manifest() -> None:
    """List every vendored file with its origin, licence and sha256."""
    origins = {"designsystemet": DS_CSS, "inter": INTER, "aksel": ICONS}
    rows = []
    for path in sorted(VENDOR.rglob("*")):
        if not path.is_file() or path.name == "manifest.json":
            continue
        relative = path.relative_to(VENDOR)
        origin = origins.get(relative.parts[0])
        source = f"{origin.name} {origin.version}" if origin else THEME_CLI.replace("@1", " 1")
        licence = origin.licence if origin else "MIT"
        row = {"path": str(relative), "source": source, "licence": licence}
        rows.append(row | {"sha256": sha256(path)})
    text = json.dumps({"files": rows}, indent=1, ensure_ascii=False)
    (VENDOR / "manifest.json").write_text(text + "\n")


def main() -> None:
    """Rebuild everything in static/vendor."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        build_designsystemet(scratch)
        build_fonts(scratch)
        build_icons(scratch)
        build_theme(scratch)
    write_manifest()


if __name__ == "__main__":
    main()
