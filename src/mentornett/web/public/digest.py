"""The top leader's page, opened with a signed link and no account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import time
from mentornett.core.scoping import Scope, inside
from mentornett.measurement.queries.report_pieces import newest_answers
from mentornett.network import actions, queries
from mentornett.network.forms.teams import QuestionForm
from mentornett.reports.released import first_known
from mentornett.tenants.actions import token_hash
from mentornett.web.public.seeing import language_for


@login_not_required
@require_safe
def digest(request: HttpRequest, token: str) -> HttpResponse:
    """Show where the team stands and what it needs. Reading it changes nothing."""
    found = _digest(token)
    if found is None:
        return _gone(request, None)
    return _gone(request, found) if _is_old(found) else _page(request, found, token, QuestionForm())


@login_not_required
@require_POST
def digest_read(request: HttpRequest, token: str) -> HttpResponse:
    """Note that the top leader says they have read it."""
    found = _digest(token)
    if found is None or _is_old(found):
        return _gone(request, found)
    with _own_scope(found):
        actions.note_digest_read(digest=found, now=time.now())
    messages.success(request, gettext("Thank you. The team can see that you follow the work."))
    return redirect("public:digest", token)


@login_not_required
@require_POST
def digest_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Note that the top leader stands behind the work."""
    found = _digest(token)
    if found is None or _is_old(found):
        return _gone(request, found)
    with _own_scope(found):
        actions.confirm_backing(digest=found, now=time.now())
    messages.success(request, gettext("Thank you. The team can see that you stand behind the work."))
    return redirect("public:digest", token)


@login_not_required
@require_POST
def digest_ask(request: HttpRequest, token: str) -> HttpResponse:
    """Send what the top leader wonders about to the team."""
    found = _digest(token)
    if found is None or _is_old(found):
        return _gone(request, found)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, token, form)
    try:
        with _own_scope(found):
            actions.ask_team(digest=found, text=form.cleaned_data["text"], now=time.now(), today=time.today())
    except actions.TooManyQuestionsError:
        form.add_error("text", gettext("You have asked five questions here. Call the team, or wait for the next page."))
        return _page(request, found, token, form)
    messages.success(request, gettext("Your question is sent. The answer comes by e-mail."))
    return redirect("public:digest", token)


def _digest(token: str) -> Any:
    return queries.digest_with(token_hash(token))


def _is_old(digest: Any) -> bool:
    return bool(digest.expires_at <= time.now()) or not digest.person.is_active


@contextmanager
def _own_scope(digest: Any) -> Iterator[None]:
    """Run inside the scope of this digest's team and of nothing else."""
    sides = Scope(
        person=digest.person_id,
        organisers=frozenset({digest.organiser_id}),
        municipalities=frozenset({digest.municipality_id}),
    )
    with inside(sides):
        yield


def _page(request: HttpRequest, digest: Any, token: str, form: QuestionForm) -> HttpResponse:
    language = language_for(request, digest.person)
    with translation.override(language), _own_scope(digest):
        place = {"name": digest.person.name, "team": digest.content["team"]}
        expires = time.date_words(timezone.localtime(digest.expires_at).date(), time.today())
        words = partial(queries.standing_text, digest.team.network)
        context = {
            "digest": digest, "content": digest.content, "token": token, "form": form,
            "page_text": words("digest.page", municipality=digest.content["municipality"], **place),
            "footer": words("digest.footer", expires_on=expires),
            "empty": words("digest.empty"), "ask": words("digest.ask"),
            "headings": {
                key: words(f"digest.{key}").title
                for key in ("achieved", "hard", "needs_you", "next", "figures")
            },
            "questions": queries.questions_of(digest), "newest": first_known(newest_answers(digest.municipality_id)),
            "results_question": gettext("What are the results so far, before and now, and how sure are they?"),
        }  # fmt: skip
        return render(request, "public/digest.html", context)


def _gone(request: HttpRequest, digest: Any) -> HttpResponse:
    return render(request, "public/digest_gone.html", {"old": digest is not None}, status=410 if digest else 404)
