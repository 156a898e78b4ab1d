"""What the network's documents allow and ask for, as plain functions of plain values."""

from mentornett.network.rules.roster import (
    Continuity,
    RoleNeed,
    SizeLimits,
    Spell,
    Vacancy,
    coming_roles,
    continuity,
    diversity_hint,
    is_called_for,
    size_refused,
    size_remark,
    vacancies,
)
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
    "Continuity",
    "RoleNeed",
    "SizeLimits",
    "Spell",
    "Vacancy",
    "coming_roles",
    "continuity",
    "deadline",
    "diversity_hint",
    "is_called_for",
    "is_late",
    "may_become",
    "offset_from",
    "size_refused",
    "size_remark",
    "vacancies",
]
