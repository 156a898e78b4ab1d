"""How organisers, municipalities, people, roles and letters change."""

from mentornett.tenants.actions.letters import mark_letter, post_letter
from mentornett.tenants.actions.people import (
    accept_invitation,
    activate_person,
    change_person,
    end_role,
    find_or_create,
    find_or_invite,
    give_role,
    invite,
    token_hash,
)
from mentornett.tenants.actions.units import UnitLoopError, add_unit, change_profile, change_unit, set_unit_sponsor

__all__ = [
    "UnitLoopError",
    "accept_invitation",
    "activate_person",
    "add_unit",
    "change_person",
    "change_profile",
    "change_unit",
    "end_role",
    "find_or_create",
    "find_or_invite",
    "give_role",
    "invite",
    "mark_letter",
    "post_letter",
    "set_unit_sponsor",
    "token_hash",
]
