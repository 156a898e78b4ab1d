"""An account is deleted when the person asks for it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Comment, GuideAssignment, Team, TeamMember
from mentornett.tenants.actions import invite, make_calendar_link
from mentornett.tenants.models import CalendarLink, Invitation, Letter, Person, Role
from tests.cast import NOW, Cast
from tests.conftest import LogIn


def delete(cast: Cast, name: str, *more: str) -> str:
    told = StringIO()
    call_command("delete_account", cast.people[name].email.upper(), *more, stdout=told)
    return told.getvalue()


@pytest.fixture
def known(cast: Cast) -> Cast:
    """The guide has commented, has a calendar link and was invited once."""
    with inside(EVERYONE):
        Comment.objects.create(
            submission=cast.sent_report, text="Fint", by=cast.guide, at=NOW, organiser=cast.nord,
            municipality=cast.flesberg,
        )  # fmt: skip
        invite(person=cast.guide, by=cast.leader, now=NOW, organiser=cast.nord)
        make_calendar_link(by=cast.guide, now=NOW)
    return cast


@pytest.mark.usefixtures("everyone")
def test_what_others_need_stays_without_the_name_and_the_rest_is_gone(known: Cast, log_in: LogIn) -> None:
    client: Client = log_in("guide")
    assert "1 guided teams let go" in delete(known, "guide")
    person = Person.objects.get(pk=known.guide.pk)
    assert (person.name, person.email, person.phone, person.is_active) == (
        "Slettet person", f"slettet-{person.pk}@slettet.invalid", "", False,
    )  # fmt: skip
    assert not person.has_usable_password()
    assert Comment.objects.get().text == "Fint"
    assert not GuideAssignment.objects.filter(person=person, ends=None).exists()
    assert not Role.objects.filter(person=person, ends=None).exists()
    for model in (CalendarLink, Invitation):
        assert not model.objects.filter(person=person).exists()
    assert not Letter.objects.filter(to_email=known.guide.email).exists()
    assert AuditEntry.objects.get(verb="person.forgotten").details["guideassignment"] == 1
    assert client.get("/na/").status_code == 302


@pytest.mark.usefixtures("everyone")
def test_dry_run_tells_and_changes_nothing(known: Cast) -> None:
    assert "Nothing was changed." in delete(known, "guide", "--dry-run")
    assert Person.objects.get(pk=known.guide.pk).name == "Gunnar Veileder"
    assert CalendarLink.objects.exists()
    assert not AuditEntry.objects.filter(verb="person.forgotten").exists()


@pytest.mark.usefixtures("everyone")
def test_member_and_top_leader_leave_their_places_empty(cast: Cast) -> None:
    delete(cast, "coordinator")
    delete(cast, "sponsor")
    assert not TeamMember.objects.filter(person=cast.coordinator, ends=None).exists()
    assert Team.objects.get(pk=cast.team.pk).sponsor is None


@pytest.mark.usefixtures("everyone")
def test_only_leader_of_an_organiser_is_kept_until_somebody_else_leads(cast: Cast) -> None:
    with pytest.raises(CommandError, match="alone lead"):
        delete(cast, "other_leader")
    assert Person.objects.get(pk=cast.other_leader.pk).is_active


def test_unknown_address_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody"):
        call_command("delete_account", "ingen@eksempel.no")
