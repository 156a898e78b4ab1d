"""Values that the sources do not state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Marked(Generic[T]):
    """A value that the sources do not state: `assumed` by us, or `computed` from values that they do state."""

    value: T
    assumed: bool = False
    computed: bool = False
    note: str = ""
