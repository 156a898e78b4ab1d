"""The table of simple counts before and now, of one team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language
from mentornett.measurement import rules
from mentornett.measurement.actions import before_now as actions
from mentornett.measurement.actions.later import write_later
from mentornett.measurement.choices import ValueKind
from mentornett.measurement.forms.before_now import BaselineForm, LaterForm, RowForm, a_year_before
from mentornett.measurement.permissions import before_now as permissions
from mentornett.measurement.queries import before_now as queries
from mentornett.measurement.queries import later
from mentornett.network import permissions as network_permissions
from mentornett.reports import words
from mentornett.reports.before_now import before_now_document, before_now_sheet, what_is_counted
from mentornett.tenants.choices import Sharing
from mentornett.web import files
from mentornett.web.http import FORM_PAGE, MemberRequest
from mentornett.web.keeping import changeable_row
from mentornett.web.meanwhile import still_as_seen


def _team(request: MemberRequest, team_id: int) -> Any:
    return get_object_or_404(network_permissions.teams_visible_to(request.viewer), pk=team_id)


def _own_team(request: MemberRequest, team_id: int) -> Any:
    team = _team(request, team_id)
    if not permissions.may_write(request.viewer, team):
        raise PermissionDenied
    return team


def _row(request: MemberRequest, row_id: int) -> tuple[Any, Any]:
    """Return a row that one may change, and the team in whose table it stands; 403 when one only sees it."""
    seen = permissions.rows_visible_to(request.viewer)
    row = changeable_row(permissions.rows_changeable_by(request.viewer), seen, row_id)
    own = network_permissions.own_teams_of(request.viewer).filter(network=row.network_id)
    team = row.team or own.filter(municipality=row.municipality_id).first()
    return row, team


@require_safe
def table(request: MemberRequest, team_id: int) -> HttpResponse:
    """Show the table, readable from three metres."""
    team = _team(request, team_id)
    points = later.points_come(team.network, request.today)
    rows = later.with_later(queries.shown(permissions.rows_about_visible_to(request.viewer, team)), points)
    may_write = permissions.may_write(request.viewer, team)
    context = {
        "points": points, "lacking": later.without_before(rows),
        "team": team, "rows": rows, "may_write": may_write, "caveat": words.before_now_caveat(team.network),
        "counted": what_is_counted(rows), "suggestions": _suggestions() if may_write else [],
        "sharing_choices": [(value, str(label)) for value, label in Sharing.choices],
        "shared": queries.in_norwegian_order(
            shown
            for shown in queries.shown(permissions.shared_with_members(request.viewer, team.network))
            if shown.row.municipality_id != team.municipality_id
        ),
    }  # fmt: skip
    return render(request, "municipality/before_now.html", context)


def _suggestions() -> list[dict[str, str]]:
    return [{"key": each.key, "label": in_language(each.title)} for each in rules.SUGGESTIONS]


@FORM_PAGE
def later_value(request: MemberRequest, row_id: int, point_id: int) -> HttpResponse:
    """Write how a measure is some time after the network closed."""
    row, team = _row(request, row_id)
    point = next((one for one in later.points_come(row.network, request.today) if one.pk == point_id), None)
    if point is None or row.removed_at:
        raise Http404
    known = later.later_of(row, point)
    start: dict[str, Any] = {"now_on": request.today}
    if known:
        value = later.value_of(known)
        start = {f"now_{name}": getattr(value, name) for name in rules.Value.__dataclass_fields__}
        start["now_yes"] = {True: "yes", False: "no", None: ""}[value.yes]
        start["now_share"] = value.share.normalize() if value.share is not None else None
    form = LaterForm(request.POST or None, initial=start, row=row, today=request.today)
    if form.is_valid() and still_as_seen(request, form, known or row):
        write_later(row=row, point=point, value=form.value, by=request.user, now=request.now)
        messages.success(request, gettext("Saved."))
        return redirect("municipality:before_now", team.pk)
    (shown,) = queries.shown([row])
    context = {"form": form, "team": team, "shown": shown, "label": later.label_of(point)}
    return render(request, "municipality/before_now_later.html", context)


def _is_new(form: RowForm, team: Any, row: Any = None) -> bool:
    """Tell whether no other row of the team counts the same for the same; else the form says so."""
    same = {"measure__iexact": form.cleaned_data["measure"], "target_group__iexact": form.cleaned_data["target_group"]}
    others = queries.rows_about(team).exclude(pk=row and row.pk)
    if not others.filter(**same).exists():
        return True
    text = gettext("This stands in the table already. Change that row, or write whom this one is about.")
    form.add_error("measure", text)
    return False


@FORM_PAGE
def add(request: MemberRequest, team_id: int) -> HttpResponse:
    """Add a row; ?suggestion= chooses the kind and fills in the words."""
    team = _own_team(request, team_id)
    wanted = request.POST.get("suggestion") or request.GET.get("suggestion", "left")
    suggestion = next((each for each in rules.SUGGESTIONS if each.key == wanted), rules.SUGGESTIONS[0])
    start = {
        "measure": "" if suggestion.kind == ValueKind.TEXT else in_language(suggestion.title),
        "unit_text": in_language(suggestion.unit), "per_text": in_language(suggestion.per),
        "less_is_better": {True: "yes", False: "no", None: ""}[suggestion.less_is_better],
        "sharing": team.default_sharing, "now_on": request.today,
    }  # fmt: skip
    form = RowForm(
        request.POST or None, initial=start, kind=suggestion.kind, today=request.today,
        several_teams=network_permissions.own_teams_of(request.viewer).filter(network=team.network_id).count() > 1,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _is_new(form, team):
        whole = bool(form.cleaned_data.get("whole_municipality"))
        actions.add_row(team=team, by=request.user, now=request.now, whole_municipality=whole, fields=form.row_fields())
        messages.success(request, gettext("The row is in the table."))
        return redirect("municipality:before_now", team.pk)
    context = {"form": form, "team": team, "suggestion": suggestion.key, "suggestions": _suggestions()}
    return render(request, "municipality/before_now_form.html", context)


@FORM_PAGE
def change(request: MemberRequest, row_id: int) -> HttpResponse:
    """Change a row; a colleague's change meanwhile is told and not overwritten."""
    row, team = _row(request, row_id)
    form = RowForm(request.POST or None, initial=_as_typed(row), kind=row.kind, today=request.today)
    if request.method == "POST" and form.is_valid() and _is_new(form, team, row) and still_as_seen(request, form, row):
        actions.change_row(row=row, by=request.user, now=request.now, fields=form.row_fields())
        messages.success(request, gettext("The row is changed."))
        return redirect("municipality:before_now", team.pk)
    return render(request, "municipality/before_now_form.html", {"form": form, "team": team, "row": row})


def _as_typed(row: Any) -> dict[str, Any]:
    said = {True: "yes", False: "no", None: ""}
    typed = {name: getattr(row, name) for name in actions.WRITABLE}
    for name in ("before_share", "now_share"):  # as the choices are written: 0.5, not 0.500
        typed[name] = typed[name].normalize() if typed[name] is not None else None
    return typed | {
        "less_is_better": said[row.less_is_better],
        "before_yes": said[row.before_yes],
        "now_yes": said[row.now_yes],
    }


@require_POST
def remove(request: MemberRequest, row_id: int) -> HttpResponse:
    """Take a row out; the table then offers to put it back."""
    row, team = _row(request, row_id)
    actions.remove_row(row=row, by=request.user, now=request.now)
    return render(request, "municipality/before_now_removed.html", {"row": row, "team": team})


@require_POST
def restore(request: MemberRequest, row_id: int) -> HttpResponse:
    """Put a removed row back."""
    row, team = _row(request, row_id)
    actions.restore_row(row=row, by=request.user, now=request.now)
    messages.success(request, gettext("The row is back in the table."))
    return redirect("municipality:before_now", team.pk)


@require_POST
def move(request: MemberRequest, row_id: int) -> HttpResponse:
    """Move a row one place up or down."""
    row, team = _row(request, row_id)
    up = request.POST.get("direction") == "up"
    actions.move_row(team=team, row=row, up=up, by=request.user, now=request.now)
    return redirect("municipality:before_now", team.pk)


@require_POST
def share(request: MemberRequest, row_id: int) -> HttpResponse:
    """Choose how far a row is shared."""
    row, team = _row(request, row_id)
    if request.POST.get("sharing") in Sharing.values:
        actions.share_row(row=row, sharing=request.POST["sharing"], by=request.user, now=request.now)
    return redirect("municipality:before_now", team.pk)


@FORM_PAGE
def baseline(request: MemberRequest, team_id: int) -> HttpResponse:
    """Count how many of those hired one to two years ago are still here: numbers only, no names."""
    team = _own_team(request, team_id)
    latest = a_year_before(request.today)
    start = {"hired_from": a_year_before(request.today, 2), "hired_to": latest, "side": "before"}
    form = BaselineForm(request.POST or None, initial=start, today=request.today)
    if request.method == "POST" and form.is_valid():
        fields = form.row_fields(words.language_now()) | {"sharing": team.default_sharing}
        actions.add_row(team=team, by=request.user, now=request.now, fields=fields)
        messages.success(request, gettext("The count is a row in the table."))
        return redirect("municipality:before_now", team.pk)
    return render(request, "municipality/before_now_baseline.html", {"form": form, "team": team})


@require_safe
def table_file(request: MemberRequest, team_id: int, form: str) -> HttpResponse:
    """Download the table as Word, PDF, Excel or CSV."""
    team = _team(request, team_id)
    rows = later.with_later(
        queries.shown(permissions.rows_about_visible_to(request.viewer, team)),
        later.points_come(team.network, request.today),
    )
    title = gettext("Before and now: %(team)s") % {"team": team.name}
    document = before_now_document(rows, team.network, title=title, today=request.today, whose=False)
    return files.table_file(before_now_sheet(rows, team.network), document, form, now=request.now)
