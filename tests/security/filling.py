"""Forms filled in as a sensible person would, and what a post changed in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.apps import apps
from django.db import connection, models
from django.http import HttpResponse
from lxml import html

TYPICAL = {
    "text": "Noe nytt", "search": "Noe", "email": "ny.person@eksempel.no", "date": "2026-04-15", "time": "10:00",
    "datetime-local": "2026-04-15T10:00", "number": "2", "url": "https://eksempel.no/", "tel": "12345678",
    "month": "2026-04",
}  # fmt: skip
KINDS_BY_HINT = {"dd.mm.åååå": "date", "tt.mm": "time"}  # days and times are fields for text
UTF_8 = html.HTMLParser(encoding="utf-8")
LIKE_A_FIELD = ("input", "select", "textarea", "button")


class Table(NamedTuple):
    """What is in a table."""

    columns: tuple[str, ...]
    rows: dict[Any, tuple[Any, ...]]  # by key


Rows = dict[str, Table]


def tree_of(page: HttpResponse) -> html.HtmlElement:
    """Return the elements of a page, none of what is no page; thousands are read, and this is the quickest reader."""
    is_page = page.headers["Content-Type"].startswith("text/html") and page.content.strip()
    return html.document_fromstring(page.content if is_page else "<html></html>", parser=UTF_8)


def filled_forms(page: HttpResponse, url: str) -> list[tuple[str, dict[str, Any], set[str]]]:
    """Return each POST form of a page: where it goes, its fields filled in, and the names of all its fields."""
    found = []
    for form in tree_of(page).iterfind(".//form[@method='post']"):
        typed: dict[str, Any] = {}
        names = set()
        for field in form.iter(*LIKE_A_FIELD):
            name = field.get("name", "")
            names.add(name)
            if name and name != "csrfmiddlewaretoken" and "disabled" not in field.attrib:
                _fill(typed, name, field)
        found.append((urljoin(url, form.get("action") or url), typed, names))
    return found


def kind_of(field: html.HtmlElement) -> str:
    """Return what is to be typed in a field."""
    if field.tag != "input":
        return str(field.tag)
    return KINDS_BY_HINT.get(field.get("placeholder", "")) or field.get("type", "text")


def _fill(typed: dict[str, Any], name: str, field: html.HtmlElement) -> None:
    value, on = field.get("value", ""), "checked" in field.attrib
    kind = kind_of(field)
    if kind == "select":
        typed[name] = _chosen(field)
    elif kind == "textarea":
        typed[name] = field.text_content().strip() or "Noe nytt"
    elif kind == "checkbox" and (on or "required" in field.attrib):
        typed.setdefault(name, []).append(value or "on")
    elif kind == "button" or (kind == "radio" and not on):
        typed.setdefault(name, value)
    elif kind in {"radio", "hidden"}:
        typed[name] = value
    elif kind not in {"checkbox", "file", "submit", "password"}:
        typed[name] = value or TYPICAL.get(kind, "Noe nytt")


def _chosen(field: html.HtmlElement) -> str:
    options = [option for option in field.iter("option") if option.get("value")]
    chosen = [option for option in options if "selected" in option.attrib]
    return str((chosen or options)[0].get("value")) if options else ""


def all_rows() -> Rows:
    """Return every row of every table, but those of sessions."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table in found or model._meta.app_label == "sessions" or not model._meta.managed:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = tuple(column[0] for column in cursor.description)
            key = columns.index(model._meta.pk.column)
            found[table] = Table(columns, {row[key]: row for row in cursor.fetchall()})
    return found


def changes(before: Rows, after: Rows) -> dict[tuple[str, str, str], str]:
    """Return (table, row, column) -> value for what is new or other; a new row is called by its turn, not its key."""
    found = {}
    for name, table in after.items():
        known = before[name].rows
        if table.rows == known:
            continue
        new = sorted(table.rows.keys() - known.keys())
        turns = {key: f"new {turn}" for turn, key in enumerate(new)}
        for key, row in table.rows.items():
            old = known.get(key)
            for place, column in enumerate(table.columns):
                if old is None or old[place] != row[place]:
                    found[name, turns.get(key, str(key)), column] = repr(row[place])
        for key in known.keys() - table.rows.keys():
            found[name, str(key), ""] = "gone"
    return found


def model_of(table: str) -> type[models.Model] | None:
    """Return the model that keeps its rows in a table."""
    found: Mapping[str, type[models.Model]] = {model._meta.db_table: model for model in apps.get_models()}
    return found.get(table)
