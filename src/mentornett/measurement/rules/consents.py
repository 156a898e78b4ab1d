"""Who said yes to being counted in a network's answers, as its organiser is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_MUNICIPALITIES = 3  # with fewer, one of two would know the other's figures


@dataclass(frozen=True, slots=True)
class Answers:
    """How many said yes and no, and the names of those who have not answered. Who said no is not told."""

    yes: int
    no: int
    silent: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether an answer can be made of those who said yes."""
        return self.yes >= LEAST_MUNICIPALITIES

    @property
    def least(self) -> int:
        """How many must say yes before an answer can be made."""
        return LEAST_MUNICIPALITIES


def answers_of(said: Iterable[tuple[str, bool | None]]) -> Answers:
    """Count what municipalities said, each with its name; None has not answered."""
    rows = list(said)
    return Answers(
        sum(answer is True for _name, answer in rows),
        sum(answer is False for _name, answer in rows),
        tuple(name for name, answer in rows if answer is None),
    )
