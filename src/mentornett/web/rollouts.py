"""What the pages about a roll-out show, for the municipality, the organiser and those who have the link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django_htmx.http import HttpResponseClientRedirect

from mentornett.measurement.actions import rollouts as actions
from mentornett.measurement.actions.rollout_foresight import ask_for_foresight
from mentornett.measurement.choices import ForesightState
from mentornett.measurement.queries.rollouts import WholePlan, about, foresight_of
from mentornett.measurement.rules.rollouts import is_lost
from mentornett.reports.jobs import foresee_rollout
from mentornett.reports.rollout_words import (
    again_words,
    departure_words,
    hindrance_words,
    promise_words,
    protocol_facts,
    surest_words,
)
from mentornett.reports.words import long_date
from mentornett.web.http import MemberRequest

TOLD = ("alone", "seen", "when", "built_on")  # the answer first; what the plan is stands on the page already
MAKING = (ForesightState.WAITING, ForesightState.RUNNING)


def plan_context(request: MemberRequest, whole: WholePlan) -> dict[str, Any]:
    """Return what every page about a plan shows."""
    plan = whole.plan
    hindrances = () if plan.locked_at else whole.hindrances(request.today)
    return {
        "whole": whole, "plan": plan, "hindrances": [hindrance_words(why) for why in hindrances],
        "promise": promise_words(whole) if whole.waves else (), "outlook": outlook_of(whole, request.now),
        "order": order_of(whole), "units": [{"row": unit, "place": _placed(unit.row)} for unit in whole.units],
        "link": link_to(whole),
    }  # fmt: skip


def draw_once(request: MemberRequest, plan: Any) -> None:
    """Draw the order of a plan, and say what came of it."""
    try:
        actions.draw_plan(plan=plan, seed=actions.new_seed(), by=request.user, now=request.now)
    except actions.NotReadyError:
        messages.info(request, gettext("The order is drawn already, or the plan is not locked. Nothing was changed."))
    else:
        messages.success(request, gettext("The order is drawn."))


def outlook_answer(request: MemberRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer a page that asks how far the outlook has come: with its part, or, when it is there, with all anew.

    The outlook decides what the next step is, and that stands at the top of the page.
    """
    if context["outlook"].get("making"):
        return render(request, "rollouts/outlook.html", context)
    return HttpResponseClientRedirect(request.path)


def order_outlook(request: MemberRequest, whole: WholePlan) -> None:
    """Order a simulation of the plan as it is, when it can be drawn and none is being made."""
    row = foresight_of(whole.plan)
    if whole.hindrances(request.today) and not whole.plan.locked_at:
        messages.info(request, gettext("The plan lacks something before it can be tried."))
    elif row is None or not _is_making(row, request.now):
        made = ask_for_foresight(plan=whole.plan, by=request.user, now=request.now)
        foresee_rollout.enqueue(made.pk, made.organiser_id, made.municipality_id)


def _placed(row: Any) -> str:
    return str(row.get_place_display()) if row.place != "anywhere" else ""


def order_of(whole: WholePlan) -> list[dict[str, Any]]:
    """Return the drawn units, each with its day and what it does otherwise; empty before the draw."""
    if not whole.plan.drawn_at:
        return []
    return [
        {"day": long_date(wave.wave.day), "unit": unit, "otherwise": departure_words(unit)}
        for wave in whole.drawn_waves for unit in wave.units
    ]  # fmt: skip


def _is_making(row: Any, now: datetime) -> bool:
    """Tell whether a simulation is on its way; one that has not come in time is lost with its job."""
    return row.state in MAKING and not is_lost(row.asked_at, now)


def outlook_of(whole: WholePlan, now: datetime) -> dict[str, Any]:
    """Return what the newest simulation tells, whether it is being made, and whether the plan has changed since."""
    row = foresight_of(whole.plan)
    if row is None:
        return {"row": None}
    language = (get_language() or "nb")[:2]
    words = {name: (title, lines) for name, title, lines in row.words.get(language) or row.words.get("nb") or []}
    told = [(name, *words[name]) for name in TOLD if name in words]
    return {
        "row": row, "making": _is_making(row, now), "failed": row.state != ForesightState.DONE,
        "told": [{"name": name, "title": title, "sentences": lines} for name, title, lines in told],
        "is_old": row.state == ForesightState.DONE and not whole.plan.locked_at and row.about != about(whole),
    }  # fmt: skip


def link_to(whole: WholePlan) -> str:
    """Return where anybody with the link reads the protocol; empty before the lock."""
    if not whole.plan.code:
        return ""
    return str(settings.BASE_URL + reverse("public:drawn_order", args=[whole.plan.code]))


def protocol_context(whole: WholePlan, *, with_people: bool) -> dict[str, Any]:
    """Return what the protocol shows; without names for those who only have the link."""
    is_drawn = bool(whole.plan.drawn_at)
    return {
        "whole": whole, "plan": whole.plan, "facts": protocol_facts(whole, with_people=with_people),
        "promise": promise_words(whole), "order": order_of(whole), "link": link_to(whole),
        "again": again_words(whole) if is_drawn else (), "surest": surest_words(whole) if is_drawn else "",
    }  # fmt: skip


def steps_of(whole: WholePlan, outlook: dict[str, Any], *, ready: bool) -> list[dict[str, Any]]:
    """Return the steps from plan to draw, each with whether it is done and which is next."""
    locked, drawn = bool(whole.plan.locked_at), bool(whole.plan.drawn_at)
    looked = outlook["row"] is not None and not outlook["making"]
    steps = [
        (gettext("Units"), ready or locked), (gettext("Outlook"), (ready and looked) or locked),
        (gettext("Lock"), locked), (gettext("Draw"), drawn),
    ]  # fmt: skip
    following = next((number for number, (_label, done) in enumerate(steps) if not done), len(steps))
    return [
        {"label": label, "done": done, "current": number == following} for number, (label, done) in enumerate(steps)
    ]
