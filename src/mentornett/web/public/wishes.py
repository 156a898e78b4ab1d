"""Whom somebody wishes for, said from an e-mail with a signed link and no log-in. Earlier wishes are not shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from mentornett.core import time
from mentornett.mentoring.actions.taps import read_wish
from mentornett.mentoring.actions.wishes import remove_wish, set_wish
from mentornett.mentoring.forms.match_rules import WishForm
from mentornett.mentoring.permissions.wishes import people_to_wish_for, places_to_wish_in, wishes_of
from mentornett.tenants import queries
from mentornett.tenants.permissions import Viewer, people_visible_to
from mentornett.web.http import FORM_PAGE
from mentornett.web.public.seeing import seeing_as


@login_not_required
@FORM_PAGE
def wish(request: HttpRequest, token: str) -> HttpResponse:
    """Take a wish, or take one back; opening the link changes nothing."""
    held = read_wish(token)
    person = queries.active_person(held[1]) if held else None
    if held is None or person is None:
        return render(request, "public/wish_gone.html", status=404)
    with seeing_as(person, request) as viewer:
        place: Any = places_to_wish_in(viewer).filter(pk=held[0]).first()
        if place is None:
            return render(request, "public/wish_gone.html", status=404)
        return _wish(request, place, viewer, token)


def _wish(request: HttpRequest, place: Any, viewer: Viewer, token: str) -> HttpResponse:
    people = [(str(pk), name) for pk, name in people_to_wish_for(viewer, place)]
    form = WishForm(request.POST or None, people=people, may_take_back=True)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _note(form.cleaned_data, place, viewer))
        return redirect("public:wish", token)
    return render(request, "public/wish.html", {"form": form, "people": people, "place": place})


def _note(said: dict[str, Any], place: Any, viewer: Viewer) -> str:
    """Do what was chosen, and say so."""
    about: Any = get_object_or_404(people_visible_to(viewer.person, viewer.today), pk=said["about"])
    now = time.now()
    if said["kind"] != "none":
        set_wish(municipality=place, about=about, rather_not=said["kind"] == "not", by=viewer.person, now=now)
        return gettext("Saved. Only you see it.")
    for row in wishes_of(viewer).filter(municipality=place, about=about):
        remove_wish(wish=row, by=viewer.person, now=now)
    return gettext("There is no wish about %(name)s any more.") % {"name": about.name}
