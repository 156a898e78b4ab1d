"""What each client of a test would find anew, and a served site finds once: the static files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware


@contextmanager
def static_files_found_once() -> Iterator[None]:
    """Let the first client look for the static files, and the others with the same settings take what it found."""
    look: Callable[[WhiteNoiseMiddleware], None] = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[tuple[Any, ...], dict[str, Any]] = {}

    def once(self: WhiteNoiseMiddleware) -> None:
        key = (self.static_prefix, self.max_age, self.charset, self.allow_all_origins, *self.files)
        if key not in found:
            look(self)
            found[key] = dict(self.files)
        self.files = dict(found[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield
