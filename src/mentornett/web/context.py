"""What every page's frame shows: name of the organisation, navigation, language, colours."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from mentornett.tenants.choices import MUNICIPALITY_ROLES, ORGANISER_ROLES, PROGRAMME_ROLES, STAFF_ROLES, RoleKind

PAIR_ROLES = {RoleKind.MENTOR, RoleKind.MENTEE}
LEARNING_ROLES = STAFF_ROLES | {RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.MENTOR}


def page(request: HttpRequest) -> dict[str, Any]:
    """Give `page` to all templates."""
    return {"page": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> dict[str, Any]:
    roles: list[Any] = getattr(request, "roles", [])
    user = getattr(request, "user", None)
    known = bool(user and user.is_authenticated)
    return {
        "organisation": _organisation(roles),
        "navigation": _navigation(request, roles) if known else [],
        "colour_scheme": user.colour_scheme if user and known else request.COOKIES.get("colour_scheme", "auto"),
        "languages": _languages(),
        "demo": settings.DEMO,
    }


def _organisation(roles: list[Any]) -> str:
    names = dict.fromkeys(role.organiser.short_name if role.organiser else role.municipality.name for role in roles)
    return ", ".join(names)


def _navigation(request: HttpRequest, roles: list[Any]) -> list[dict[str, Any]]:
    kinds = {role.kind for role in roles}
    links = [(gettext("Now"), reverse("everyone:now"))]
    if kinds & ORGANISER_ROLES:
        links.append((gettext("Learning networks"), reverse("organiser:networks")))
    if kinds & MUNICIPALITY_ROLES:
        links.append((gettext("Our teams"), reverse("municipality:teams")))
        links.append((gettext("Colleagues"), reverse("municipality:colleagues")))
    if RoleKind.UNIT_LEADER in kinds:
        links.append((gettext("My new hires"), reverse("programme:own_people")))
    if kinds & PROGRAMME_ROLES - PAIR_ROLES:
        links.append((gettext("Mentor programme"), reverse("programme:home")))
    if kinds & PAIR_ROLES:
        links.append((gettext("Mentor and mentee"), reverse("pair:home")))
    if kinds & LEARNING_ROLES:
        links.append((gettext("Competence"), reverse("competence:home")))
    nearest = max((url for _label, url in links if _is_current(request.path, url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == nearest} for label, url in links]


def _is_current(path: str, url: str) -> bool:
    return path == url if url == reverse("everyone:now") else path.startswith(url)


def _languages() -> list[dict[str, Any]]:
    current = (get_language() or "nb")[:2]
    names = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
    return [{"code": code, "label": label, "current": code == current} for code, label in names]
