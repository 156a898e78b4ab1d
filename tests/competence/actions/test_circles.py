"""Mentor networks: made, joined, led, left, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from mentornett.competence.actions import circles as actions
from mentornett.competence.choices.circles import MADE_KINDS, CircleForm, CircleKind
from mentornett.competence.models import Circle, Meeting, Membership
from mentornett.competence.permissions.circles import homes_of, inside_own_circles, kinds_for, standing_in
from mentornett.competence.queries.circles import figures_of, members_of
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import OutsideScopeError, Scope, inside
from mentornett.tenants.models import Letter
from mentornett.tenants.queries import scope_of
from tests.cast import Cast

FACTS = actions.CircleFacts(name="  Ressursgruppa ", kind=CircleKind.RESOURCE, form=CircleForm.MIXED)


@pytest.mark.usefixtures("everyone")
def test_network_is_made_with_its_maker_as_leader(cast: Cast) -> None:
    row = actions.create_circle(
        home=cast.flesberg, facts=FACTS, leads_myself=True, by=cast.programme_leader, now=cast.now
    )
    assert (row.name, row.municipality, row.organiser, row.starts) == ("Ressursgruppa", cast.flesberg, None, cast.today)
    [member] = members_of(row, cast.today)
    assert (member.person, member.leads, member.place) == (cast.programme_leader, True, cast.flesberg)
    assert AuditEntry.objects.get(verb="circle.created").details == {"kind": "resource"}


@pytest.mark.usefixtures("everyone")
def test_network_of_an_organiser_begins_empty_when_wished(cast: Cast) -> None:
    row = actions.create_circle(home=cast.nord, facts=FACTS, leads_myself=False, by=cast.leader, now=cast.now)
    assert (row.organiser, row.municipality, list(members_of(row, cast.today))) == (cast.nord, None, [])


@pytest.mark.usefixtures("everyone")
def test_new_member_from_elsewhere_gets_the_dates_and_keeps_the_own_municipality(cast: Cast) -> None:
    people = [cast.neighbour_mentor, cast.mentor, cast.neighbour_mentor]
    number = actions.add_members(circle=cast.pool, people=people, by=cast.mentor, now=cast.now)
    assert number == 1
    new = Membership.objects.get(circle=cast.pool, person=cast.neighbour_mentor)
    assert (new.place, new.municipality, new.leads) == (cast.roros, cast.flesberg, False)
    letter = Letter.objects.get(kind="circle_welcome")
    assert letter.to_person == cast.neighbour_mentor
    assert letter.calendar.count("BEGIN:VEVENT") == 2  # the two that are to come
    assert "METHOD:PUBLISH" in letter.calendar


@pytest.mark.usefixtures("everyone")
def test_last_leader_can_neither_step_down_nor_leave(cast: Cast) -> None:
    with pytest.raises(actions.LastLeaderError):
        actions.set_leads(membership=cast.pool_mentor, leads=False, by=cast.mentor, now=cast.now)
    with pytest.raises(actions.LastLeaderError):
        actions.end_membership(membership=cast.pool_mentor, by=cast.mentor, now=cast.now)
    actions.set_leads(membership=cast.pool_other_mentor, leads=True, by=cast.mentor, now=cast.now)
    actions.end_membership(membership=cast.pool_mentor, by=cast.mentor, now=cast.now)
    assert [row.person for row in members_of(cast.pool, cast.today)] == [cast.other_mentor]


@pytest.mark.usefixtures("everyone")
def test_only_member_may_leave_and_may_come_back(cast: Cast) -> None:
    actions.end_membership(membership=cast.neighbour_pool_neighbour_mentor, by=cast.neighbour_mentor, now=cast.now)
    assert not members_of(cast.neighbour_pool, cast.today)
    actions.add_members(
        circle=cast.neighbour_pool, people=[cast.neighbour_mentor], by=cast.neighbour_mentor, now=cast.now
    )
    [back] = members_of(cast.neighbour_pool, cast.today)
    actions.end_membership(membership=back, by=cast.neighbour_mentor, now=cast.now)  # came today: leaves no trace
    assert Membership.objects.filter(circle=cast.neighbour_pool).count() == 1


@pytest.mark.usefixtures("everyone")
def test_closing_cancels_what_is_to_come_and_keeps_what_was(cast: Cast) -> None:
    actions.close_circle(circle=cast.pool, by=cast.mentor, now=cast.now)
    states = Meeting.objects.filter(circle=cast.pool).order_by("starts_at").values_list("state", flat=True)
    assert list(states) == ["held", "cancelled", "cancelled"]
    letter = Letter.objects.get(kind="circle_closed")
    assert (letter.to_person, letter.calendar) == (cast.other_mentor, "")
    assert letter.text.count("• ") == 2


@pytest.mark.usefixtures("everyone")
def test_closing_takes_each_meeting_out_of_calendars_in_a_letter_of_its_own(cast: Cast) -> None:
    """A calendar program takes one event out of one letter: the same UID throughout (RFC 5546, RFC 6047)."""
    actions.close_circle(circle=cast.pool, by=cast.mentor, now=cast.now)
    letters = list(Letter.objects.filter(kind="circle_cancelled").order_by("pk"))
    assert {letter.to_person for letter in letters} == {cast.other_mentor}
    books = [Calendar.from_ical(letter.calendar) for letter in letters]
    assert [str(book["METHOD"]) for book in books] == ["CANCEL", "CANCEL"]
    events = [event for book in books for event in book.walk("VEVENT")]
    assert len({str(event["UID"]) for event in events}) == len(events) == 2
    assert {(str(event["STATUS"]), int(event["SEQUENCE"])) for event in events} == {("CANCELLED", 1)}


@pytest.mark.usefixtures("everyone")
def test_closing_without_meetings_ahead_is_one_letter(cast: Cast) -> None:
    Meeting.objects.filter(circle=cast.pool, starts_at__gt=cast.now).delete()
    actions.close_circle(circle=cast.pool, by=cast.mentor, now=cast.now)
    [letter] = Letter.objects.filter(kind__startswith="circle_")
    assert (letter.kind, "•" in letter.text) == ("circle_closed", False)


@pytest.mark.usefixtures("everyone")
def test_change_keeps_what_meetings_say(cast: Cast) -> None:
    facts = actions.CircleFacts(name="Poolen", kind=CircleKind.POOL, form=CircleForm.DIGITAL, place="Nytt sted")
    actions.change_circle(circle=cast.pool, facts=facts, by=cast.mentor, now=cast.now)
    assert Circle.objects.get(pk=cast.pool.pk).place == "Nytt sted"
    assert Meeting.objects.get(pk=cast.pool_next.pk).place == "Rådhuset"


def _scope(cast: Cast, name: str) -> Scope:
    return scope_of(cast.people[name].pk, cast.viewer(name).roles)


def test_member_from_elsewhere_reads_the_network_and_nothing_else_of_its_home(cast: Cast) -> None:
    viewer = cast.viewer("neighbour_programme_leader")
    with inside(_scope(cast, "neighbour_programme_leader")):
        assert not Circle.objects.filter(pk=cast.leaders_network.pk).exists()
        with inside_own_circles(viewer) as circles:
            assert circles == {cast.leaders_network.pk: False}
            assert standing_in(viewer, cast.leaders_network.pk) is not None
            assert standing_in(viewer, cast.pool.pk) is None
            assert {row.person.name for row in members_of(cast.leaders_network, cast.today)} == {
                "Pia Prosjektleder", "Petra Naboprosjektleder",
            }  # fmt: skip
            assert not members_of(cast.pool, cast.today)


def test_one_who_left_reads_nothing_more(cast: Cast) -> None:
    row = cast.leaders_network_neighbour_programme_leader
    with inside(Scope(municipalities=frozenset({cast.flesberg.pk}))):
        actions.end_membership(membership=row, by=cast.programme_leader, now=cast.now)
    viewer = cast.viewer("neighbour_programme_leader")
    with inside(_scope(cast, "neighbour_programme_leader")), inside_own_circles(viewer) as circles:
        assert circles == {}
        assert standing_in(viewer, cast.leaders_network.pk) is None


def test_member_cannot_write_for_another_network(cast: Cast) -> None:
    with inside(Scope(circles=frozenset({cast.neighbour_pool.pk}))), pytest.raises(OutsideScopeError):
        Meeting(circle_id=cast.pool.pk, starts_at=cast.now, municipality_id=cast.flesberg.pk).save()


def test_project_leader_makes_all_kinds_and_a_team_member_one(cast: Cast) -> None:
    with inside(_scope(cast, "programme_leader")):
        [home] = homes_of(cast.viewer("programme_leader"))
        assert kinds_for(cast.viewer("programme_leader"), home) == list(MADE_KINDS)
    with inside(_scope(cast, "coordinator")):
        [home] = homes_of(cast.viewer("coordinator"))
        assert kinds_for(cast.viewer("coordinator"), home) == [CircleKind.LEADERS]
    with inside(_scope(cast, "guide")):
        assert homes_of(cast.viewer("guide")) == []


@pytest.mark.usefixtures("everyone")
def test_figures_count_what_was_due_and_the_median_of_those_who_came(cast: Cast) -> None:
    for days, present in ((20, 3), (15, 1), (10, None)):
        Meeting.objects.create(
            circle=cast.pool, starts_at=cast.now - timedelta(days=days), municipality=cast.flesberg,
            state="cancelled" if present is None else "held", present=present,
        )  # fmt: skip
    figures = figures_of(list(Meeting.objects.filter(circle=cast.pool)), 2, cast.now)
    assert (figures.held, figures.due, figures.usually_present) == (3, 4, 2)
