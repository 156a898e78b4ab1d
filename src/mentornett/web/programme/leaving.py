"""Somebody leaves, changes unit or is away: what will happen is shown first, and one button does all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from mentornett.core import audit
from mentornett.mentoring import permissions
from mentornett.mentoring.actions import leaving as actions
from mentornett.mentoring.actions.hires import OverlapError, end_hire
from mentornett.mentoring.actions.pairs import PairError
from mentornett.mentoring.forms.leaving import KEEP, LATER, HireEndForm, MentorEndForm, MoveForm, SuccessorsForm
from mentornett.mentoring.queries import leaving as queries
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.programme.hires import hire_seen
from mentornett.web.programme.mentors import mentor_seen
from mentornett.web.programme.reasons import choices_of


def decided(request: MemberRequest, day: Any, seen: str, form: Any = None) -> bool:
    """Tell whether somebody confirmed what was shown; something else than that is never done."""
    if request.method != "POST" or "look" in request.POST or not day.is_valid():
        return False
    if request.POST.get("seen") != seen:
        messages.warning(request, gettext("Look at what will happen on this day, and confirm once more."))
        return False
    return form is None or form.is_valid()


def successors_form(
    request: MemberRequest, offers: dict[str, Any], seen: str, endings: Sequence[Any] = ()
) -> SuccessorsForm:
    """Return the choices; what was typed is kept when the day has changed, as far as it is still offered."""
    free = {str(mentor.pk): match.mentor.free for row in endings for match, mentor in row.offered}
    same = request.method == "POST" and request.POST.get("seen") == seen and "look" not in request.POST
    return SuccessorsForm(request.POST if same else None, offers=offers, typed=request.POST.dict(), free=free)


def offers_for(request: MemberRequest, endings: Sequence[Any], later: str) -> dict[str, Any]:
    """Return who can take over each mentee whose pairs one may change, the best first, and «later»."""
    offers = {}
    for row in endings:
        programme = row.pair.employment.programme
        if not row.is_main or programme is None or not permissions.may_run(request.viewer, programme):
            continue
        choices = choices_of(row.candidates, row.offered)
        label = gettext("Mentor for %(name)s") % {"name": row.pair.mentee.name}
        offers[f"pair_{row.pair.pk}"] = (label, [*choices, (LATER, later)])
    return offers


def chosen(form: SuccessorsForm, endings: Sequence[Any]) -> dict[int, Any]:
    """Return the chosen mentor of each pair; None for «later»."""
    found = {}
    for row in endings:
        key = form.cleaned_data.get(f"pair_{row.pair.pk}", LATER)
        found[row.pair.pk] = next((mentor for _match, mentor in row.offered if str(mentor.pk) == key), None)
    return found


def with_choices(form: SuccessorsForm, endings: Sequence[Any]) -> list[dict[str, Any]]:
    """Return what happens with each pair, beside the field in which its next mentor is chosen."""
    fields = {field.name: field for field in form}
    return [{"ending": row, "field": fields.get(f"pair_{row.pair.pk}")} for row in endings]


@FORM_PAGE
def mentor_end(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Let somebody leave the register, and arrange what becomes of their mentees."""
    mentor = mentor_seen(request, mentor_id)
    day = MentorEndForm(request.POST or None, mentor=mentor, today=request.today)
    ends = day.cleaned_data["ends"] if day.is_valid() else request.today
    endings = queries.when_mentor_leaves(mentor, ends, request.today)
    _note_reading(request, endings, "mentor_end")
    seen = queries.seen_as(ends, endings)
    later = gettext("Later: the project leader finds a mentor under «Find mentors»")
    form = successors_form(request, offers_for(request, endings, later), seen, endings)
    if decided(request, day, seen, form):
        successors = chosen(form, endings)
        try:
            begun = actions.mentor_leaves(
                mentor=mentor, ends=ends, successors=successors, by=request.user, now=request.now
            )
        except PairError:
            messages.error(request, _no_place(successors))
        else:
            _tell_left(request, mentor, len(endings), len(begun))
            return redirect("programme:mentor", mentor.pk)
    context = {"mentor": mentor, "day": day, "form": form, "rows": with_choices(form, endings), "seen": seen}
    return render(request, "programme/mentor_end.html", {**context, "ends": ends, "both": [day, form]})


def _no_place(successors: Mapping[int, Any]) -> str:
    """Say who cannot take as many as were chosen, or that a place has gone meanwhile."""
    times = Counter(mentor.person.name for mentor in successors.values() if mentor)
    several = [name for name, n in times.items() if n > 1]
    if not several:
        return gettext("A mentor you chose has no free place any more. Choose again.")
    text = gettext("%(names)s cannot take all of those you chose. Choose somebody else for some of them, or «Later».")
    return text % {"names": ", ".join(several)}


def _tell_left(request: MemberRequest, mentor: Any, ended: int, begun: int) -> None:
    messages.success(request, gettext("The last day of %(name)s is registered.") % {"name": mentor.person.name})
    if waiting := ended - begun:
        text = ngettext("%(n)s mentee waits for a new mentor.", "%(n)s mentees wait for a new mentor.", waiting)
        messages.info(request, text % {"n": waiting})


def _note_reading(request: MemberRequest, endings: Sequence[Any], page: str) -> None:
    subjects = [row.pair.mentee for row in endings]
    audit.reading(reader=request.user, subjects=subjects, page=page, now=request.now)


@require_POST
def mentor_stay(request: MemberRequest, mentor_id: int) -> HttpResponse:
    """Take back a mentor's last day."""
    mentor = mentor_seen(request, mentor_id)
    if mentor.ends is None or mentor.ends < request.today:
        raise Http404
    ended = len(queries.ended_with(mentor))
    resumed = len(actions.mentor_stays(mentor=mentor, by=request.user, now=request.now))
    messages.success(request, _stays_words(resumed) % {"name": mentor.person.name, "n": resumed})
    if kept := ended - resumed:
        text = ngettext(
            "%(n)s new hire has another mentor by now, who stays. You change it on the pair's page.",
            "%(n)s new hires have other mentors by now, who stay. You change it on the pair's page.",
            kept,
        )
        messages.info(request, text % {"n": kept})
    return redirect("programme:mentor", mentor.pk)


def _stays_words(resumed: int) -> str:
    if not resumed:
        return gettext("%(name)s stays in the register.")
    return ngettext(
        "%(name)s stays in the register, and %(n)s pair goes on.",
        "%(name)s stays in the register, and %(n)s pairs go on.",
        resumed,
    )


@FORM_PAGE
def hire_end(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Note that somebody leaves, after a look at what ends with it."""
    hire = hire_seen(request, hire_id)
    form = HireEndForm(request.POST or None, hire=hire, initial={"ends": request.today})
    typed = form.is_valid() or "ends" in getattr(form, "cleaned_data", {})
    ends = form.cleaned_data["ends"] if typed else request.today
    endings = queries.when_hire_leaves(hire, ends, request.today)
    audit.reading(reader=request.user, subjects=[hire.person], page="hire_end", now=request.now)
    seen = queries.seen_as(ends, endings)
    if decided(request, form, seen):
        end_hire(hire=hire, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("The last day of %(name)s is registered.") % {"name": hire.person.name})
        return redirect("programme:hire", hire.pk)
    context = {"hire": hire, "form": form, "endings": endings, "seen": seen, "ends": ends}
    return render(request, "programme/hire_end.html", context)


@require_POST
def hire_stay(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Take back somebody's last day, or a move that has not begun."""
    hire = hire_seen(request, hire_id)
    if hire.ends is None or hire.ends < request.today or hire.end_reason == "moved":
        raise Http404
    try:
        actions.hire_stays(hire=hire, by=request.user, now=request.now)
    except (OverlapError, PairError):
        messages.error(request, gettext("This cannot be taken back: something else is registered for the days after."))
    else:
        text = gettext("%(name)s stays, and the pair goes on.")
        messages.success(request, text % {"name": hire.person.name})
    return redirect("programme:hire", hire.pk)


@FORM_PAGE
def hire_move(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Note that somebody moves to another unit: with the same mentor, another one, or one who is found later."""
    hire = hire_seen(request, hire_id)
    day = MoveForm(request.POST or None, hire=hire, initial={"on": request.today})
    if not day.is_valid():
        return render(request, "programme/hire_move.html", {"hire": hire, "day": day, "both": [day]})
    unit, on = day.cleaned_data["unit"], day.cleaned_data["on"]
    moving = queries.when_hire_moves(hire, unit, on, request.today)
    audit.reading(reader=request.user, subjects=[hire.person], page="hire_move", now=request.now)
    seen = queries.seen_move(on, unit, moving)
    form = successors_form(request, _ways_on(request, moving), seen)
    if decided(request, day, seen, form):
        try:
            moved = _move(request, hire, day.cleaned_data, moving, form)
        except PairError:
            messages.error(request, gettext("A mentor you chose has no free place any more. Choose again."))
        else:
            values = {"name": moved.person.name, "unit": moved.unit.name}
            messages.success(request, gettext("%(name)s moves to %(unit)s, and all have been told.") % values)
            return _where_seen(request, moved, hire)
    context = {"hire": hire, "day": day, "form": form, "moving": moving, "seen": seen, "unit": unit, "on": on}
    return render(request, "programme/hire_move.html", {**context, "both": [day, form]})


def _where_seen(request: MemberRequest, *hires: Any) -> HttpResponse:
    """Lead on to the first that this person sees: a leader who lets somebody go does not follow them."""
    seen = permissions.employments_visible_to(request.viewer).filter(pk__in=[row.pk for row in hires])
    found = {row.pk for row in seen}
    first = next((row for row in hires if row.pk in found), None)
    return redirect("programme:hire", first.pk) if first else redirect("programme:hires")


def _move(request: MemberRequest, hire: Any, typed: dict[str, Any], moving: Any, form: SuccessorsForm) -> Any:
    key = form.cleaned_data.get("mentor", KEEP)
    follows = next((mentor for _match, mentor in moving.offered if str(mentor.pk) == key), None)
    goes_on = key == KEEP and not moving.must_change
    return actions.change_unit(
        hire=hire, unit=typed["unit"], on=typed["on"], programme=typed.get("programme"), follows=follows,
        goes_on=goes_on, by=request.user, now=request.now,
    )  # fmt: skip


def _ways_on(request: MemberRequest, moving: Any) -> dict[str, Any]:
    """Return the choices of mentor in the new unit for those who may change the pair."""
    pair = moving.pair
    if pair is None or not permissions.may_run(request.viewer, pair.employment.programme):
        return {}
    same = gettext("%(name)s goes on as mentor") % {"name": pair.mentor.person.name}
    others = choices_of(moving.candidates, moving.offered)
    later = (LATER, gettext("Later: the project leader finds a mentor under «Find mentors»"))
    first = [] if moving.must_change else [(KEEP, same)]
    return {"mentor": (gettext("Mentor in the new unit"), [*first, *others, later])}


@require_POST
def move_back(request: MemberRequest, hire_id: int) -> HttpResponse:
    """Take back a move that has not begun."""
    hire = hire_seen(request, hire_id)
    hire = queries.move_after(hire, request.today) or hire
    try:
        before = actions.take_back_move(hire=hire, by=request.user, now=request.now)
    except (actions.TooLateError, OverlapError) as error:
        raise PermissionDenied from error
    values = {"name": before.person.name, "unit": before.unit.name}
    messages.success(request, gettext("%(name)s stays in %(unit)s.") % values)
    return redirect("programme:hire", before.pk)
