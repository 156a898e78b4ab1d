"""What Mentornett is made of: every package is known, is what the lock file says, and may be used freely."""

from __future__ import annotations

import importlib.util
import json
import re
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    """The script that writes the bill of materials."""
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bill(sbom: ModuleType) -> dict[str, Any]:
    """The bill as it would be printed."""
    found: dict[str, Any] = json.loads(json.dumps(sbom.bill()))
    return found


def _packages(bill: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in bill["components"] if "purl" in part]


def test_bill_names_each_locked_package_with_hashes_and_licence(bill: dict[str, Any]) -> None:
    lines = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements/run.txt").read_text(), re.MULTILINE)
    assert [(part["name"], part["version"]) for part in _packages(bill)] == lines
    for part in _packages(bill):
        assert part["externalReferences"], part["name"]
        assert part["licenses"][0]["license"]["name"], part["name"]


def test_bill_is_what_is_installed(bill: dict[str, Any]) -> None:
    assert {part["name"]: metadata.version(part["name"]) for part in _packages(bill)} == {
        part["name"]: part["version"] for part in _packages(bill)
    }


def test_bill_names_the_files_of_others_that_are_committed(bill: dict[str, Any]) -> None:
    named = {file["name"] for part in bill["components"] for file in part.get("components", [])}
    manifest = json.loads((ROOT / "src/mentornett/web/static/vendor/manifest.json").read_text())
    assert named == {file["path"] for file in manifest["files"]}


def test_bill_hangs_together_and_is_the_same_each_time(bill: dict[str, Any], sbom: ModuleType) -> None:
    refs = {part["bom-ref"] for part in bill["components"]} | {"mentornett"}
    assert len(refs) == len(bill["components"]) + 1
    for line in bill["dependencies"]:
        assert {line["ref"], *line["dependsOn"]} <= refs
    direct = next(line for line in bill["dependencies"] if line["ref"] == "mentornett")
    assert any("pkg:pypi/django@" in ref for ref in direct["dependsOn"])
    reached, rest = set(), ["mentornett"]
    while rest:
        ref = rest.pop()
        reached.add(ref)
        lines = [line for line in bill["dependencies"] if line["ref"] == ref]
        rest += [one for line in lines for one in line["dependsOn"] if one not in reached]
    assert reached >= {part["bom-ref"] for part in _packages(bill)}
    assert bill == json.loads(json.dumps(sbom.bill()))


def test_nothing_at_run_time_is_under_gpl_or_agpl(bill: dict[str, Any]) -> None:
    for part in bill["components"]:
        stated = part["licenses"][0]["license"]["name"]
        without_lesser = re.sub(r"LGPL|Lesser General Public", "", stated)
        assert not re.search(r"GPL|General Public|Affero", without_lesser), f"{part['name']}: {stated}"


@pytest.mark.parametrize(
    ("stated", "free"),
    [("GPL-3.0-only", False), ("AGPL-3.0", False), ("LGPL-3.0-only", True), ("MIT", True),
     ("GNU General Public License v2 (GPLv2)", False), ("GNU Lesser General Public License v3 (LGPLv3)", True)],
)  # fmt: skip
def test_the_rule_knows_gpl_from_lgpl(stated: str, free: bool) -> None:
    bill = {"components": [{"name": "x", "licenses": [{"license": {"name": stated}}]}]}
    if free:
        test_nothing_at_run_time_is_under_gpl_or_agpl(bill)
    else:
        with pytest.raises(AssertionError):
            test_nothing_at_run_time_is_under_gpl_or_agpl(bill)
