"""The first organiser of a new installation."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Letter, Organiser, Role

GOOD = ["Læringsnettverk Vest", "--leader", "Vera@eksempel.no", "--name", "Vera Vestnes"]


def test_organiser_gets_a_leader_with_an_invitation(db: None) -> None:
    call_command("create_organiser", *GOOD)
    with inside(EVERYONE):
        role = Role.objects.select_related("person", "organiser").get()
        verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert (role.person.email, role.kind, role.organiser.name) == ("vera@eksempel.no", "network_leader", GOOD[0])
    assert Letter.objects.get().to_email == "vera@eksempel.no"
    assert verbs == {"organiser.created", "person.created", "person.invited", "role.given"}


def test_organiser_that_is_there_is_not_made_twice(db: None) -> None:
    call_command("create_organiser", *GOOD)
    with pytest.raises(CommandError, match="already"):
        call_command("create_organiser", *GOOD)
    assert Organiser.objects.count() == 1


def test_wrong_address_creates_nothing(db: None) -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_organiser", "Vest", "--leader", "vera", "--name", "Vera")
    assert not Organiser.objects.exists()
