"""The pages of refusals, each drawn once for each person: they know of the request who asks and how, not what for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from mentornett.config import urls
from mentornett.web import errors

Refuse = Callable[[HttpRequest, Exception | None], HttpResponse]


@contextmanager
def refusals_drawn_once() -> Iterator[None]:
    """Answer 403 and 404 with the page that the same person was given the first time."""
    drawn: dict[Any, HttpResponse] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler403", _once(errors.forbidden, drawn))
        patch.setattr(urls, "handler404", _once(errors.not_found, drawn))
        yield


def _once(refuse: Refuse, drawn: dict[Any, HttpResponse]) -> Refuse:
    def answer(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        key = (refuse, request.method, request.user.pk, get_language())
        if key not in drawn:
            drawn[key] = refuse(request, exception)
        return HttpResponse(drawn[key].content, status=drawn[key].status_code)

    return answer
