"""Forms filled in as a sensible person would, and what a post changed in the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from django.apps import apps
from django.db import connection, models
from django.http import HttpResponse

TYPICAL = {
    "text": "Noe nytt", "search": "Noe", "email": "ny.person@eksempel.no", "date": "2026-04-15", "time": "10:00",
    "datetime-local": "2026-04-15T10:00", "number": "2", "url": "https://eksempel.no/", "tel": "12345678",
    "month": "2026-04",
}  # fmt: skip
Rows = dict[str, dict[Any, dict[str, Any]]]  # table -> key -> column -> value


def filled_forms(page: HttpResponse, url: str) -> list[tuple[str, dict[str, Any], set[str]]]:
    """Return each POST form of a page: where it goes, its fields filled in, and the names of all its fields."""
    found = []
    for form in BeautifulSoup(page.content, "html.parser").find_all("form", method="post"):
        typed: dict[str, Any] = {}
        names = set()
        for field in form.find_all(["input", "select", "textarea", "button"]):
            name = str(field.get("name") or "")
            names.add(name)
            if name and name != "csrfmiddlewaretoken" and not field.has_attr("disabled"):
                _fill(typed, name, field)
        found.append((urljoin(url, str(form.get("action") or url)), typed, names))
    return found


def _fill(typed: dict[str, Any], name: str, field: Tag) -> None:
    value, on = str(field.get("value") or ""), field.has_attr("checked")
    kind = str(field.get("type") or "text") if field.name == "input" else field.name
    if kind == "select":
        typed[name] = _chosen(field)
    elif kind == "textarea":
        typed[name] = field.get_text().strip() or "Noe nytt"
    elif kind == "checkbox" and (on or field.has_attr("required")):
        typed.setdefault(name, []).append(value or "on")
    elif kind == "button" or (kind == "radio" and not on):
        typed.setdefault(name, value)
    elif kind in {"radio", "hidden"}:
        typed[name] = value
    elif kind not in {"checkbox", "file", "submit", "password"}:
        typed[name] = value or TYPICAL.get(kind, "Noe nytt")


def _chosen(field: Tag) -> str:
    options = [option for option in field.find_all("option") if option.get("value")]
    chosen = [option for option in options if option.has_attr("selected")]
    return str((chosen or options)[0]["value"]) if options else ""


def all_rows() -> Rows:
    """Return every row of every table, but those of sessions."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table in rows or model._meta.app_label == "sessions" or not model._meta.managed:
                continue
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
            rows[table] = {row[key]: row for row in found}
    return rows


def changes(before: Rows, after: Rows) -> dict[tuple[str, str, str], str]:
    """Return (table, row, column) -> value for what is new or other; a new row is called by its turn, not its key."""
    found = {}
    for table, rows in after.items():
        known = before[table]
        new = sorted(key for key in rows if key not in known)
        for key, row in rows.items():
            called = f"new {new.index(key)}" if key in new else str(key)
            for column, value in row.items():
                if key in new or known[key][column] != value:
                    found[table, called, column] = repr(value)
        for key in known.keys() - rows.keys():
            found[table, str(key), ""] = "gone"
    return found


def model_of(table: str) -> type[models.Model] | None:
    """Return the model that keeps its rows in a table."""
    found: Mapping[str, type[models.Model]] = {model._meta.db_table: model for model in apps.get_models()}
    return found.get(table)
