"""The work list of the mentor programme: what to follow up, the most urgent first, each with one button."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.documents.sheets import Sheet
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import follow_up as actions
from mentornett.mentoring.choices import FollowUp
from mentornett.mentoring.permissions.follow_up import followed_by
from mentornett.mentoring.queries.follow_up import reminded, work_list
from mentornett.mentoring.queries.follow_up_entries import Entry, Followed, Line, lines_of
from mentornett.mentoring.queries.follow_up_words import words_of
from mentornett.web.files import list_file
from mentornett.web.http import MemberRequest

PER_PAGE = 50
REMINDED = frozenset(
    {FollowUp.FIRST_TALK, FollowUp.LOST, FollowUp.SILENT, FollowUp.UNANSWERED, FollowUp.UNSIGNED}
)  # fmt: skip


def _entries(request: MemberRequest) -> tuple[Followed, list[Entry]]:
    """Return what this person follows up; 404 for those who follow nobody."""
    if not permissions.may_see_lists(request.viewer):
        raise Http404
    followed = followed_by(request.viewer)
    return followed, work_list(followed, request.today)


def _chosen(request: MemberRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in FollowUp.values else ""


@require_safe
def follow_up(request: MemberRequest) -> HttpResponse:
    """Show the list; ?kind= shows one kind alone."""
    followed, every = _entries(request)
    kind = _chosen(request)
    page = Paginator([entry for entry in every if kind in ("", entry.found.kind)], PER_PAGE).get_page(
        request.GET.get("page")
    )
    shown = lines_of(page)
    people = [person for line in shown for person in line.people]
    audit.reading(reader=request.user, subjects=people, page="follow_up", now=request.now)
    told = reminded(shown, request.today)
    rows = [_row(line, followed, told, request) for line in shown]
    counts = Counter(entry.found.kind for entry in every)
    context = {
        "tiers": [(title, of) for number, title in _tiers() if (of := [r for r in rows if r["tier"] == number])],
        "page_obj": page, "kind": kind, "total": len(every),
        "kinds": [(one.value, one.label, counts[one]) for one in FollowUp if counts[one]],
    }  # fmt: skip
    return render(request, "programme/follow_up.html", context)


def _tiers() -> list[tuple[int, str]]:
    return [(1, gettext("First")), (2, gettext("Soon")), (3, gettext("When it suits"))]


def _row(line: Line, followed: Followed, told: set[Any], request: MemberRequest) -> dict[str, Any]:
    button, pair = _button(line.entry, followed), line.entry.pair
    is_reminder = button.get("kind") is not None
    return {
        "tier": line.found.tier, "words": words_of(line, request.today), "unit": line.unit, "button": button,
        "reminded": is_reminder and (pair, line.found.kind.value) in told, "pair": pair,
    }  # fmt: skip


def _button(entry: Entry, followed: Followed) -> dict[str, Any]:
    """Return the one thing that helps and that this person may do."""
    kind, runs = entry.found.kind, entry.municipality in followed.run
    if entry.mentor:
        return _link("mentor", entry.mentor, gettext("Open the mentor"))
    if kind == FollowUp.REVIEW:
        return _link("review", entry.programme, gettext("Go through it"))
    if kind == FollowUp.NO_MENTOR and runs:
        return _link("matching", entry.programme, gettext("Find a mentor"))
    if kind == FollowUp.TIME:
        return {"url": reverse("programme:own_people"), "label": gettext("See the time")}
    if kind == FollowUp.NO_MENTOR or not (runs or entry.unit in followed.reach.units):
        return _link("hire", entry.hire, gettext("Open the new hire"))
    if kind in REMINDED:
        url = reverse("programme:follow_up_remind", args=[entry.pair])
        return {"url": url, "label": gettext("Send a reminder"), "kind": kind.value}
    return _link("pair", entry.pair, gettext("Open the pair"))


def _link(name: str, pk: int | None, label: str) -> dict[str, Any]:
    return {"url": reverse(f"programme:{name}", args=[pk]), "label": label}


@require_safe
def follow_up_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give the list as it is seen, as Excel or CSV."""
    _followed, entries = _entries(request)
    lines = lines_of(entry for entry in entries if _chosen(request) in ("", entry.found.kind))
    people = [person for line in lines for person in line.people]
    audit.reading(reader=request.user, subjects=people, page="follow_up", now=request.now)
    tiers = dict(_tiers())
    columns = (
        gettext("When"), gettext("Who"), gettext("What"), gettext("Why"), gettext("Since"), gettext("Unit"),
        gettext("Mentor programme"),
    )  # fmt: skip
    rows = []
    for line in lines:
        words = words_of(line, request.today)
        rows.append(
            (tiers[line.found.tier], words.who, words.what, words.why, line.found.since, line.unit, line.programme)
        )
    return list_file(Sheet(gettext("To follow up"), columns, rows), form, title=gettext("To follow up"))


@require_POST
def follow_up_remind(request: MemberRequest, pair_id: int) -> HttpResponse:
    """Remind those concerned of their plan, or of the signature."""
    pair: Any = get_object_or_404(permissions.pairs_followed_by(request.viewer), pk=pair_id)
    kind = request.POST.get("kind", "")
    if kind not in REMINDED:
        raise Http404
    try:
        written = actions.remind_pair(pair=pair, about=FollowUp(kind), by=request.user, now=request.now)
    except actions.NobodyToRemindError:
        messages.info(request, gettext("There is nothing to remind of any more."))
    else:
        told = gettext("A reminder is sent.") if written else gettext("They have had a reminder this week already.")
        messages.success(request, told)
    return redirect("programme:follow_up")
