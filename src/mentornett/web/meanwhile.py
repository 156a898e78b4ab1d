"""Two people with the same form open: the second one is told, and nothing is overwritten or lost.

A form that edits something stored carries a fingerprint of what it said when it was opened (`{% opened form %}`). When
that is sent, `still_as_seen` compares it with what is stored now.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import BaseForm, BaseFormSet, BooleanField, ChoiceField, Field
from django.http import HttpRequest
from django.utils.formats import localize_input
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.time import moment_words
from mentornett.web.http import MemberRequest

SEEN = "seen"
Forms = BaseForm | BaseFormSet[Any] | Iterable["Forms"]


def fingerprint(form: Forms) -> str:
    """Return a short name for what a form, or several of them, says before anything is typed."""
    said = [
        [[name, str(one.get_initial_for_field(field, name) or "")] for name, field in one.fields.items()]
        for one in _each(form)
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def mark_of(request: HttpRequest | None, form: Forms) -> str:
    """Return what a form carries: its own fingerprint, or the one sent when it comes back for another reason."""
    sent = request.POST.get(SEEN) if request and any(one.is_bound for one in _each(form)) else None
    return fingerprint(form) if sent is None or getattr(request, "overtaken", False) else sent


def _each(form: Forms) -> Iterator[BaseForm]:
    if isinstance(form, BaseForm):
        yield form
    else:
        for one in form:
            yield from _each(one)


def still_as_seen(request: MemberRequest, form: Forms, on: Any, **details: Any) -> bool:
    """Tell whether a form may be stored: what it edits says what it did when it was opened, or what is typed now.

    Otherwise each field gets what it says now beside it, and the form says who changed it and when; sent once more it
    is stored. `on` and `details` are what the log has about changes.
    """
    if request.POST.get(SEEN) in (None, fingerprint(form)):
        return True
    overtaken = False
    for one in _each(form):
        for name in one.changed_data:
            now = _shown(one.fields[name], one.get_initial_for_field(one.fields[name], name))
            one.add_error(name, gettext("Now it says: %(value)s") % {"value": now})
            overtaken = True
    if overtaken:
        request.overtaken = True
        next(_each(form)).add_error(None, _told(request, on, **details))
    return not overtaken


def _told(request: MemberRequest, on: Any, **details: Any) -> str:
    """Say who changed something meanwhile, and when."""
    entry = audit.newest(on=on, details=details)
    name = entry.person.name if entry and entry.person else gettext("Somebody")
    text = gettext(
        "%(name)s changed this (%(when)s) while you had it open. Nothing is stored yet, and nothing you wrote is lost. "
        "Look at what it says now, and save again when it is right."
    )
    return text % {"name": name, "when": moment_words(entry.at if entry else request.now, request.today)}


def _shown(field: Field, value: Any) -> str:
    """Return a stored value as words."""
    if isinstance(field, BooleanField):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", []):
        return gettext("nothing")
    if isinstance(field, ChoiceField):
        values = {str(each) for each in value} if isinstance(value, list | tuple | set) else {str(value)}
        return ", ".join(str(label) for key, label in _choices(field) if str(key) in values) or str(value)
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(localize_input(value))


def _choices(field: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in field.choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
