"""Groups of a network or a course, each with its room and its contract."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.competence.actions import groups as actions
from mentornett.competence.actions.meetings import ChangedMeanwhileError
from mentornett.competence.forms.circles import WRITTEN_MEANWHILE, SharedTextForm
from mentornett.competence.forms.groups import DivisionForm, GroupForm
from mentornett.competence.permissions.circles import Standing, inside_own_circles, standing_in_course
from mentornett.competence.queries import circles as queries
from mentornett.competence.queries.groups import contract_of, contract_view, group_lines
from mentornett.competence.queries.plan_texts import contract_template
from mentornett.core import audit
from mentornett.mentoring.queries.units import led_by_each_other
from mentornett.web.competence.finding import run
from mentornett.web.competence.finding_circles import find_as_member, find_to_run, within_circles
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.meanwhile import still_as_seen


@require_POST
def course_groups(request: MemberRequest, course_id: int) -> HttpResponse:
    """Begin to divide a course's participants into groups, or take in those who have come since."""
    circle = actions.circle_of_course(course=run(request, course_id), by=request.user, now=request.now)
    return redirect("competence:groups", circle.pk)


def group_part(request: MemberRequest, course: Any) -> dict[str, Any] | None:
    """Return what a course's page shows about groups: one's own with its contract; None when there are none."""
    with inside_own_circles(request.viewer):
        standing = standing_in_course(request.viewer, course.pk)
        if standing is None:
            return None
        return own_group(standing, list(queries.members_of(standing.circle, request.today)))


def own_group(standing: Standing, members: list[Any]) -> dict[str, Any]:
    """Return one's own group and contract, as pages about a network show them."""
    if standing.membership is None:
        return {"circle": standing.circle, "standing": standing}
    group = standing.membership.group
    return {
        "circle": standing.circle, "standing": standing, "group": group,
        "group_members": [row for row in members if group and row.group_id == group.pk],
        "view": contract_view(standing.circle, standing.membership, members),
    }  # fmt: skip


@FORM_PAGE
@within_circles
def groups(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Show the groups, and divide the members."""
    row = find_to_run(request, circle_id, course_too=True).circle
    members = list(queries.members_of(row, request.today))
    lines = group_lines(row, members)
    form = DivisionForm(request.POST or None, divided=bool(lines))
    if form.is_valid():
        people = {each.person_id for each in members}
        apart = led_by_each_other(people, {each.place_id for each in members if each.place_id}, request.today)
        left = actions.divide(circle=row, division=form.division, apart=apart, by=request.user, now=request.now)
        _tell(request, left)
        return redirect("competence:groups", row.pk)
    audit.reading(reader=request.user, subjects=[each.person for each in members], page="circle", now=request.now)
    loose = [each for each in members if each.group_id is None]
    context = {"circle": row, "lines": lines, "loose": loose, "form": form, "members": members}
    context["agreed"] = not lines and contract_of(row, None) is not None
    return render(request, "competence/groups.html", context)


def _tell(request: MemberRequest, left: list[Any]) -> None:
    messages.success(request, gettext("The groups are ready. You can move each person by hand."))
    for one, other in left:
        words = gettext("%(one)s and %(other)s are in the same group, though one leads the other. Move one of them.")
        messages.warning(request, words % {"one": one.name, "other": other.name})


@FORM_PAGE
@within_circles
def group_change(request: MemberRequest, circle_id: int, number: int) -> HttpResponse:
    """Change a group's name, room and guests."""
    row = find_to_run(request, circle_id, course_too=True).circle
    group = get_object_or_404(row.groups, number=number)
    form = GroupForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_valid() and still_as_seen(request, form, group):
        actions.change_group(group=group, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return redirect("competence:groups", row.pk)
    return render(request, "competence/group_form.html", {"circle": row, "group": group, "form": form})


@require_POST
@within_circles
def group_move(request: MemberRequest, circle_id: int, membership_id: int) -> HttpResponse:
    """Move somebody to another group."""
    row = find_to_run(request, circle_id, course_too=True).circle
    membership = get_object_or_404(queries.members_of(row, request.today), pk=membership_id)
    number = request.POST.get("group", "")
    group = get_object_or_404(row.groups, number=int(number) if number.isdecimal() and len(number) < 5 else 0)
    actions.move_member(membership=membership, group=group, by=request.user, now=request.now)
    return redirect("competence:groups", row.pk)


@require_safe
@within_circles
def contract(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Show the contract of one's own group, and who has agreed to it."""
    standing = find_as_member(request, circle_id)
    members = list(queries.members_of(standing.circle, request.today))
    return render(request, "competence/contract.html", own_group(standing, members))


@FORM_PAGE
@within_circles
def contract_change(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Write the contract together; every change is a new version that all agree to anew."""
    standing = find_as_member(request, circle_id)
    group = standing.membership.group if standing.membership else None
    now = contract_of(standing.circle, group)
    form = _contract_form(now, request.POST or None)
    if form.is_valid():
        text, since = form.cleaned_data["text"], form.cleaned_data["since"]
        try:
            actions.write_contract(
                circle=standing.circle, group=group, text=text, since=int(since) if since.isdecimal() else 0,
                by=request.user, now=request.now,
            )  # fmt: skip
        except ChangedMeanwhileError:
            form = _contract_form(now, {"text": text, "since": str(now.version if now else 0)})
            form.add_error("text", WRITTEN_MEANWHILE)
        else:
            messages.success(request, gettext("Saved. You have agreed to it, and the others are asked to."))
            return redirect("competence:contract", circle_id)
    context = {"circle": standing.circle, "group": group, "form": form, "now": now}
    return render(request, "competence/contract_form.html", context)


def _contract_form(now: Any, data: Any = None) -> SharedTextForm:
    start = {"text": now.text if now else contract_template(), "since": now.version if now else 0}
    label = gettext("How we want to talk and work together")
    return SharedTextForm(data, label=label, rows=10, required=True, initial=start)


@require_POST
@within_circles
def contract_agree(request: MemberRequest, circle_id: int) -> HttpResponse:
    """Agree to the contract as it was shown."""
    standing = find_as_member(request, circle_id)
    row = contract_of(standing.circle, standing.membership.group if standing.membership else None)
    if row is None or request.POST.get("version") != str(row.version):
        messages.error(request, gettext("The contract has been changed. Read it as it stands here now."))
        return redirect("competence:contract", circle_id)
    actions.agree(contract=row, by=request.user, now=request.now)
    messages.success(request, gettext("You have agreed to the group contract."))
    return redirect("competence:contract", circle_id)
