"""Reference figures with year, source and expiry, beside the municipality's own (J24, J26, N34)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.fact_cards import save_card
from mentornett.measurement.models import FactCard
from mentornett.measurement.queries.fact_cards import shown
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted
from tests.web.access.fact_cards import FIELDS, national, own

TYPED = {**FIELDS, "expires": "2030-01-01"}


def _page(cast: Cast) -> str:
    return reverse("programme:fact_cards", args=[cast.flesberg.pk])


def test_municipality_sees_the_countrys_figures_with_year_and_source_beside_its_own(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE), transaction.atomic():
        national(cast)
    client = log_in("measure_lead")
    client.post(
        reverse("programme:fact_card_new", args=[cast.flesberg.pk]), {**TYPED, "what": "Innbyggere", "figure": "2 700"}
    )
    page = log_in("union_rep").get(_page(cast)).text
    for text in ("59 %", "2016", "KS", "2 700", "Gammelt: se etter et nyere tall"):
        assert text in page
    assert reverse("programme:fact_card", args=[FactCard.objects.get(figure="2 700").pk]) not in page


@pytest.mark.parametrize(
    ("field", "value"), [("year", "16"), ("source", ""), ("figure", ""), ("link", "nei"), ("topic", "x")]
)
def test_card_without_year_or_source_is_refused(field: str, value: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("leader").post(reverse("organiser:fact_card_new"), {**TYPED, field: value})
    assert "ds-error-summary" in page.text
    assert not FactCard.objects.exists()


def test_organiser_adds_corrects_removes_and_puts_back(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    client.post(reverse("organiser:fact_card_new"), TYPED)
    card = FactCard.objects.get()
    client.post(reverse("organiser:fact_card", args=[card.pk]), {**TYPED, "figure": "61 %"})
    listed = reverse("organiser:fact_cards")
    assert "61 %" in client.get(listed).text
    assert "Angre" in client.post(reverse("organiser:fact_card_remove", args=[card.pk])).text
    assert "61 %" not in client.get(listed).text
    client.post(reverse("organiser:fact_card_restore", args=[card.pk]))
    assert "61 %" in client.get(listed).text


def test_organiser_sees_what_its_municipalities_keep_and_may_not_change_it(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE), transaction.atomic():
        own(cast)
    client = log_in("leader")
    assert "59 %" in client.get(reverse("organiser:fact_cards")).text
    assert client.get(reverse("organiser:fact_card", args=[cast.card.pk])).status_code == 403


@pytest.mark.parametrize(("days", "old"), [(-1, True), (0, True), (1, False), (None, False)])
def test_card_is_old_from_the_day_it_expires(days: int | None, old: bool) -> None:
    today = date(2026, 3, 12)
    card = FactCard(expires=None if days is None else today + timedelta(days=days))
    assert shown([card], today)[0].is_old is old


@pytest.mark.parametrize("number", [1, 3])
def test_page_takes_as_many_queries_with_more_cards(number: int, cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE), transaction.atomic():
        for at in range(number):
            save_card(organiser=cast.nord, by=cast.leader, now=cast.now, **{**FIELDS, "what": f"Tall {at}"})
    client = log_in("hr")
    with CaptureQueriesContext(connection) as caught:
        client.get(_page(cast))
    assert counted(caught.captured_queries) == 11
