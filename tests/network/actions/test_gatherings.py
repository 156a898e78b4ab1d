"""Gatherings change with a reason; deadlines, letters and calendars follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from mentornett.core.models import AuditEntry
from mentornett.network.actions.gatherings import (
    GatheringRefusedError,
    add_gathering,
    cancel_gathering,
    change_form,
    confirm_gathering,
    describe_gathering,
    hold_gathering,
    move_gathering,
    restore_gathering,
    take_back_held,
)
from mentornett.network.choices import Form
from mentornett.network.models import GatheringChange
from mentornett.network.queries.gatherings import (
    consequences_of_cancelling,
    consequences_of_move,
    due_of,
    full_name,
    neighbours_in_wrong_order,
    people_called_to,
    plan_shares,
)
from mentornett.tenants.models import Letter
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")
NEW = date(2026, 4, 16)


def _move(cast: Cast, **changes: object) -> int:
    values = {"gathering": cast.gathering_3, "starts": NEW, "ends": NEW, "reason": "Hotellet er fullt",
              "by": cast.leader, "now": cast.now}  # fmt: skip
    return move_gathering(**{**values, **changes})  # type: ignore[arg-type]


def _letter(cast: Cast, person: str) -> Letter:
    return Letter.objects.get(to_person=cast.people[person])


def test_move_takes_the_deadline_along(cast: Cast) -> None:
    cast.assignment_3.gathering = cast.gathering_3
    assert due_of(cast.assignment_3) == date(2026, 3, 30)
    _move(cast)
    assert due_of(cast.assignment_3) == date(2026, 4, 6)


def test_move_is_logged_and_audited(cast: Cast) -> None:
    _move(cast)
    change = GatheringChange.objects.get(gathering=cast.gathering_3)
    assert (change.kind, change.before, change.after) == ("moved", "2026-04-09", "2026-04-16")
    assert (change.reason, change.by) == ("Hotellet er fullt", cast.leader)
    entry = AuditEntry.objects.get(verb="gathering.moved")
    assert "Hotellet" not in str(entry.details)


def test_move_tells_teams_and_guides_once_each(cast: Cast) -> None:
    told = _move(cast)
    people = people_called_to(cast.gathering_3, cast.today)
    assert told == Letter.objects.count() == len(people)
    assert {person.pk for person in people} == {
        cast.people[name].pk for name in ("coordinator", "deputy", "team_leader", "union", "neighbour", "guide")
    }


def test_move_letter_in_each_readers_language(cast: Cast) -> None:
    for name, language in (("coordinator", "nn"), ("deputy", "en")):
        cast.people[name].language = language
        cast.people[name].save()
    _move(cast)
    assert _letter(cast, "union").subject == "Samling 3 er flyttet"
    assert _letter(cast, "coordinator").subject == "Samling 3 er flytta"
    english = _letter(cast, "deputy")
    assert english.subject == "Gathering 3 has been moved"
    assert "9 April" in english.text
    assert "16. april" in _letter(cast, "union").text
    assert "Hotellet er fullt" in english.text


def test_move_letter_carries_the_calendar_event_again(cast: Cast) -> None:
    _move(cast)
    calendar = Calendar.from_ical(_letter(cast, "union").calendar)
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["METHOD"]) == "REQUEST"
    assert str(event["UID"]) == f"{cast.gathering_3.uid}@mentornett"
    assert int(event["SEQUENCE"]) == 1
    assert event["DTSTART"].dt == NEW
    assert str(event["ATTENDEE"]) == "MAILTO:union@eksempel.no"


def test_move_twice_grows_sequence_and_writes_again(cast: Cast) -> None:
    _move(cast)
    _move(cast, starts=date(2026, 4, 23), ends=date(2026, 4, 23))
    latest = Letter.objects.filter(to_person=cast.union).order_by("-pk").first()
    assert latest is not None
    assert int(Calendar.from_ical(latest.calendar).walk("VEVENT")[0]["SEQUENCE"]) == 2


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_move_of_finished_gathering_is_refused(cast: Cast, state: str) -> None:
    cast.gathering_3.state = state
    with pytest.raises(GatheringRefusedError):
        _move(cast)
    assert not GatheringChange.objects.exists()
    assert not Letter.objects.exists()


def test_move_backwards_in_time_is_refused(cast: Cast) -> None:
    with pytest.raises(GatheringRefusedError):
        _move(cast, ends=date(2026, 4, 1))


def test_move_beyond_the_end_stretches_the_network(cast: Cast) -> None:
    _move(cast, starts=date(2028, 1, 6), ends=date(2028, 1, 7))
    cast.network.refresh_from_db()
    assert cast.network.ends == date(2028, 1, 7)


def test_cancel_takes_it_out_of_calendars_and_restore_puts_it_back(cast: Cast) -> None:
    cancel_gathering(gathering=cast.gathering_3, reason="For få påmeldte", by=cast.leader, now=cast.now)
    calendar = Calendar.from_ical(_letter(cast, "union").calendar)
    assert str(calendar["METHOD"]) == "CANCEL"
    assert "på vent" in _letter(cast, "union").text
    restore_gathering(gathering=cast.gathering_3, reason="Flere kom", by=cast.leader, now=cast.now)
    assert cast.gathering_3.state == "proposed"
    again = Letter.objects.filter(to_person=cast.union).order_by("-pk").first()
    assert again is not None
    assert again.subject == "Samling 3 blir holdt likevel"
    assert str(Calendar.from_ical(again.calendar).walk("VEVENT")[0]["STATUS"]) == "TENTATIVE"


def test_cancel_twice_is_refused(cast: Cast) -> None:
    cancel_gathering(gathering=cast.gathering_3, reason="x", by=cast.leader, now=cast.now)
    with pytest.raises(GatheringRefusedError):
        cancel_gathering(gathering=cast.gathering_3, reason="x", by=cast.leader, now=cast.now)


def test_change_form_keeps_dates_and_tells(cast: Cast) -> None:
    told = change_form(
        gathering=cast.gathering_3, form=Form.PHYSICAL, place=" Hamar ", reason="Vi vil møtes", by=cast.leader,
        now=cast.now,
    )  # fmt: skip
    assert told == 6
    assert (cast.gathering_3.form, cast.gathering_3.place) == ("physical", "Hamar")
    assert _letter(cast, "union").subject == "Samling 3: nå fysisk"
    assert GatheringChange.objects.get().before == "digital"


def test_confirm_and_hold_note_what_was_done(cast: Cast) -> None:
    cast.gathering_3.state = "proposed"
    confirm_gathering(gathering=cast.gathering_3, by=cast.leader, now=cast.now)
    with pytest.raises(GatheringRefusedError):  # it has not been yet
        hold_gathering(gathering=cast.gathering_3, by=cast.leader, now=cast.now)
    after = cast.now + timedelta(days=40)
    hold_gathering(gathering=cast.gathering_3, themes=["Juss ", "", "Etikk"], elements=[], by=cast.leader, now=after)
    cast.gathering_3.refresh_from_db()
    assert cast.gathering_3.state == "held"
    assert cast.gathering_3.themes == ["Juss", "Etikk"]
    assert [row.kind for row in GatheringChange.objects.order_by("pk")] == ["confirmed", "held"]


def test_held_by_mistake_is_taken_back(cast: Cast) -> None:
    after = cast.now + timedelta(days=40)
    hold_gathering(gathering=cast.gathering_3, themes=["Juss"], by=cast.leader, now=after)
    take_back_held(gathering=cast.gathering_3, by=cast.leader, now=after)
    cast.gathering_3.refresh_from_db()
    assert (cast.gathering_3.state, cast.gathering_3.themes) == ("confirmed", ["Juss"])
    assert not GatheringChange.objects.exists()
    with pytest.raises(GatheringRefusedError):
        take_back_held(gathering=cast.gathering_3, by=cast.leader, now=after)


def test_add_and_describe_gathering(cast: Cast) -> None:
    gathering = add_gathering(
        network=cast.network, title=" Avslutning ", starts=date(2027, 11, 4), ends=date(2027, 11, 4), form="digital",
        by=cast.leader, now=cast.now,
    )  # fmt: skip
    assert (gathering.number, full_name(gathering)) == (4, "Samling 4: Avslutning")
    describe_gathering(
        gathering=gathering, place="Oslo", themes=[" a ", " "], state="held", by=cast.leader, now=cast.now
    )
    gathering.refresh_from_db()
    assert (gathering.place, gathering.themes, gathering.state, gathering.sequence) == ("Oslo", ["a"], "proposed", 1)
    assert not Letter.objects.exists()


def test_consequences_of_move_are_said_before(cast: Cast) -> None:
    effect = consequences_of_move(cast.gathering_3, NEW, NEW, cast.today)
    assert [(row.title, row.before, row.after) for row in effect.deadlines] == [
        ("Statusrapport før samling 3", date(2026, 3, 30), date(2026, 4, 6))
    ]
    assert (effect.teams, effect.people) == (2, 6)
    assert not Letter.objects.exists()


def test_consequences_of_cancelling_leave_out_fixed_deadlines(cast: Cast) -> None:
    assert len(consequences_of_cancelling(cast.gathering_3, cast.today).deadlines) == 1
    cast.assignment_3.fixed_due = date(2026, 4, 1)
    cast.assignment_3.save()
    assert consequences_of_cancelling(cast.gathering_3, cast.today).deadlines == ()


def test_withdrawn_team_is_not_told(cast: Cast) -> None:
    cast.neighbour_team.state = "withdrawn"
    cast.neighbour_team.save()
    assert cast.neighbour not in people_called_to(cast.gathering_3, cast.today)


def test_neighbours_in_wrong_order_names_the_nearest(cast: Cast) -> None:
    assert neighbours_in_wrong_order(cast.gathering_3, date(2022, 4, 12)) == cast.gathering_2
    assert neighbours_in_wrong_order(cast.gathering_3, date(2025, 11, 1)) == cast.gathering_2
    assert neighbours_in_wrong_order(cast.gathering_1, date(2026, 5, 1)) == cast.gathering_2
    assert neighbours_in_wrong_order(cast.gathering_3, NEW) is None


def test_plan_shares_leave_out_cancelled(cast: Cast) -> None:
    cast.gathering_3.state = "cancelled"
    shares = plan_shares([cast.gathering_1, cast.gathering_2, cast.gathering_3])
    assert (shares.digital, shares.physical, shares.total) == (1, 1, 2)
