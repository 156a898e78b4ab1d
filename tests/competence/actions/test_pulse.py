"""The mentors' pulse: kept for the author, counted without persons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mentornett.competence.actions.pulse import AnsweredAlreadyError, answer_pulse
from mentornett.competence.models import Pulse, PulseTally
from mentornett.competence.permissions.pulse import pulses_of, tallies_visible_to
from mentornett.competence.queries.pulse import half_years, own_answers
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.tenants.models import Person
from mentornett.tenants.queries import scope_of
from tests.cast import Cast
from tests.circles_cast import PULSE_CANARY

ANSWER = {"load": 4, "support": 2, "meaning": 5}


def _answer(cast: Cast, person: Person, text: str = "", days: int = 0, **answer: int) -> None:
    place = Scope(person=person.pk, municipalities=frozenset({cast.flesberg.pk}))
    with inside(place):
        answer_pulse(
            municipality=cast.flesberg, answer=ANSWER | answer, text=text, by=person,
            now=cast.now + timedelta(days=days),
        )  # fmt: skip


def _shown(cast: Cast) -> list[tuple[int, tuple[int, ...], float | None]]:
    viewer = cast.viewer("programme_leader")
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        return [
            (half.tally.shown_people, half.rows[0].counts, half.rows[0].median)
            for half in half_years(tallies_visible_to(viewer))
        ]


def test_answer_is_read_by_its_author_alone(cast: Cast) -> None:
    _answer(cast, cast.other_mentor, text=f"  {PULSE_CANARY} tungt ")
    viewer = cast.viewer("other_mentor")
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        [row] = own_answers(pulses_of(viewer))
    assert (row.text, row.pulse.load) == (f"{PULSE_CANARY} tungt", 4)
    for name in ("programme_leader", "mentor", "hr", "ward_leader"):
        other = cast.viewer(name)
        with inside(scope_of(other.person.pk, other.roles)):
            assert not Pulse.objects.filter(person=cast.other_mentor).exists()


def test_log_of_an_answer_stands_in_the_authors_scope_alone(cast: Cast) -> None:
    _answer(cast, cast.other_mentor)
    with inside(EVERYONE):
        entry = AuditEntry.objects.get(verb="pulse.answered")
    assert (entry.person, entry.municipality_id, entry.organiser_id) == (cast.other_mentor, None, None)
    assert entry.details == {}


def test_second_answer_in_a_month_is_refused_and_counts_nothing(cast: Cast) -> None:
    _answer(cast, cast.other_mentor)
    with pytest.raises(AnsweredAlreadyError):
        _answer(cast, cast.other_mentor, days=10)
    with inside(EVERYONE):
        assert PulseTally.objects.get(municipality=cast.flesberg).people == 1


def test_next_month_takes_the_place_of_the_answer_before(cast: Cast) -> None:
    _answer(cast, cast.other_mentor, load=5)
    _answer(cast, cast.other_mentor, load=1, days=25)
    with inside(EVERYONE):
        tally = PulseTally.objects.get(municipality=cast.flesberg)
        assert Pulse.objects.filter(person=cast.other_mentor).count() == 2
    assert (tally.people, tally.counts["load"]) == (1, [1, 0, 0, 0, 0])


def test_new_half_year_begins_anew(cast: Cast) -> None:
    _answer(cast, cast.other_mentor)
    _answer(cast, cast.other_mentor, days=120)
    with inside(EVERYONE):
        assert [row.people for row in PulseTally.objects.order_by("half")] == [1, 1]


def test_project_leader_sees_figures_from_five_on_and_no_change_of_one(cast: Cast) -> None:
    people = [cast.people[name] for name in ("other_mentor", "hr", "ward_leader", "mentee", "new_hire", "union_rep")]
    for number, person in enumerate(people[:4], start=1):
        _answer(cast, person, load=number)
    assert _shown(cast) == []
    _answer(cast, people[4], load=3)
    assert _shown(cast) == [(5, (1, 1, 2, 1, 0), 3.0)]
    _answer(cast, people[5], load=5)
    _answer(cast, people[0], load=5, days=25)
    assert _shown(cast) == [(5, (1, 1, 2, 1, 0), 3.0)]


def test_figures_of_another_municipality_are_not_shown(cast: Cast) -> None:
    with inside(EVERYONE):
        PulseTally.objects.create(
            municipality=cast.roros, half=cast.today.replace(month=1, day=1), people=5, shown_people=5,
            counts={"load": [5, 0, 0, 0, 0]}, shown={"load": [5, 0, 0, 0, 0]},
        )  # fmt: skip
    assert _shown(cast) == []
