"""How organisers, municipalities, people, roles and letters change."""

from mentornett.tenants.actions.calendar_links import make_calendar_link, revoke_calendar_link
from mentornett.tenants.actions.letters import add_to_letter, claim_letter, mark_letter, post_letter
from mentornett.tenants.actions.people import (
    accept_invitation,
    activate_person,
    change_person,
    end_open_roles,
    end_role,
    find_or_create,
    find_or_invite,
    give_role,
    invite,
    note_weekly_look,
    renew_invitation,
    token_hash,
    withdraw_role,
)
from mentornett.tenants.actions.units import UnitLoopError, add_unit, change_profile, change_unit, set_unit_sponsor

__all__ = [
    "UnitLoopError",
    "accept_invitation",
    "activate_person",
    "add_to_letter",
    "add_unit",
    "change_person",
    "change_profile",
    "change_unit",
    "claim_letter",
    "end_open_roles",
    "end_role",
    "find_or_create",
    "find_or_invite",
    "give_role",
    "invite",
    "make_calendar_link",
    "mark_letter",
    "note_weekly_look",
    "post_letter",
    "renew_invitation",
    "revoke_calendar_link",
    "set_unit_sponsor",
    "token_hash",
    "withdraw_role",
]
