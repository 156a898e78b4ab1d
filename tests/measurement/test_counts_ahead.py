"""What would be given to a network, counted ahead: as it is given, where it lacks, and anew when it has changed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.measurement.actions.consents import accept_counting
from mentornett.measurement.actions.counts_ahead import count_ahead, count_those_due
from mentornett.measurement.actions.effect import gather
from mentornett.measurement.actions.rollouts import draw_plan, end_plan
from mentornett.measurement.models import CountsAhead, EffectCells
from mentornett.measurement.queries.counts_ahead import counted_ahead, counts_are_due, has_changed_since, lacking_counts
from mentornett.measurement.queries.network_counts import counts_to_share
from mentornett.mentoring.models import Employment, UnitStep
from mentornett.network.models import Participation
from tests.cast import Cast
from tests.web.access.rollouts import locked_network_plan

UNTIL = date(2026, 3, 1)


@pytest.fixture
def hired(cast: Cast, everyone: None) -> Cast:
    """Somebody is followed for a year, and one unit starts later."""
    Employment.objects.filter(municipality=cast.flesberg).update(starts=date(2025, 2, 3), profession="sykepleier")
    UnitStep.objects.create(
        municipality=cast.flesberg, programme=cast.programme, unit=cast.ward, phase="pilot", starts=date(2025, 6, 1)
    )
    return cast


def _count(cast: Cast, now: datetime | None = None) -> CountsAhead:
    return count_ahead(network=cast.network, municipality=cast.flesberg, until=UNTIL, now=now or cast.now)


def _deed(cast: Cast, verb: str, now: datetime, on: Any = None) -> None:
    with transaction.atomic():
        audit.record(verb=verb, on=on or cast.flesberg, by=cast.programme_leader, now=now)


def test_what_is_shown_is_what_is_given(hired: Cast) -> None:
    row = _count(hired)
    shown = counts_to_share(row)
    accept_counting(network=hired.network, municipality=hired.flesberg, by=hired.programme_leader, now=hired.now)
    gather(network=hired.network, until=UNTIL, now=hired.now)
    given = EffectCells.objects.get().counts
    row.refresh_from_db()
    assert row.counts == given
    assert [(one.months, one.left) for one in shown.cells] == [
        (round(months, 1), left)
        for months, left in zip(given["cells"]["months"], given["cells"]["leavers"], strict=True)
    ]
    assert (shown.after, shown.before, shown.number) == (given["after"], given["before"], len(shown.cells))
    assert [[one.known, one.stayed] for one in shown.cohorts] == [one[2:] for one in given["cohorts"]]
    assert (hired.ward.name, date(2025, 6, 1)) in shown.units
    assert (shown.cells[0].year, shown.cells[0].half, shown.cells[0].months_from) == (2025, 1, 0)
    assert shown.cells[0].hired_to == date(2025, 6, 1)
    assert counts_to_share(row, 1).cells == shown.cells[:1]
    assert counts_to_share(row, 1).number == shown.number > 1


def test_count_is_made_where_it_lacks_and_anew_when_the_register_has_changed(hired: Cast) -> None:
    assert count_those_due(UNTIL, hired.now) == 2  # both municipalities of the network that have a programme
    assert count_those_due(UNTIL, hired.now) == 0
    assert not counts_are_due(UNTIL, hired.now)
    row = CountsAhead.objects.get(municipality=hired.flesberg)
    later = hired.now + timedelta(minutes=5)
    _deed(hired, "talk.noted", later)
    assert not has_changed_since(row)
    _deed(hired, "hire.moved", later, on=hired.roros)
    _deed(hired, "hire.ended", later, on=hired.flesberg)
    assert has_changed_since(row)
    Employment.objects.filter(municipality=hired.flesberg).update(ends=date(2025, 8, 1), end_reason="left")
    assert [one.municipality for one in lacking_counts(UNTIL, later)] == [hired.flesberg, hired.roros]
    assert count_those_due(UNTIL, later + timedelta(minutes=1)) == 2
    row.refresh_from_db()
    assert sum(one.left for one in counts_to_share(row).cells) > 0
    assert not has_changed_since(row)


def test_count_is_made_anew_when_an_order_is_drawn_and_when_it_ends(hired: Cast) -> None:
    locked_network_plan(hired)
    count_those_due(UNTIL, hired.now)
    row = CountsAhead.objects.get(municipality=hired.flesberg)
    for minutes, deed in enumerate((_draw, _end), 1):
        later = hired.now + timedelta(minutes=10 * minutes)
        assert not counts_are_due(UNTIL, later)
        deed(hired, later)
        with inside(Scope(municipalities=frozenset({hired.flesberg.pk}))):
            assert has_changed_since(row)
        assert count_those_due(UNTIL, later + timedelta(minutes=1)) == 2
        row.refresh_from_db()
        assert not has_changed_since(row)


def _draw(cast: Cast, now: datetime) -> None:
    draw_plan(plan=cast.network_plan, seed=7, by=cast.leader, now=now)


def _end(cast: Cast, now: datetime) -> None:
    end_plan(plan=cast.network_plan, why="Vi starter alle nå.", by=cast.leader, now=now)


@pytest.mark.parametrize(("until", "days"), [(UNTIL, 1), (date(2026, 6, 30), 0)])
def test_count_is_made_anew_each_night_and_each_half_year(hired: Cast, until: date, days: int) -> None:
    count_those_due(UNTIL, hired.now)
    assert counts_are_due(until, hired.now + timedelta(days=days))


def test_one_that_left_or_has_no_programme_is_not_counted(hired: Cast) -> None:
    Participation.objects.filter(municipality=hired.roros).update(left=hired.today)
    Participation.objects.create(
        network=hired.network, municipality=hired.moss, organiser=hired.nord, joined=date(2025, 9, 1)
    )
    assert [row.municipality for row in lacking_counts(UNTIL, hired.now)] == [hired.flesberg]


def test_no_one_outside_the_municipality_reads_it(hired: Cast) -> None:
    row = _count(hired)
    with inside(Scope(organisers=frozenset({hired.nord.pk}), municipalities=frozenset({hired.roros.pk}))):
        assert counted_ahead(hired.network, hired.flesberg) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        CountsAhead.objects.filter(pk=row.pk).update(organiser=hired.nord)
