"""Meetings of a network: a series, each one's page, moved, cancelled, who came, and what we take with us."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import meetings as actions
from mentornett.competence.choices.circles import MeetingState
from mentornett.competence.forms.circles import (
    WRITTEN_MEANWHILE,
    CancelForm,
    MeetingForm,
    MoveForm,
    PresentForm,
    SeriesForm,
    SharedTextForm,
)
from mentornett.competence.permissions.circles import Standing
from mentornett.competence.queries import circles as queries
from mentornett.competence.queries.plan_texts import topics_of_first_year
from mentornett.exchange.calendar import meeting_calendar as calendar_file
from mentornett.web.competence.finding_circles import find, find_as_member, find_to_run, within_circles
from mentornett.web.competence.groups import own_group
from mentornett.web.http import FORM_PAGE, MemberRequest, download
from mentornett.web.meanwhile import still_as_seen


def _meeting(standing: Standing, meeting_id: int) -> Any:
    return get_object_or_404(queries.meetings_of(standing.circle).select_related("circle"), pk=meeting_id)


@FORM_PAGE
@within_circles
def meetings_new(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Plan meetings that come again and again."""
    row = find_to_run(request, circle_id).circle
    first_time = not queries.meetings_of(row).exists()
    start = {"place": row.place, "link": row.link, "topics": topics_of_first_year() if first_time else []}
    form = SeriesForm(request.POST or None, today=request.today, initial=start)
    if form.is_valid():
        made = actions.plan_series(circle=row, plan=form.plan, by=request.user, now=request.now)
        words = ngettext("%(n)s meeting is planned.", "%(n)s meetings are planned.", len(made)) % {"n": len(made)}
        sent = gettext("The members get all the dates in one e-mail.")
        messages.success(request, f"{words} {sent}")
        return redirect("competence:circle", row.pk)
    return render(request, "competence/series.html", {"circle": row, "form": form, "first_time": first_time})


@require_safe
@within_circles
def meeting(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Show a meeting."""
    standing = find(request, circle_id)
    return _page(request, standing, _meeting(standing, meeting_id))


def _page(request: MemberRequest, standing: Standing, row: Any, **forms: Any) -> HttpResponse:
    """Render a meeting's page, with a form as it was typed."""
    rows = list(queries.members_of(standing.circle, request.today))
    members = [each.person for each in rows]
    is_member = standing.membership is not None
    present = queries.present_at(row) if is_member else set()
    takeaway = queries.takeaways_of([row]).get(row.pk) if is_member else None
    begun = row.starts_at <= request.now and row.state != MeetingState.CANCELLED
    context = own_group(standing, rows) | {
        "meeting": row, "begun": begun, "takeaway": takeaway,
        "present": [person for person in members if person.pk in present],
        "present_form": PresentForm(people=members, noted=present) if begun and standing.leads else None,
        "takeaway_form": _takeaway_form(takeaway) if begun and is_member else None,
    }  # fmt: skip
    return render(request, "competence/meeting.html", context | forms)


def _takeaway_form(takeaway: Any, data: Any = None) -> SharedTextForm:
    start = {"text": takeaway.text, "since": takeaway.at.isoformat()} if takeaway else {}
    return SharedTextForm(data, label=gettext("What we take with us"), initial=start)


@FORM_PAGE
@within_circles
def meeting_change(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Set the topic and what to prepare."""
    row = _meeting(find_to_run(request, circle_id), meeting_id)
    form = MeetingForm(request.POST or None, meeting=row)
    if form.is_valid() and still_as_seen(request, form, row):
        actions.change_meeting(meeting=row, facts=form.facts, by=request.user, now=request.now)
        messages.success(request, gettext("Saved. Calendars that follow Mentornett get it by themselves."))
        return redirect("competence:meeting", circle_id, row.pk)
    lede = gettext("No e-mail is sent. Calendars that follow Mentornett get it by themselves.")
    return _form_page(request, row, form, gettext("Topic and preparation"), gettext("Save"), lede)


@FORM_PAGE
@within_circles
def meeting_move(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Give a meeting a new time."""
    row = _meeting(find_to_run(request, circle_id), meeting_id)
    if row.state == MeetingState.HELD:
        raise PermissionDenied
    form = MoveForm(request.POST or None, meeting=row, now=request.now)
    if form.is_valid() and still_as_seen(request, form, row):
        reason = form.cleaned_data["reason"]
        actions.move_meeting(meeting=row, to=form.moment, reason=reason, by=request.user, now=request.now)
        messages.success(request, gettext("The meeting is moved. The members get an e-mail."))
        return redirect("competence:meeting", circle_id, row.pk)
    lede = gettext("The members get an e-mail, and the event in their calendars moves.")
    return _form_page(request, row, form, gettext("Move the meeting"), gettext("Move the meeting"), lede)


@FORM_PAGE
@within_circles
def meeting_cancel(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Cancel a meeting."""
    row = _meeting(find_to_run(request, circle_id), meeting_id)
    if row.state != MeetingState.PLANNED:
        messages.info(request, gettext("The meeting is cancelled already, or over."))
        return redirect("competence:meeting", circle_id, row.pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.cancel_meeting(meeting=row, reason=reason, by=request.user, now=request.now)
        messages.success(request, gettext("The meeting is cancelled. The members get an e-mail."))
        return redirect("competence:meeting", circle_id, row.pk)
    lede = gettext("The members get an e-mail, and the event is crossed out in their calendars. You can plan it anew.")
    return _form_page(request, row, form, gettext("Cancel the meeting"), gettext("Cancel the meeting"), lede)


def _form_page(request: MemberRequest, row: Any, form: Any, title: str, action: str, lede: str) -> HttpResponse:
    context = {"circle": row.circle, "meeting": row, "form": form, "title": title, "action": action, "lede": lede}
    return render(request, "competence/meeting_form.html", context)


@require_safe
@within_circles
def meeting_calendar(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Download a meeting for one's calendar."""
    return download(calendar_file(_meeting(find(request, circle_id), meeting_id), now=request.now))


@require_POST
@within_circles
def meeting_present(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Note who came. Only who leads the network as a member does: it says who was there."""
    standing = find(request, circle_id)
    if not standing.leads:
        raise PermissionDenied
    row = _meeting(standing, meeting_id)
    members = [each.person for each in queries.members_of(standing.circle, request.today)]
    form = PresentForm(request.POST, people=members, noted=())
    if row.starts_at > request.now or row.state == MeetingState.CANCELLED or not form.is_valid():
        messages.error(request, gettext("Attendance can be noted when the meeting has begun."))
        return redirect("competence:meeting", circle_id, row.pk)
    actions.note_present(meeting=row, present=form.chosen, by=request.user, now=request.now)
    messages.success(request, gettext("It is noted."))
    return redirect("competence:meeting", circle_id, row.pk)


@require_POST
@within_circles
def meeting_takeaway(request: MemberRequest, circle_id: int, meeting_id: int) -> HttpResponse:
    """Write what the members take with them."""
    standing = find_as_member(request, circle_id)
    row = _meeting(standing, meeting_id)
    form = SharedTextForm(request.POST, label=gettext("What we take with us"))
    if not form.is_valid():
        return _page(request, standing, row, takeaway_form=form)
    data = form.cleaned_data
    try:
        actions.write_takeaway(meeting=row, text=data["text"], since=data["since"], by=request.user, now=request.now)
    except actions.ChangedMeanwhileError:
        return _page(request, standing, row, takeaway_form=_built_on_now(data["text"], row))
    messages.success(request, gettext("Saved. Only the members can read it."))
    return redirect("competence:meeting", circle_id, row.pk)


def _built_on_now(text: str, row: Any) -> SharedTextForm:
    """Return the form as typed, building on the text that somebody else has written meanwhile."""
    takeaway = queries.takeaways_of([row]).get(row.pk)
    form = _takeaway_form(takeaway, {"text": text, "since": takeaway.at.isoformat() if takeaway else ""})
    form.add_error("text", WRITTEN_MEANWHILE)
    return form
