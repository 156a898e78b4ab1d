"""Who has lost the phone and the codes is let in again by the operator, and told of it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Letter
from tests.cast import Cast


def test_second_step_is_taken_away_from_that_person_alone_and_they_are_told(cast: Cast) -> None:
    for person in (cast.leader, cast.guide):
        TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(cast.leader)
    call_command("turn_off_two_steps", cast.leader.email.upper())
    assert [row.user for row in Authenticator.objects.all()] == [cast.guide]
    letter = Letter.objects.get(kind="two_steps_lost")
    assert (letter.to_person, letter.subject) == (cast.leader, "Totrinnsinnlogging er slått av")
    with inside(EVERYONE):
        assert AuditEntry.objects.filter(verb="person.two_steps_lost", object_id=str(cast.leader.pk)).count() == 1


def test_nothing_is_done_where_there_is_nothing_to_turn_off(cast: Cast) -> None:
    for email in (cast.leader.email, "ingen@eksempel.no"):
        with pytest.raises(CommandError):
            call_command("turn_off_two_steps", email)
    assert not Letter.objects.exists()
