"""Prints what Mentornett is made of as CycloneDX 1.6: the locked packages and the files of others that are committed.

The same lock file gives the same document, so two of them can be compared.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements/run.txt"
VENDORED = ROOT / "src/mentornett/web/static/vendor/manifest.json"
PINNED = re.compile(r"^([\w.-]+)==(\S+)((?: \\\n +--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)


def locked(text: str) -> list[tuple[str, str, list[str]]]:
    """Return name, version and hashes of every package in a lock file."""
    return [
        (name, version, re.findall(r"sha256:([0-9a-f]{64})", hashes)) for name, version, hashes in PINNED.findall(text)
    ]


def licence_of(name: str) -> str:
    """Return what an installed package says about its licence, as short as it says it."""
    facts = metadata.metadata(name)
    stated = facts.get("License-Expression") or facts.get("License") or ""
    if stated and "\n" not in stated and len(stated) < 80:
        return str(stated)
    classified = [line.split(" :: ")[-1] for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    return " AND ".join(classified)


def needs_of(name: str) -> set[str]:
    """Return the names of the packages that an installed one asks for, in the form in which they are compared."""
    return {normal(re.split(r"[\s;\[<>=!~(]", line, maxsplit=1)[0]) for line in metadata.requires(name) or []}


def normal(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    address = f"pkg:pypi/{normal(name)}@{version}"
    files = [{"type": "distribution", "url": address, "hashes": [{"alg": "SHA-256", "content": one}]} for one in hashes]
    return {
        "type": "library", "bom-ref": address, "name": name, "version": version, "purl": address,
        "licenses": [{"license": {"name": licence_of(name)}}], "externalReferences": files,
    }  # fmt: skip


def _vendored() -> Iterator[dict[str, Any]]:
    by_source: dict[str, list[dict[str, str]]] = {}
    for file in json.loads(VENDORED.read_text())["files"]:
        by_source.setdefault(file["source"], []).append(file)
    for source, files in sorted(by_source.items()):
        name, _space, version = source.rpartition(" ")
        yield {
            "type": "library", "bom-ref": source, "name": name or source, "version": version,
            "licenses": [{"license": {"name": files[0]["licence"]}}],
            "components": [
                {"type": "file", "name": file["path"], "hashes": [{"alg": "SHA-256", "content": file["sha256"]}]}
                for file in files
            ],
        }  # fmt: skip


def bill() -> dict[str, Any]:
    """Return the whole document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    packages = locked(LOCK.read_text())
    refs = {normal(name): f"pkg:pypi/{normal(name)}@{version}" for name, version, _hashes in packages}
    asked = {normal(re.split(r"[\[<>=]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    itself = {"type": "application", "bom-ref": "mentornett", "name": "mentornett", "version": project["version"]}
    needs = {"mentornett": asked} | {refs[normal(name)]: needs_of(name) for name, _version, _hashes in packages}
    lines = [
        {"ref": ref, "dependsOn": sorted(refs[one] for one in names & refs.keys())} for ref, names in needs.items()
    ]
    found = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": itself},
        "components": [*(_package(*package) for package in packages), *_vendored()],
        "dependencies": lines,
    }  # fmt: skip
    name = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(found, sort_keys=True))
    return found | {"serialNumber": f"urn:uuid:{name}"}


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, ensure_ascii=False)
