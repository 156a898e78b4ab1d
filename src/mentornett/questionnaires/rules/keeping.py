"""When an earlier version of an answer must be kept."""

from __future__ import annotations

from itertools import takewhile
from typing import Any


def only_adds(old: Any, new: Any) -> bool:
    """Tell whether `new` holds the whole of the text `old`, with something put in at one place.

    Then nothing is lost when the same person goes on writing, and the earlier version need not be kept.
    """
    if old in (None, ""):
        return True
    if not (isinstance(old, str) and isinstance(new, str)) or len(new) < len(old):
        return False
    before = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return new.endswith(old[before:])
