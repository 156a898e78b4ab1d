"""What all pages share is fetched as one file of styles and one of scripts: each file more is a wait on a slow line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# the file that is fetched: the files it is joined of, each of which names its neighbours as one in web/ would
JOINED = {
    "web/all.css": (
        "vendor/designsystemet/1.22.0/ds.css",
        "vendor/theme.css",
        "web/mentornett.css",
        "web/components.css",
        "web/workspace.css",
        "web/print.css",
    ),
    "web/all.js": ("web/mentornett.js", "web/taps.js", "web/typed.js"),
}


class SeparateFiles(StaticFilesStorage):
    """While developing: each file as it lies, so that a change is seen at once."""

    def shared(self, kind: str) -> list[str]:
        """Return the names of the files with that ending that every page fetches."""
        return [part for parts in JOINED.values() for part in parts if part.endswith(kind)]


class JoinedFiles(CompressedManifestStaticFilesStorage):
    """In service: the shared files joined, hashed and compressed when they are collected."""

    def shared(self, kind: str) -> list[str]:
        """Return the names of the files with that ending that every page fetches."""
        return [name for name in JOINED if name.endswith(kind)]

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join what all pages share, then let the file names and the compressed copies be made."""
        if not dry_run:
            for name, parts in JOINED.items():
                texts = [Path(self.path(part)).read_text(encoding="utf-8") for part in parts]
                Path(self.path(name)).write_text("\n".join(texts), encoding="utf-8")
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)  # type: ignore[no-untyped-call]
