"""A form posted with fields that it does not have changes exactly what it changes without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.models import Unit
from tests.cast import Cast
from tests.conftest import LogIn
from tests.security.filling import Rows, all_rows, changes, filled_forms, model_of
from tests.security.test_forms import DEEDS, FRAME, PAGES
from tests.web.test_access import TABLE

pytestmark = pytest.mark.usefixtures("clock")
ALWAYS = {
    "id": "1", "pk": "1", "by": "1", "by_id": "1", "now": "2020-01-01", "is_staff": "on", "is_superuser": "on",
    "is_active": "", "created_at": "2020-01-01T00:00", "activated_at": "2020-01-01T00:00", "person": "1",
    "password": "x", "scope": "everyone", "kind": "network_leader", "role": "network_leader",
}  # fmt: skip
COUNTS = {
    "before_numerator": "4", "before_denominator": "20", "before_share": "", "before_on": "2026-02-01",
    "before_approximate": "", "now_numerator": "2", "now_denominator": "22", "now_share": "", "now_on": "2026-03-01",
}  # fmt: skip
MEASURE = {"goal": "3", "baseline": "7", "unit_word": "vakter"}
VACANCY = {"advertised_on": "2026-02-01", "state": "open", "filled_on": "", "filled": "", "qualified": "1"}
# What a form must be given besides what is likely, before it is accepted.
TYPED: dict[str, dict[str, Any]] = {
    "competence:course_change": {"credits": "7,5", "hours": "20"},
    "competence:course_new": {"credits": "7,5", "hours": "20"},
    "competence:course_new_at_organiser": {"credits": "7,5", "hours": "20"},
    "competence:meeting_move": {"day": "2026-03-18"},
    "competence:quotas": {"other": ""},
    "competence:series_new": {"ends_at": "12:00"},
    "competence:session_change": {"ends_at": "12:00"},
    "competence:session_new": {"ends_at": "12:00"},
    "municipality:before_now_add": COUNTS,
    "municipality:before_now_change": COUNTS,
    "municipality:before_now_later": {key: value for key, value in COUNTS.items() if key.startswith("now_")},
    "municipality:goal_change": {"percent": "40"},
    "municipality:pause": {"ends": "30.06.2026"},
    "municipality:progress_plan_save": {
        "q-plan-r1-due": "30.06.2026",
        "q-plan-r1-remove": None,
        "q-plan-__row__-remove": None,
        "add_row": None,
    },
    "organiser:fact_card_new": {"year": "2025"},
    "organiser:gathering_describe": {"end_time": "15:00"},
    "organiser:grant_new": {"ends": "30.06.2026"},
    "organiser:guest_invite": {"guest-email": "outsider@eksempel.no"},
    "organiser:meeting": {"ends_at": "15:00"},
    "organiser:meeting_new": {"ends_at": "15:00"},
    "organiser:network_report_save": {"section-about": "[sitat 1] Om oss og de andre"},
    "organiser:programme_ask": {"people": lambda cast: cast.reference.pk},
    "organiser:plan": {"rows-0-written": "april 2026"},
    "organiser:report_assess": {"reason": "Teamet har kommet i gang på to avdelinger."},
    "organiser:rollout_ask": {"asked": lambda cast: cast.flesberg.pk},
    "organiser:rollout_lock": {"discussed_on": "2026-03-10"},
    "organiser:rollout_new": {"first": "2026-07-01", "answer_by": "2026-04-01"},
    "organiser:team_new": {"municipality": "Moss"},
    "organiser:text": {"preview": None, "title_nb": "Frist i dag"},
    "pair:answer": {"on": "2026-03-10"},
    "programme:fact_card_new": {"year": "2025"},
    "programme:import": {"list_day": "2026-03-01"},
    "programme:match_rules": {
        "professions": "sykepleier: vernepleier",
        "near_one": "",
        "near_other": "",
        "apart_one": "",
        "apart_other": "",
    },
    "programme:rollout_lock": {"discussed_on": "2026-03-10"},
    "programme:measure_new": MEASURE,
    "programme:measure_change": MEASURE,
    "programme:months": {"value-2026-02": "9", "value-2026-01": "", "value-2026-03": ""},
    "programme:change_new": {"ends": ""},
    "programme:change": {"ends": ""},
    "programme:baseline_add": {"starts": "2024-02-01"},
    "programme:vacancy": VACANCY,
    "programme:vacancy_new": VACANCY,
    "programme:matching_approve": {"mentee": lambda cast: cast.new_hire.pk},
    "programme:new_from": {"name": "Et helt nytt program"},
}
# Fields that the form of a deed has, and that the access table's post leaves out.
MAY_BE_SENT = {
    "municipality:goal_add": {"inherited", "level"},
    "municipality:goal_change": {"percent", "result"},
    "organiser:contact_log": {"with_whom", "next_on", "agreed"},
    "organiser:gathering_form": {"place", "link"},
    "organiser:gathering_hold": {"themes", "elements", "contributors"},
    "organiser:guidance_time_offer": {"place"},
    "programme:joint_share": {"note"},
    "programme:study_approve": {"answer"},
    "organiser:slot_add": {"starts", "purpose", "group", "responsible", "contributor"},
}
# Forms that change no row here: log-in and passwords; the only row cannot be moved; nothing to send or to take back;
# the only one who leads a network leads it still; a session that somebody came to stays.
QUIET = {
    "competence:circle_leave", "competence:member_end", "competence:member_lead", "competence:session_remove",
    "account_change_password", "account_login", "account_reauthenticate", "account_reset_password",
    "everyone:calendar_revoke", "municipality:before_now_move", "municipality:final_report_results",
    "municipality:report_send", "organiser:glance_columns", "programme:import_new", "programme:vacancy_list",
    "programme:baseline_list", "programme:months_list",
    "public:invitation",
}  # fmt: skip
Changed = dict[tuple[str, str, str], str]
Sent = Callable[[], dict[str, Any]]


@pytest.fixture(autouse=True)
def _same_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the same order each time: otherwise two equal posts differ."""
    monkeypatch.setattr("mentornett.measurement.actions.rollouts.new_seed", lambda: 7)


def _post(client: Client, url: str, sent: dict[str, Any], before: Rows) -> Changed:
    with transaction.atomic():
        assert client.post(url, sent).status_code < 500
        with inside(EVERYONE):  # on PostgreSQL the wall hides the rows outside a scope
            changed = changes(before, all_rows())
        transaction.set_rollback(True)
    return changed


def _theirs(model: type[models.Model], cast: Cast, before: Rows) -> str:
    """Return the key of a row on the other side of the wall, or the last row there is."""
    for name, thing in cast.things.items():
        if name.startswith(("other_", "neighbour_")) and isinstance(thing, model):
            return str(thing.pk)
    table = before.get(model._meta.db_table)
    return str(max(table.rows, key=str)) if table and table.rows else "1"


def _another(field: Any, cast: Cast, before: Rows) -> Any:
    """Return a value that the field could take, and that no form would give it."""
    if field.is_relation:
        return _theirs(field.related_model, cast, before)
    if field.choices:
        return str(list(field.choices)[-1][0])
    kind = field.get_internal_type()
    if "Boolean" in kind:
        return ["on", ""]
    if "Integer" in kind or "Decimal" in kind or "AutoField" in kind:
        return "7"
    if "Date" in kind:
        return "2020-01-01T00:00" if kind == "DateTimeField" else "2020-01-01"
    return "smugler"


def _extra(changed: Changed, names: set[str], cast: Cast, before: Rows) -> dict[str, Any]:
    """Return every field of every kind of row that the post changed, but those that the form has."""
    extra: dict[str, Any] = dict(ALWAYS)
    for table in sorted({table for table, _row, _column in changed}):
        model = model_of(table)
        for field in model._meta.concrete_fields if model else ():
            extra[field.name] = extra[field.attname] = _another(field, cast, before)
    return {name: value for name, value in extra.items() if name not in names}


def _check(client: Client, url: str, sent: Sent, names: set[str], cast: Cast) -> Changed:
    with inside(EVERYONE):
        before = all_rows()
    plain = _post(client, url, sent(), before)
    more = _post(client, url, _extra(plain, names, cast, before) | sent(), before)
    if more != plain:  # what differs between two equal posts is chance: a token, a key that was not given back
        again = _post(client, url, sent(), before)
        unlike = {key for key in plain.keys() | more.keys() if plain.get(key) != more.get(key)}
        unlike -= {key for key in plain.keys() | again.keys() if plain.get(key) != again.get(key)}
        assert not unlike, {key: (plain.get(key), more.get(key)) for key in unlike}
    return plain


def prepared(name: str, cast: Cast, log_in: LogIn) -> tuple[Client, str]:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(cast)
    return log_in(row.ok.split()[0]) if row.ok else Client(), reverse(name, args=row.args(cast))


def _posts(name: str, cast: Cast, log_in: LogIn) -> list[tuple[Client, str, Sent, set[str]]]:
    """Return who posts what where on a page; forms to the same address may have each other's fields."""
    client, url = prepared(name, cast, log_in)
    page = client.get(url + TABLE[name].query)
    forms = filled_forms(page, url + TABLE[name].query) if not page.streaming else []
    found = []
    for target, typed, _own in forms:
        if target in FRAME:
            continue
        names = set().union(*(fields for goal, _typed, fields in forms if goal == target))
        view = resolve(urlsplit(target).path).view_name
        given = {key: value(cast) if callable(value) else value for key, value in TYPED.get(view, {}).items()}
        sent = {key: value for key, value in (typed | given).items() if value is not None}
        found.append((client, target, lambda sent=sent: dict(sent), names))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_form_on_page_changes_only_its_own_fields(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    for client, target, sent, names in _posts(name, quick_cast, quick_log_in):
        changed = _check(client, target, sent, names, quick_cast)
        assert changed or resolve(urlsplit(target).path).view_name in QUIET, f"{target} was refused: {sent()}"


@pytest.mark.parametrize("name", DEEDS)
def test_deed_changes_only_its_own_fields(name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    client, url = prepared(name, quick_cast, quick_log_in)
    row = TABLE[name]
    names = set(row.data(quick_cast)) | MAY_BE_SENT.get(name, set())
    changed = _check(client, url, lambda: dict(row.data(quick_cast)), names, quick_cast)
    assert changed or name in QUIET


class _Careless(Client):
    """Stands for a page that sets whatever is sent."""

    def post(self, path: str, data: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        with inside(EVERYONE):
            Unit.objects.filter(name="Post 1").update(**{key: data[key] for key in ("name", "kind") if key in data})
        return HttpResponse()


def test_page_that_sets_what_is_sent_is_found_out(quick_cast: Cast) -> None:
    with pytest.raises(AssertionError, match="smugler"):
        _check(_Careless(), "/", lambda: {"name": "Post 2"}, {"name"}, quick_cast)
