import hashlib
import re
from pathlib import Path

import pytest

from mentornett.documents.typesetting import FONTS

MANIFEST = (FONTS / "MANIFEST").read_text()
LISTED = {name: digest for digest, name in re.findall(r"^([0-9a-f]{64})  (\S+)$", MANIFEST, re.MULTILINE)}


def test_manifest_lists_every_file_of_the_folder() -> None:
    assert set(LISTED) == {path.name for path in FONTS.iterdir()} - {"MANIFEST"}


@pytest.mark.parametrize("name", sorted(LISTED))
def test_file_is_the_one_in_the_manifest(name: str) -> None:
    assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize("licence", sorted(FONTS.glob("LICENSE*")), ids=lambda path: path.name)
def test_licence_is_the_open_font_licence(licence: Path) -> None:
    assert "SIL Open Font License, Version 1.1" in licence.read_text()
