"""Two people with the same form open: the second one never overwrites what the first one stored, in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import resolve, reverse

from mentornett.core.scoping import EVERYONE, inside
from tests.cast import Cast
from tests.conftest import LogIn
from tests.security.filling import filled_forms
from tests.security.test_forms import FRAME, PAGES
from tests.security.test_mass_assignment import TYPED, prepared
from tests.web.test_access import TABLE

FIELDS = 3  # so many of a form's fields are tried before it is taken for one that edits nothing
OWN_WAY = {
    "competence:contract_change": "a stale version of the contract is refused (competence/actions/test_groups.py)",
    "municipality:report_save": "each answer has its revision (test_autosave.py)",
    "organiser:network_report_save": "each section has its revision (test_autosave.py)",
    "everyone:profile": "nobody else can open it",
    "pair:note_change": "nobody else can open it",
    "organiser:assignment_new": "the page of an address remembers what was chosen in it",
    "organiser:group_member_end": "the end of a membership is a deed of its own",
    "organiser:tag_rename": "one word in a list, and the newest stands there",
    "pair:time": "a proposal, and the other one says yes to its very time",
}


def _stored(client: Client, page: str, target: str) -> dict[str, Any]:
    """Return what the form says when it is opened anew."""
    answer = client.get(page)
    forms = filled_forms(answer, page) if answer.status_code == 200 and not answer.streaming else []
    return next((typed for goal, typed, _names in forms if goal == target), {})


def _edits(client: Client, page: str, cast: Cast) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Return the forms of a page that edit something stored: what one changes stands there the next time."""
    opened = client.get(page)
    for target, filled, _names in [] if opened.streaming else filled_forms(opened, page):
        if target in FRAME:
            continue
        given = TYPED.get(resolve(urlsplit(target).path).view_name, {})
        given = {key: value(cast) if callable(value) else value for key, value in given.items()}
        typed = {key: value for key, value in (filled | given).items() if value is not None}
        yield from _first_change(client, page, target, typed)


def _first_change(
    client: Client, page: str, target: str, typed: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any], str, str]]:
    tried = [field for field, value in typed.items() if isinstance(value, str) and value and field != "seen"]
    for field in tried[:FIELDS]:
        new = _another(typed[field])
        client.post(target, typed | {field: new})
        if _stored(client, page, target).get(field) == new:
            yield target, typed, field, new
            return


def _another(value: str) -> str:
    """Return another value of the same sort."""
    if value.isdecimal():
        return "3" if value != "3" else "4"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return "2026-05-05"
    return "05.05.2026" if re.fullmatch(r"\d\d\.\d\d\.\d{4}", value) else f"{value}x"


@pytest.mark.sqlite  # what the form remembers is told from what stands there by the page (docs/adr/0010)
@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("account_")])
def test_second_to_save_is_told_and_loses_nothing(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    client, url = prepared(name, quick_cast, quick_log_in)
    page = url + TABLE[name].query
    for target, typed, field, new in _edits(client, page, quick_cast):
        view = resolve(urlsplit(target).path).view_name
        if view in OWN_WAY:
            continue
        late = typed | {field: f"{typed[field]}y" if new == f"{typed[field]}x" else typed[field]}
        answer = client.post(target, late)  # opened before the change that is stored now
        assert answer.status_code in (200, 409, 422), f"{view} overwrites what somebody stored meanwhile"
        assert "mens du hadde det åpent" in answer.content.decode()
        assert _stored(client, page, target)[field] == new
        again = next(sent for goal, sent, _names in filled_forms(answer, page) if goal == target)
        assert again[field] == late[field]
        assert client.post(target, late | {"seen": again["seen"]}).status_code == 302


def _opened(client: Client, page: str) -> dict[str, Any]:
    return next(typed for goal, typed, _names in filled_forms(client.get(page), page) if goal == page)


@pytest.fixture
def talk(quick_cast: Cast) -> str:
    """The page on which a talk of the plan is changed."""
    return reverse("programme:talk_edit", args=[quick_cast.programme.pk, quick_cast.planned_2.pk])


def test_it_says_who_when_and_what_stands_there_now(talk: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    client = quick_log_in("programme_leader")
    mine = _opened(client, talk)
    client.post(talk, mine | {"topic": "Nattevakt", "kind": "leader"})
    answer = client.post(talk, mine | {"topic": "Helgevakt"})
    text = BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)
    assert "Pia Prosjektleder endret dette (torsdag 12. mars kl. 09.00) mens du hadde det åpent" in text
    assert "Nå står det: Nattevakt" in text
    assert "Nå står det: Ledersamtale" in text


def test_change_during_another_mistake_is_told_too(talk: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    client = quick_log_in("programme_leader")
    mine = _opened(client, talk)
    refused = client.post(talk, mine | {"topic": ""})
    with inside(EVERYONE):
        type(quick_cast.planned_2).objects.filter(pk=quick_cast.planned_2.pk).update(topic="Nattevakt")
    again = next(typed for goal, typed, _names in filled_forms(refused, talk) if goal == talk)
    answer = client.post(talk, again | {"topic": "Helgevakt"})
    assert "Noen endret dette" in answer.content.decode()


def test_same_words_by_both_are_no_conflict(talk: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    client = quick_log_in("programme_leader")
    mine = _opened(client, talk) | {"topic": "Nattevakt"}
    assert [client.post(talk, mine).status_code for _twice in range(2)] == [302, 302]
