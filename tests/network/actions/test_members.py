"""Members come, change and go; nobody who should know is left out."""

from datetime import date, timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, inside
from mentornett.network import actions, queries
from mentornett.network.models import RoleRule, Team, TeamMember
from mentornett.tenants.models import Letter, Person, Role, Unit
from mentornett.tenants.queries import scope_of
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _everywhere(everyone: None) -> None:
    """Look at everything; deeds that test the wall enter their own scope."""


def _add(cast: Cast, role: RoleRule, email: str = "ny@eksempel.no", **more: object) -> TeamMember:
    values = {"name": "Ny Person", "starts": cast.today, "by": cast.coordinator, "now": cast.now, "today": cast.today}
    return actions.add_member(team=cast.team, email=email, role=role, **{**values, **more})  # type: ignore[arg-type]


def _end(cast: Cast, person: Person, ends: date, reason: str = "Ny jobb") -> TeamMember:
    member = TeamMember.objects.get(person=person, team=cast.team, ends__isnull=True)
    actions.end_member(
        member=member, ends=ends, reason=reason, by=cast.coordinator, now=cast.now, today=cast.today
    )  # fmt: skip
    return member


def _letters(kind: str) -> set[str]:
    return set(Letter.objects.filter(kind=kind).values_list("to_email", flat=True))


def test_new_member_is_created_invited_and_let_into_the_municipality(cast: Cast) -> None:
    member = _add(cast, cast.role_hr, title="rådgiver", profession="HR")
    person = Person.objects.get(email="ny@eksempel.no")
    assert (member.person, person.title, person.language) == (person, "rådgiver", "nb")
    assert not person.has_usable_password()
    assert Role.objects.filter(person=person, kind="member", municipality=cast.flesberg).exists()
    assert _letters("invitation") == {"ny@eksempel.no"}
    assert AuditEntry.objects.filter(verb="member.added", object_id=str(member.pk)).count() == 1


def test_member_with_an_account_gets_no_invitation_and_keeps_the_name(cast: Cast) -> None:
    _add(cast, cast.role_hr, email="Outsider@EKSEMPEL.no", name="Noe annet")
    cast.outsider.refresh_from_db()
    assert cast.outsider.name == "Ulla Utenfor"
    assert _letters("invitation") == set()


def test_same_person_in_the_same_role_is_not_added_twice(cast: Cast) -> None:
    assert _add(cast, cast.role_hr) == _add(cast, cast.role_hr)


def test_leader_of_organiser_can_add_a_member_from_inside_their_own_scope(cast: Cast) -> None:
    with inside(scope_of(cast.leader.pk, Role.objects.filter(person=cast.leader))):
        member = _add(cast, cast.role_hr, by=cast.leader)
    assert member.municipality == cast.flesberg


def test_member_cannot_get_a_unit_of_another_municipality(cast: Cast) -> None:
    unit = Unit.objects.create(municipality=cast.roros, name="Annet sted")
    with pytest.raises(OutsideScopeError):
        _add(cast, cast.role_hr, unit=unit)


def test_new_leader_gets_a_page_to_read_and_the_sponsor_hears_of_the_change(cast: Cast) -> None:
    _end(cast, cast.team_leader, cast.today)
    member = _add(cast, cast.role_leader, starts=cast.today + DAY)
    assert _letters("onboarding") == {"ny@eksempel.no"}
    assert f"/kommune/ny-leder/{member.pk}/" in Letter.objects.get(kind="onboarding").text
    assert _letters("new_leader") == {"sponsor@eksempel.no"}
    cast.team.refresh_from_db()
    assert cast.team.sponsor_informed_at == cast.now


def test_first_leader_of_a_team_does_not_alarm_the_sponsor(cast: Cast) -> None:
    TeamMember.objects.filter(team=cast.team, person=cast.team_leader).delete()
    _add(cast, cast.role_leader)
    assert _letters("onboarding") == {"ny@eksempel.no"}
    assert _letters("new_leader") == set()


def test_ending_keeps_the_row_with_last_day_and_reason(cast: Cast) -> None:
    member = _end(cast, cast.union, cast.today, "Ny\x07 jobb")
    member.refresh_from_db()
    assert (member.ends, member.reason) == (cast.today, "Ny jobb")
    assert member in queries.members_ever(cast.team)


def test_empty_role_is_told_the_same_day_to_those_who_can_do_something(cast: Cast) -> None:
    _end(cast, cast.team_leader, cast.today)
    assert _letters("vacancy") == {
        "coordinator@eksempel.no", "deputy@eksempel.no", "guide@eksempel.no", "leader@eksempel.no",
        "operative@eksempel.no",
    }  # fmt: skip
    letter = Letter.objects.get(kind="vacancy", to_person=cast.guide)
    assert "Leder med beslutningsmyndighet" in letter.subject
    assert "fredag 13. mars" in letter.text


def test_role_that_somebody_else_still_holds_is_not_told(cast: Cast) -> None:
    _add(cast, cast.role_union_representative, email="to@eksempel.no")
    _end(cast, cast.union, cast.today)
    assert _letters("vacancy") == set()


def test_optional_role_that_is_left_is_not_told(cast: Cast) -> None:
    _end(cast, cast.deputy, cast.today)
    assert _letters("vacancy") == set()


def test_letter_is_in_the_reader_s_own_language(cast: Cast) -> None:
    Person.objects.filter(pk=cast.guide.pk).update(language="en")
    _end(cast, cast.team_leader, cast.today)
    assert "lacks a role" in Letter.objects.get(kind="vacancy", to_person=cast.guide).subject


def test_way_into_the_municipality_closes_with_the_last_team(cast: Cast) -> None:
    _end(cast, cast.union, cast.today - DAY)
    assert Role.objects.get(person=cast.union).ends == cast.today - DAY


def test_way_into_the_municipality_stays_open_while_another_team_needs_the_person(cast: Cast) -> None:
    second = Team.objects.create(
        network=cast.network, name="To", joined=cast.network.starts, organiser=cast.nord, municipality=cast.flesberg
    )
    TeamMember.objects.create(
        team=second, person=cast.union, role=cast.role_hr, starts=cast.network.starts, organiser=cast.nord,
        municipality=cast.flesberg,
    )  # fmt: skip
    _end(cast, cast.union, cast.today)
    assert Role.objects.get(person=cast.union).ends is None


def test_last_day_before_the_first_becomes_the_first(cast: Cast) -> None:
    member = _end(cast, cast.union, date(2020, 1, 1))
    assert member.ends == member.starts


def test_other_role_begins_a_new_spell_and_keeps_the_old(cast: Cast) -> None:
    member = TeamMember.objects.get(person=cast.deputy, team=cast.team)
    changed = actions.change_role(
        member=member, role=cast.role_hr, on=cast.today, by=cast.coordinator, now=cast.now, today=cast.today
    )
    member.refresh_from_db()
    assert (member.ends, changed.starts, changed.role) == (cast.today - DAY, cast.today, cast.role_hr)


def test_other_role_on_the_first_day_corrects_the_row(cast: Cast) -> None:
    member = _add(cast, cast.role_hr)
    changed = actions.change_role(
        member=member, role=cast.role_deputy_coordinator, on=cast.today, by=cast.coordinator, now=cast.now,
        today=cast.today,
    )  # fmt: skip
    assert changed.pk == member.pk
    assert TeamMember.objects.filter(person=member.person).count() == 1


def test_change_away_from_a_required_role_is_told(cast: Cast) -> None:
    member = TeamMember.objects.get(person=cast.team_leader, team=cast.team)
    actions.change_role(
        member=member, role=cast.role_hr, on=cast.today, by=cast.coordinator, now=cast.now, today=cast.today
    )
    assert "guide@eksempel.no" in _letters("vacancy")


def test_onboarding_is_confirmed_with_an_audit_row(cast: Cast) -> None:
    member = TeamMember.objects.get(person=cast.team_leader, team=cast.team)
    actions.confirm_onboarding(member=member, by=cast.team_leader, now=cast.now)
    assert AuditEntry.objects.filter(verb="member.onboarded", person=cast.team_leader).exists()


def test_deed_and_audit_row_fall_together(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("mentornett.network.actions.members.audit.record", broken)
    with pytest.raises(RuntimeError):
        _end(cast, cast.union, cast.today)
    assert TeamMember.objects.get(person=cast.union).ends is None
