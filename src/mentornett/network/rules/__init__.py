"""What the network's documents allow and ask for, as plain functions of plain values."""

from mentornett.network.rules.work import (
    DELIVERED_STATES,
    NEXT_STATES,
    SCORE_STEPS,
    WRITABLE_STATES,
    deadline,
    is_late,
    may_become,
    offset_from,
)

__all__ = [
    "DELIVERED_STATES",
    "NEXT_STATES",
    "SCORE_STEPS",
    "WRITABLE_STATES",
    "deadline",
    "is_late",
    "may_become",
    "offset_from",
]
