"""An account is deleted when the person asks for it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.mentoring.actions.notes import write_note
from mentornett.mentoring.models import Employment, Note, Pair, Wish
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


@pytest.mark.usefixtures("everyone")
def test_who_is_in_a_pair_has_a_last_day_first(cast: Cast) -> None:
    for name in ("mentor", "mentee"):
        with pytest.raises(CommandError, match="last day"):
            delete(cast, name)
        assert cast.people[name].name == Person.objects.get(pk=cast.people[name].pk).name


@pytest.mark.usefixtures("everyone")
def test_notes_and_wishes_go_and_the_other_keeps_their_copy(cast: Cast) -> None:
    write_note(pair=cast.pair, text="Bare min", shared=False, by=cast.mentee, now=NOW)
    write_note(pair=cast.pair, text="Vår", shared=True, by=cast.mentee, now=NOW)
    Wish.objects.create(
        by=cast.mentor, about=cast.mentee, organiser_id=cast.pair.organiser_id, municipality=cast.pair.municipality
    )
    Pair.objects.filter(mentee=cast.mentee).update(ends=NOW.date() - timedelta(days=1))
    Employment.objects.filter(person=cast.mentee).update(number="4711")
    before = [_notes(cast.mentee), _notes(cast.mentor)]
    told = delete(cast, "mentee")
    assert f"{before[0]} notes of a pair" in told
    assert "1 employee numbers" in told
    assert not Wish.objects.exists()
    assert not Employment.objects.filter(number="4711").exists()
    assert [_notes(cast.mentee), _notes(cast.mentor)] == [0, before[1]]


def _notes(owner: Person) -> int:
    with inside(Scope(person=owner.pk)):
        return Note.objects.count()
