"""Figures by month that a municipality lets a network see: yes, renewed, taken back, and what the network sees."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.time import add_months
from mentornett.measurement.actions.series import remove_measure
from mentornett.measurement.actions.shared_series import share_series
from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, SharedSeries
from mentornett.network.models import Participation
from tests.cast import Cast
from tests.conftest import LogIn

PER_CENT = {"unit_word": "%", "counted_as": "share", "of_word": "vakter"}


def a_measure(cast: Cast, place: Any, values: list[int], people: int | None = None, **more: Any) -> MonthlyMeasure:
    """Write the months up to the last whole one; with `people`, each is so many of so many."""
    fields = {"key": "own", "name": "Vakter med følge", "unit_word": "vakter", "edited_at": cast.now} | more
    with inside(EVERYONE):
        row = MonthlyMeasure.objects.create(municipality=place, **fields)
        MonthlyValue.objects.bulk_create(
            MonthlyValue(
                municipality=place, measure=row, month=add_months(date(2026, 2, 1), at - len(values) + 1), value=value,
                cases=value if people else None, people=people, edited_at=cast.now,
            )
            for at, value in enumerate(values)
        )  # fmt: skip
    return row


def share(cast: Cast, row: MonthlyMeasure) -> None:
    with inside(EVERYONE):
        share_series(measure=row, network=cast.network, by=cast.programme_leader, now=cast.now, today=cast.today)


def share_months(cast: Cast) -> None:
    """Let two municipalities share the same thing."""
    for place in (cast.roros, cast.flesberg):
        share(cast, a_measure(cast, place, [12, 9, 3, 14] * 4))


def page_of(row: MonthlyMeasure) -> str:
    return f"/program/maling/maneder/{row.pk}/del/"


def seen_by_network(cast: Cast) -> str:
    return f"/arrangor/nettverk/{cast.network.pk}/maneder/"


def test_yes_is_seen_by_the_network_until_it_is_taken_back(cast: Cast, log_in: LogIn) -> None:
    row, own, organiser = a_measure(cast, cast.flesberg, [31] * 12), log_in("measure_lead"), log_in("guide")
    assert "Ingen kommune deler månedstall ennå" in organiser.get(seen_by_network(cast)).text
    assert "Akkurat dette ses" in own.get(page_of(row)).text
    own.post(f"{page_of(row)}{cast.network.pk}/ja/")
    assert "<h3>Flesberg</h3>" in organiser.get(seen_by_network(cast)).text
    assert "31" in organiser.get(f"{seen_by_network(cast)}csv/").content.decode()
    assert "Delt" in own.get(page_of(row)).text
    own.post(f"{page_of(row)}{cast.network.pk}/nei/")
    assert "Ingen kommune deler månedstall ennå" in organiser.get(seen_by_network(cast)).text
    with inside(EVERYONE):
        deeds = AuditEntry.objects.filter(verb__startswith="shared_series.").order_by("pk")
        assert [deed.verb for deed in deeds] == ["shared_series.shared", "shared_series.withdrawn"]
    own.post(f"{page_of(row)}{cast.network.pk}/nei/")  # taken back twice does no harm


def test_later_months_are_seen_only_when_it_is_renewed(cast: Cast, log_in: LogIn) -> None:
    row = a_measure(cast, cast.flesberg, [31] * 12)
    share(cast, row)
    with inside(EVERYONE):
        MonthlyValue.objects.filter(measure=row, month=date(2026, 2, 1)).update(value=77)
    organiser = log_in("leader")
    assert "77" not in organiser.get(f"{seen_by_network(cast)}csv/").content.decode()
    log_in("programme_leader").post(f"{page_of(row)}{cast.network.pk}/ja/")
    assert "77" in organiser.get(f"{seen_by_network(cast)}csv/").content.decode()
    with inside(EVERYONE):
        assert SharedSeries.objects.count() == 1


def test_what_is_of_few_is_in_nothing_that_leaves(cast: Cast, log_in: LogIn) -> None:
    share(cast, a_measure(cast, cast.flesberg, [*[9, 9, 8] * 11, 0, 1, 2, 9, 9], people=13, **PER_CENT))
    with inside(EVERYONE):
        copy = SharedSeries.objects.get().content
    assert (copy["step"], copy["hidden"]) == (3, ["2025-10-01"])
    assert copy["points"][-1] == ["2025-10-01", None, None]  # 3 of 39; the quarter that is not over is not there
    assert copy["points"][-2][1:] == [26.0, 39.0]
    organiser = log_in("leader")
    said = unescape(organiser.get(seen_by_network(cast)).text)
    assert said.count('<td class="number">:</td>') == 1
    assert "«:» vises ikke" in said
    assert ";:;" in organiser.get(f"{seen_by_network(cast)}csv/").content.decode()
    assert organiser.get(f"{seen_by_network(cast)}pdf/").content.startswith(b"%PDF")


def test_municipalities_stand_in_order_with_common_axes_and_the_caveat_on_each(cast: Cast, log_in: LogIn) -> None:
    share_months(cast)
    said = unescape(log_in("leader").get(seen_by_network(cast)).text)
    assert re.findall(r"<h3>([^<]+)</h3>", said) == ["Flesberg", "Røros"]
    assert said.count("ikke hvorfor. De kan ikke vise at mentorordningen er årsaken.</p>") == 2
    assert said.count('<td class="number">:</td>') == 8  # four months of 3 in each
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', said)
    assert len({tuple(re.findall(r">(\d+)</text>", picture)) for picture in pictures}) == 1


def test_mean_of_units_does_not_stand_beside_a_whole(cast: Cast, log_in: LogIn) -> None:
    share_months(cast)
    with inside(EVERYONE):
        row = SharedSeries.objects.get(municipality=cast.roros)
        row.content["units"] = 3
        row.save(update_fields=["content"])
    said = log_in("leader").get(seen_by_network(cast)).text
    assert said.count('<ul class="small-multiples">') == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [({"unit_word": "%"}, "En prosent alene kan ikke deles"), ({}, "Det er ingen tall å dele ennå")],
)
def test_what_cannot_be_shared_says_why(cast: Cast, log_in: LogIn, more: dict[str, str], words: str) -> None:
    row, client = a_measure(cast, cast.flesberg, [60] * 12 if more else [], **more), log_in("programme_leader")
    assert words in client.get(page_of(row)).text
    answered = client.post(f"{page_of(row)}{cast.network.pk}/ja/", follow=True)
    assert "Det er ingenting å dele ennå" in answered.text
    with inside(EVERYONE):
        assert not SharedSeries.objects.exists()


def test_a_measure_that_is_removed_or_a_municipality_that_left_is_no_longer_seen(cast: Cast, log_in: LogIn) -> None:
    share_months(cast)
    client = log_in("leader")
    with inside(EVERYONE):
        remove_measure(
            measure=MonthlyMeasure.objects.get(municipality=cast.flesberg), by=cast.programme_leader, now=cast.now
        )
    assert re.findall(r"<h3>([^<]+)</h3>", unescape(client.get(seen_by_network(cast)).text)) == ["Røros"]
    with inside(EVERYONE):
        Participation.objects.filter(municipality=cast.roros).update(left=cast.today)
    assert "Ingen kommune deler månedstall ennå" in client.get(seen_by_network(cast)).text


def test_another_network_is_not_found(cast: Cast, log_in: LogIn) -> None:
    row = a_measure(cast, cast.flesberg, [31] * 12)
    assert log_in("programme_leader").post(f"{page_of(row)}{cast.other_network.pk}/ja/").status_code == 404


def test_questions_do_not_grow_with_what_is_shared(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("leader")
    for number in (1, 3):
        for each in range(number):
            share(cast, a_measure(cast, cast.flesberg, [12] * 12, name=f"M{number}{each}"))
        client.get(seen_by_network(cast))
        with django_assert_num_queries(5):
            client.get(seen_by_network(cast))
