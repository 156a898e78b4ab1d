"""One team as its guide and the organiser see it: who, where, promised, next, said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.measurement.queries.before_now import baselines_of
from mentornett.network import actions, permissions, queries
from mentornett.network.forms.guidance import EndGuideForm, HandOverForm, ReviewForm, TalkForm
from mentornett.network.queries import team_page
from mentornett.network.queries.attention import written_reasons
from mentornett.network.queries.guidance import current_guides, guides_ever, reviews_of
from mentornett.network.queries.overview import course_with_periods
from mentornett.network.queries.progress import anchoring_of
from mentornett.reports.words import caveat
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen
from mentornett.web.organiser.glance import period_words
from mentornett.web.pictures import score_chart


def _team(request: MemberRequest, team_id: int) -> Any:
    rows = queries.with_people(permissions.teams_staffed_by(request.viewer), request.today)
    return get_object_or_404(rows.select_related("network__phase"), pk=team_id)


def _guided(request: MemberRequest, team_id: int) -> Any:
    team = _team(request, team_id)
    if not permissions.may_guide(request.viewer, team):
        raise PermissionDenied
    return team


def _run(request: MemberRequest, team_id: int) -> Any:
    team = _team(request, team_id)
    if not permissions.may_run(request.viewer, team.network):
        raise PermissionDenied
    return team


@require_safe
def team(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show who they are, where they are, what they have promised, what is next and what has been said."""
    return _page(request, _team(request, team_id))


def _page(request: MemberRequest, row: Any, **bound: Any) -> HttpResponse:
    """Render the team's page; `bound` holds a form that could not be accepted, so that nothing typed is lost."""
    known = queries.known_about([row], request.today)[0]
    subjects = [member.person for member in known.members]
    audit.reading(reader=request.user, subjects=subjects, page="team", now=request.now)
    is_guide = permissions.guides(request.viewer, row)
    baseline = row.pk in baselines_of([row])
    points = team_page.score_history(team_page.scores_in(row))
    context = {
        "team": row, "network": row.network, "known": known, "points": points, "baseline": baseline,
        "chart": score_chart(points, row.network) if points else "",
        "roles": team_page.filled_roles(row, known.members, _phase_position(row.network)),
        "reasons": written_reasons(known, request.today, baseline=baseline, as_guide=is_guide),
        "promises": team_page.promises_of(row, request.today), "waiting": team_page.work_waiting(row, request.today),
        "reports": queries.reports_of(row), "contacts": permissions.contacts_visible_to(request.viewer, row),
        "catching_up": queries.catching_up(row, request.today),
        "guides": guides_ever(row), "reviews": reviews_of(row),
        "anchoring": anchoring_of(row, known.members, request.today),
        "anchoring_caveat": caveat(row.network, "anchoring"),
        **_forms(request, row, known, is_guide, bound),
    }  # fmt: skip
    return render(request, "organiser/team.html", context)


def _phase_position(network: Any) -> int | None:
    return network.phase.position if network.phase else None


def _forms(request: MemberRequest, row: Any, known: Any, is_guide: bool, bound: dict[str, Any]) -> dict[str, Any]:
    """Return the forms that this reader may use."""
    found: dict[str, Any] = {"may_guide": permissions.may_guide(request.viewer, row, is_guide=is_guide)}
    if found["may_guide"]:
        found["talk_form"] = bound.get("talk") or TalkForm(today=request.today, initial={"on": request.today})
    if permissions.may_run(request.viewer, row.network):
        course = course_with_periods(row.network)
        period = course.period(None, request.today)
        found |= {
            "hand_over_form": bound.get("hand_over") or HandOverForm(network=row.network, today=request.today),
            "review_form": bound.get("review") or ReviewForm.of(known.review),
            "period": period, "period_label": period_words(course, period, request.today),
        }  # fmt: skip
    return found


@require_POST
def contact_log(request: MemberRequest, team_id: int) -> HttpResponse:
    """Note that guide and team were in touch."""
    row = _guided(request, team_id)
    form = TalkForm(request.POST, today=request.today)
    if not form.is_valid():
        return _page(request, row, talk=form)
    actions.log_contact(team=row, talk=actions.Talk(**form.cleaned_data), by=request.user, now=request.now)
    messages.success(request, gettext("The contact is noted."))
    return redirect(f"{reverse('organiser:team', args=[row.pk])}#contacts")


@require_POST
def contact_remove(request: MemberRequest, contact_id: int) -> HttpResponse:
    """Take away a note that was wrong."""
    entry = get_object_or_404(permissions.contacts_followed_by(request.viewer), pk=contact_id)
    if not permissions.may_guide(request.viewer, entry.team):
        raise PermissionDenied
    actions.remove_contact(entry=entry, by=request.user, now=request.now)
    messages.success(request, gettext("The note is removed."))
    return redirect(f"{reverse('organiser:team', args=[entry.team_id])}#contacts")


@require_POST
def guide_change(request: MemberRequest, team_id: int) -> HttpResponse:
    """Give a team a new guide from today, with a note from the one before."""
    row = _run(request, team_id)
    form = HandOverForm(request.POST, network=row.network, today=request.today)
    if not form.is_valid():
        return _page(request, row, hand_over=form)
    actions.hand_over(
        team=row, guide=form.chosen, note=form.cleaned_data["note"], by=request.user, now=request.now,
        today=request.today,
    )  # fmt: skip
    messages.success(request, gettext("%(name)s now follows %(team)s.") % {"name": form.chosen.name, "team": row.name})
    return redirect(f"{reverse('organiser:team', args=[row.pk])}#guide")


@FORM_PAGE
def guide_end(request: MemberRequest, team_id: int) -> HttpResponse:
    """Let a team be without a guide until somebody takes over, with a note for whoever that is."""
    row = _run(request, team_id)
    guide = next(iter(current_guides(row)), None)
    if guide is None:
        messages.info(request, gettext("The team is without one already."))
        return redirect(f"{reverse('organiser:team', args=[row.pk])}#guide")
    form = EndGuideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        actions.end_guide(team=row, note=note, by=request.user, now=request.now, today=request.today)
        messages.success(request, gettext("%(name)s no longer follows the team. Both have been told.")
                         % {"name": guide.person.name})  # fmt: skip
        return redirect(f"{reverse('organiser:team', args=[row.pk])}#guide")
    context = {"team": row, "network": row.network, "guide": guide, "form": form}
    return render(request, "organiser/guide_end.html", context)


@require_POST
def review_note(request: MemberRequest, team_id: int) -> HttpResponse:
    """Note what the operative group thinks of a team in this period."""
    row = _run(request, team_id)
    course = course_with_periods(row.network)
    number = request.POST.get("period", "")
    period = course.period(int(number) if number.isdecimal() else None, request.today)
    noted = reviews_of(row).filter(gathering=period.gathering).first() if period else None
    form = ReviewForm.of(noted, request.POST)
    if period is None or not form.is_valid() or not still_as_seen(request, form, noted or row):
        return _page(request, row, review=form)
    gathering = next(each for each in course.gatherings if each.pk == period.gathering)
    opinion = actions.Opinion(**form.cleaned_data)
    actions.review_team(team=row, gathering=gathering, opinion=opinion, by=request.user, now=request.now)
    messages.success(request, gettext("The review is saved."))
    return redirect(f"{reverse('organiser:review', args=[row.network_id])}?period={period.number}#team-{row.pk}")
