"""Matching: those without a mentor, the proposal with its reasons, and the human who decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.exchange.match_words import price_in_words, reasons_without, strengths, weaknesses
from mentornett.matching.explaining import alternatives, is_weak, one_more_place
from mentornett.matching.rules import RulesError
from mentornett.mentoring.actions import matching as actions
from mentornett.mentoring.actions.wishes import ask_for_wishes
from mentornett.mentoring.permissions import programmes_run_by
from mentornett.mentoring.queries import matching as queries
from mentornett.mentoring.queries.match_rules import own_rules, rule_words
from mentornett.web.http import MemberRequest

MOST_OTHERS = 8


def _programme(request: MemberRequest, programme_id: int) -> Any:
    return get_object_or_404(programmes_run_by(request.viewer), pk=programme_id)


@require_safe
def matching(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Show those without a mentor and the open proposal; ?others= opens the other mentors of one of them."""
    programme = _programme(request, programme_id)
    hires = list(queries.waiting(programme, request.today))
    audit.reading(reader=request.user, subjects=[row.person for row in hires], page="matching", now=request.now)
    run = queries.open_run(programme)
    words = rule_words(own_rules(programme))
    context = {"programme": programme, "hires": hires, "run": run, "today": request.today, "rule_words": words}
    context |= {"pools": queries.pools_in(programme.municipality_id), "pool": run.given.get("pool", 0) if run else 0}
    if run and hires:
        context |= _proposed(run, hires, list(queries.mentors_on(programme.municipality_id, request.today)), request)
    return render(request, "programme/matching.html", context)


def _proposed(run: Any, hires: list[Any], mentors: list[Any], request: MemberRequest) -> dict[str, Any]:
    proposal = queries.proposal_of(run)
    rows = {str(row.person_id): row for row in hires}
    known = {str(row.person_id): row for row in mentors}
    opened = request.GET.get("others", "")

    def naming(one: Any) -> str:
        row = rows.get(one.key) or known.get(one.key)
        return row.person.name if row else gettext("somebody who is no longer there")

    pairs = [
        _card(proposal, pair, rows[pair.mentee.key], known[pair.mentor.key])
        for pair in proposal.pairs
        if pair.mentee.key in rows and pair.mentor.key in known
    ]
    alone = [one for one in proposal.unmatched if one.key in rows]
    asked = {one.key: one for one in proposal.people.mentees}.get(opened)
    return {
        "pairs": pairs, "total": len(pairs) + len(alone), "opened": opened,
        "opened_name": naming(asked) if asked and opened in rows else "",
        "alone": [
            {"name": naming(one), "key": one.key, "why": reasons_without(proposal, one, naming)} for one in alone
        ],
        "helping": [naming(one) for one in one_more_place(proposal)] if alone else [],
        "others": _others(proposal, asked, naming) if asked and opened in rows else [],
        "new": len(rows.keys() - {row["key"] for row in run.given["mentees"]}),
    }  # fmt: skip


def _others(proposal: Any, mentee: Any, naming: Any) -> list[dict[str, Any]]:
    return [
        {"name": naming(one.mentor), "key": one.mentor.key, "price": price_in_words(one.price)}
        for one in alternatives(proposal, mentee)[:MOST_OTHERS]
    ]


def _card(proposal: Any, pair: Any, hire: Any, mentor: Any) -> dict[str, Any]:
    return {
        "key": pair.mentee.key, "mentor_key": pair.mentor.key, "hire": hire, "mentor": mentor, "locked": pair.locked,
        "strengths": strengths(proposal, pair), "weaknesses": weaknesses(proposal, pair),
        "weak": is_weak(pair, proposal.rules),
    }  # fmt: skip


def _back(programme_id: int) -> HttpResponse:
    response = redirect("programme:matching", programme_id)
    response["Location"] += "#proposal"
    return response


@require_POST
def matching_propose(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Make a proposal, or a new one after something changed."""
    programme, pool = _programme(request, programme_id), request.POST.get("pool", "")
    known = {str(row.pk): row.pk for row in queries.pools_in(programme.municipality_id)}
    return _propose(request, programme_id, {}, pool=known.get(pool, 0) if "pool" in request.POST else None)


@require_POST
def matching_wishes(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Ask those who wait, and the mentors with a free place, whom they wish for."""
    new = ask_for_wishes(programme=_programme(request, programme_id), by=request.user, now=request.now)
    if new:
        said = ngettext("%(n)s has been asked, by e-mail.", "%(n)s have been asked, by e-mail.", new)
        messages.success(request, said % {"n": new})
    else:
        messages.info(request, gettext("All of them have been asked this week already. Nobody gets one more letter."))
    return redirect("programme:matching", programme_id)


@require_POST
def matching_lock(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Lock a mentee to a mentor, or open the lock when none is given, and arrange the rest around it."""
    mentee, mentor = request.POST.get("mentee", ""), request.POST.get("mentor", "")
    return _propose(request, programme_id, {mentee: mentor or None})


def _propose(
    request: MemberRequest, programme_id: int, changes: dict[str, str | None], *, pool: int | None = None
) -> HttpResponse:
    programme = _programme(request, programme_id)
    try:
        actions.propose(programme=programme, by=request.user, now=request.now, changes=changes, pool=pool)
    except RulesError:
        messages.error(request, gettext("This mentor has no free place any more. Choose another one."))
    return _back(programme_id)


@require_POST
def matching_approve(request: MemberRequest, programme_id: int) -> HttpResponse:
    """Let the chosen pairs begin and send the invitations."""
    programme = _programme(request, programme_id)
    run, chosen = queries.open_run(programme), request.POST.getlist("mentee")
    if run is None or not chosen:
        messages.error(request, gettext("Choose at least one pair."))
        return _back(programme_id)
    done = actions.approve(run=run, mentees=chosen, by=request.user, now=request.now)
    if done.pairs:
        told = ngettext(
            "%(n)s pair begins, and everyone concerned has been told.",
            "%(n)s pairs begin, and everyone concerned has been told.",
            len(done.pairs),
        )
        messages.success(request, told % {"n": len(done.pairs)})
    if done.too_late:
        names = ", ".join(row.person.name for row in done.too_late)
        text = gettext("Something has changed for %(names)s. Make a new proposal.")
        messages.warning(request, text % {"names": names})
    return redirect("programme:pairs") if done.pairs and not done.too_late else _back(programme_id)
