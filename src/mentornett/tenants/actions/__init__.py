"""How organisers, municipalities, people, roles and letters change."""

from mentornett.tenants.actions.letters import mark_letter, post_letter
from mentornett.tenants.actions.people import (
    accept_invitation,
    activate_person,
    change_person,
    end_role,
    find_or_invite,
    give_role,
    invite,
)

__all__ = [
    "accept_invitation",
    "activate_person",
    "change_person",
    "end_role",
    "find_or_invite",
    "give_role",
    "invite",
    "mark_letter",
    "post_letter",
]
