"""How learning networks, teams and their work change, one noun's file at a time."""

from mentornett.network.actions.members import (
    add_member,
    change_role,
    change_unit,
    confirm_onboarding,
    end_member,
)
from mentornett.network.actions.sponsors import (
    TooManyQuestionsError,
    answer_sponsor,
    ask_team,
    note_digest_read,
    send_digest,
    set_sponsor,
)
from mentornett.network.actions.teams import (
    change_team,
    complete_team,
    create_team,
    pause_team,
    resume_team,
    withdraw_team,
)

__all__ = [
    "TooManyQuestionsError",
    "add_member",
    "answer_sponsor",
    "ask_team",
    "change_role",
    "change_team",
    "change_unit",
    "complete_team",
    "confirm_onboarding",
    "create_team",
    "end_member",
    "note_digest_read",
    "pause_team",
    "resume_team",
    "send_digest",
    "set_sponsor",
    "withdraw_team",
]
