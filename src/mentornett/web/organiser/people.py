"""The organiser's own people, and what was done at the organiser."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core import audit
from mentornett.core.days import read_day
from mentornett.documents.sheets import Sheet
from mentornett.network.actions import end_staff_role
from mentornett.tenants import actions, permissions
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.forms import ColleagueForm
from mentornett.web.audit_words import deed_words
from mentornett.web.files import list_file
from mentornett.web.http import FORM_PAGE, MemberRequest

PER_PAGE = 50
LARGEST_FILE = 20_000  # rows
STAFF_KINDS = (
    RoleKind.NETWORK_LEADER, RoleKind.OPERATIVE, RoleKind.GUIDE, RoleKind.REFERENCE, RoleKind.EXPERT,
)  # fmt: skip


def _leads_people(request: MemberRequest) -> list[Any]:
    """Return the organisers whose people one may change; 404 for those who belong to none as staff."""
    if not request.viewer.staffed:
        raise Http404
    return permissions.organisers_with_people_led_by(request.viewer)


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """List one's colleagues with their roles."""
    led = {organiser.pk for organiser in _leads_people(request)}
    roles = list(permissions.staff_roles_visible_to(request.viewer))
    audit.reading(reader=request.user, subjects=[role.person for role in roles], page="people", now=request.now)
    rows = [{"role": role, "may_end": role.organiser_id in led and role.person_id != request.user.pk} for role in roles]
    return render(request, "organiser/people.html", {"rows": rows, "may_invite": bool(led)})


@FORM_PAGE
def person_new(request: MemberRequest) -> HttpResponse:
    """Give somebody a role at the organiser; somebody new is invited."""
    organisers = _leads_people(request)
    if not organisers:
        raise PermissionDenied
    form = ColleagueForm(request.POST or None, kinds=STAFF_KINDS)
    if form.is_valid():
        data = form.cleaned_data
        organiser = next((row for row in organisers if str(row.pk) == request.POST.get("organiser")), organisers[0])
        person = actions.find_or_invite(
            email=data["email"], name=data["name"], title=data["title"], by=request.user, now=request.now,
            language=request.user.language, organiser=organiser,
        )  # fmt: skip
        actions.give_role(
            person=person, kind=RoleKind(data["kind"]), by=request.user, starts=request.today, now=request.now,
            organiser=organiser,
        )  # fmt: skip
        messages.success(request, gettext("%(name)s has the role.") % {"name": person.name})
        return redirect("organiser:people")
    return render(request, "organiser/person_new.html", {"form": form, "organisers": organisers})


@require_POST
def role_end(request: MemberRequest, role_id: int) -> HttpResponse:
    """End a colleague's role at once; what they did stays."""
    led = {organiser.pk for organiser in _leads_people(request)}
    role = get_object_or_404(permissions.staff_roles_visible_to(request.viewer), pk=role_id)
    if role.organiser_id not in led or role.person_id == request.user.pk:
        raise PermissionDenied
    left = end_staff_role(role=role, by=request.user, now=request.now, today=request.today)
    messages.success(request, gettext("The role is ended."))
    if left:
        text = ngettext(
            "%(n)s team has nobody to guide it now. The team has been told; choose somebody on its page.",
            "%(n)s teams have nobody to guide them now. The teams have been told; choose somebody on their pages.",
            left,
        )
        messages.warning(request, text % {"n": left})
    return redirect("organiser:people")


@require_safe
def log(request: MemberRequest) -> HttpResponse:
    """Show what was done at the organiser, by person, deed and date."""
    rows = _deeds(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.words = deed_words(row.verb)
    doers = [row.person for row in page.object_list if row.person]
    audit.reading(reader=request.user, subjects=doers, page="log", now=request.now)
    context = {"page_obj": page, "wishes": request.GET, "people": _doers(request)}
    return render(request, "organiser/log.html", context)


@require_safe
def log_file(request: MemberRequest, form: str) -> HttpResponse:
    """Give the log, filtered as it is seen, as Excel or CSV."""
    columns = (gettext("When"), gettext("Who"), gettext("What"), gettext("About"), gettext("Number"))
    rows = [
        (
            timezone.localtime(row.at).replace(tzinfo=None), row.person.name if row.person else "Mentornett",
            deed_words(row.verb), row.object_type, row.object_id,
        )
        for row in _deeds(request)[:LARGEST_FILE]
    ]  # fmt: skip
    return list_file(Sheet(gettext("Log"), columns, rows), form, title=gettext("Log"))


def _deeds(request: MemberRequest) -> Any:
    if not request.viewer.led:
        raise Http404
    rows = audit.deeds_at(request.viewer.led)
    person, verb = request.GET.get("person", ""), request.GET.get("verb", "").strip()
    if person.isdecimal() and len(person) < 10:
        rows = rows.filter(person=int(person))
    if verb:
        rows = rows.filter(verb__startswith=verb[:80])
    if (start := read_day(request.GET.get("from", ""))) is not None:
        rows = rows.filter(at__gte=_midnight(start))
    if (end := read_day(request.GET.get("to", ""))) is not None:
        rows = rows.filter(at__lt=_midnight(end + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def _doers(request: MemberRequest) -> list[Any]:
    roles = permissions.staff_roles_visible_to(request.viewer)
    return list({role.person_id: role.person for role in roles}.values())
