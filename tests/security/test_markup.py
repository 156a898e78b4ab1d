"""Markup in every text that is stored: all pages, letters and files show it as the text it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models.plan_locks import unlocked_plans
from tests.cast import Cast
from tests.conftest import LogIn
from tests.kept_cast import KeptCast
from tests.web.access.table import Row
from tests.web.test_access import TABLE

pytestmark = pytest.mark.usefixtures("clock")
MARKUP = '"><svg/onload=alert(1)>{{7*7}}{% now %}#read("x")'
SEALED = {"auditentry", "auditseal", "accessentry"}
OURS = {"core", "tenants", "questionnaires", "network", "measurement", "reports", "mentoring", "competence", "exchange"}
# what programs go by and nobody types
CODES = {"key", "code", "number", "token_hash", "sha256", "content_type", "language", "email", "to_email", "reply_to",
         "password", "verb", "object_type", "object_id", "hash", "page", "kind", "calendar", "html", "county_number",
         "colour_scheme", "name_sort", "section", "short_name", "uid"}  # fmt: skip


def _texts_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices and not field.primary_key and field.name not in CODES
        and (field.max_length or len(MARKUP)) >= len(MARKUP)
    ]  # fmt: skip


def _unique_of(model: type[models.Model]) -> set[str]:
    alone = {field.name for field in model._meta.concrete_fields if field.unique}
    rules = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    return alone.union(*(rule.fields for rule in rules), *model._meta.unique_together)


def _marked(value: Any) -> Any:
    """Return a stored JSON value in which the texts in the three languages hold markup, however deep they are."""
    if isinstance(value, dict):
        inside_one = _all_marked if value and set(value) <= {"nb", "nn", "en"} else _marked
        return {key: inside_one(each) for key, each in value.items()}
    return [_marked(each) for each in value] if isinstance(value, list) else value


def _all_marked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _all_marked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_all_marked(each) for each in value]
    return MARKUP if isinstance(value, str) else value


def _put_markup_everywhere() -> None:
    """Put markup in all texts of all rows."""
    found = 0
    with inside(EVERYONE), unlocked_plans():
        for model in apps.get_models():
            if model._meta.app_label in OURS and model._meta.model_name not in SEALED:
                found += _put_markup_in(model)
    assert found > 20


def _put_markup_in(model: type[models.Model]) -> int:
    """Put markup in all texts of a model's rows; how many rows there were."""
    marked: dict[str, Any] = {
        field.name: models.Case(models.When(**{field.name: ""}, then=models.Value("")), default=models.Value(MARKUP))
        for field in _texts_of(model)
        if field.name not in _unique_of(model)
    }
    found = model._base_manager.update(**marked) if marked else 0
    labels = [field.name for field in model._meta.concrete_fields if isinstance(field, models.JSONField)]
    for row in model._base_manager.all() if labels else ():
        model._base_manager.filter(pk=row.pk).update(**{name: _marked(getattr(row, name)) for name in labels})
    return found


def _parts(content: bytes) -> bytes:
    """Return what is in an answer, unpacked where it is an Office file."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.fixture(scope="module")
def marked(request: Any, built_once: KeptCast, cookies: dict[str, str]) -> Iterator[None]:
    """Markup in all texts of the cast, once for all pages for which nothing more is prepared."""
    with transaction.atomic():
        if request.param:
            _put_markup_everywhere()
        yield
        transaction.set_rollback(True)


PAGES = sorted(
    (TABLE[name].before is Row.before, name) for name, row in TABLE.items() if row.method == "get" and row.ok
)


@pytest.mark.parametrize(
    ("marked", "name"), PAGES, indirect=["marked"], scope="module", ids=[name for _once, name in PAGES]
)
def test_page_shows_markup_as_text(marked: None, name: str, quick_cast: Cast, quick_log_in: LogIn) -> None:
    row = TABLE[name]
    with inside(EVERYONE):
        row.before(quick_cast)
        arguments = row.args(quick_cast)
    if row.before is not Row.before:
        _put_markup_everywhere()
    answer = quick_log_in(row.ok.split()[0]).get(reverse(name, args=arguments) + row.query)
    assert answer.status_code < 500
    body = _parts(b"".join(answer.streaming_content) if answer.streaming else answer.content)  # type: ignore[attr-defined]
    if answer.headers["Content-Type"].startswith(("text/html", "application/vnd")):
        assert b"<svg/onload" not in body
    assert b"49{%" not in body, "a template was run"
