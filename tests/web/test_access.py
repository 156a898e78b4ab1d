"""Every address × every kind of person → status. An address that is not in the table fails the build."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.web.access as access
from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Talk
from mentornett.tenants.models import Letter
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast
from tests.circles_cast import CIRCLE_CANARY, POOL, PULSE_CANARY
from tests.conftest import LogIn
from tests.drawn_once import refusals_drawn_once
from tests.inside_files import text_inside
from tests.mentoring_cast import NOTE_CANARY
from tests.web.access.table import EVERYBODY, Row

STRANGERS = {
    "other_leader",
    "other_coordinator",
    "outsider",
    "neighbour",
}  # at another organiser or municipality
NORD_SIDE = " ".join(name for name in EVERYBODY.split() if not name.startswith("other_") or name == "other_guide")
FLESBERG = (
    "coordinator deputy team_leader union sponsor outsider other_leader other_coordinator programme_leader hr "
    "ward_leader other_ward_leader mentor other_mentor mentee new_hire union_rep measure_lead"
)
MENTORS, MENTEES = {"mentor", "neighbour_mentor"}, {"mentee", "neighbour_mentee"}
TALK_CANARY = "avtalehemmelighet"
NOTES = {  # who may read what the pair's notes say
    f"{NOTE_CANARY} mentor_note": MENTORS,
    f"{NOTE_CANARY} mentee_note": MENTEES,
    NOTE_CANARY: MENTORS | MENTEES,
    TALK_CANARY: {"mentor", "mentee"},  # where they meet, and why a talk was not held
}


def _table() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for module in pkgutil.iter_modules(access.__path__):
        found = getattr(importlib.import_module(f"tests.web.access.{module.name}"), "ROWS", {})
        assert not set(found) & set(rows), f"named twice: {set(found) & set(rows)}"
        rows |= found
    return rows


TABLE = _table()


def _names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            name = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _names(pattern.url_patterns, prefix + name)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or f"nameless {pattern.pattern}")


def test_table_holds_every_address_and_no_other() -> None:
    assert sorted(TABLE) == sorted(set(_names(get_resolver().url_patterns)))


def _ask(client: Client, row: Row, name: str, cast: Cast) -> HttpResponse:
    url = reverse(name, args=row.args(cast)) + row.query
    if row.method == "get":
        return client.get(url)  # type: ignore[return-value]
    return client.post(url, row.data(cast))  # type: ignore[return-value]


def _shown(response: Any) -> bytes:
    return text_inside(b"".join(response.streaming_content) if response.streaming else bytes(response.content))


def _keep_something_for_the_two(cast: Cast) -> None:
    """Let the pair have a talk that was not held, with what they wrote about it."""
    Talk.objects.create(
        employment=cast.employment, pair=cast.pair, number=9, kind="mentor", topic="En kaffe", state="not_held",
        opens=cast.today - timedelta(days=9), due=cast.today - timedelta(days=2), municipality=cast.flesberg,
        reason=f"{TALK_CANARY} grunn", place=f"{TALK_CANARY} sted",
    )  # fmt: skip
    Talk.objects.filter(pk=cast.talk_2.pk).update(place=f"{TALK_CANARY} rom", proposed_place=f"{TALK_CANARY} nytt rom")


def _check_no_canary(person: str, body: bytes) -> None:
    for said, readers in NOTES.items():
        assert person in readers or said.encode() not in body, (person, said)
    if person not in MENTORS:
        assert PULSE_CANARY.encode() not in body, person
    if person not in POOL:
        assert CIRCLE_CANARY.encode() not in body, person
    if person in NORD_SIDE.split():
        assert CANARY.encode() not in body, person
    if person in FLESBERG.split():
        assert NEIGHBOUR_CANARY.encode() not in body, person


@pytest.fixture(scope="module")
def _refusals() -> Iterator[None]:
    with refusals_drawn_once():
        yield


def _those_who_ask(row: Row) -> list[str]:
    """Everybody; on PostgreSQL those who get something or are told no, and a few of the many who find nothing."""
    everybody = ["", *row.people.split()]
    if connection.vendor == "sqlite":
        return everybody
    return [person for person in everybody if person in STRANGERS or row.expected(person) != row.others]


@pytest.mark.usefixtures("_refusals")
@pytest.mark.parametrize("name", sorted(TABLE))
def test_address_answers_each_person_as_the_table_says(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    """Statuses, and no text of the other side in any page, file or partial."""
    row, got = TABLE[name], {}
    with inside(EVERYONE):
        _keep_something_for_the_two(quick_cast)
        row.before(quick_cast)
    everybody = _those_who_ask(row)
    for person in everybody:
        with transaction.atomic():
            response = _ask(quick_log_in(person), row, name, quick_cast)
            got[person] = response.status_code
            _check_no_canary(person, _shown(response))
            transaction.set_rollback(True)
    assert got == {person: row.expected(person) for person in everybody}


@pytest.mark.parametrize("name", sorted(name for name, row in TABLE.items() if row.method == "post"))
def test_deed_needs_a_token_and_a_post_and_leaves_an_audit_row(
    name: str, quick_cast: Cast, quick_log_in: LogIn, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor does what the pair wrote stand in a letter or a log line of any deed."""
    row = TABLE[name]
    with inside(EVERYONE):
        _keep_something_for_the_two(quick_cast)
        row.before(quick_cast)
        before = AuditEntry.objects.count()
    client = quick_log_in((row.ok or row.people).split()[0])
    url = reverse(name, args=row.args(quick_cast))
    client.handler.enforce_csrf_checks = True
    assert client.post(url, row.data(quick_cast)).status_code == 403
    assert client.get(url).status_code == 405
    client.handler.enforce_csrf_checks = False
    _ask(client, row, name, quick_cast)
    with inside(EVERYONE):
        assert not row.audited or AuditEntry.objects.count() > before
        letters = list(Letter.objects.values_list("subject", "text", "html"))
    for said in (NOTE_CANARY, f"{TALK_CANARY} grunn"):
        assert said not in f"{letters} {caplog.text} {[vars(record) for record in caplog.records]}"
