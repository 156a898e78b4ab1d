"""On «Now», for coordinators: how it went some time after their network closed (J25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mentornett.measurement.permissions.later import points_open_for
from mentornett.measurement.queries.later import missing_for
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem, deadline_words


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return the points of one's own networks, for those who can be in a team."""
    return {"later": points_open_for(viewer)} if viewer.municipalities else {}


def items_of(teams: Mapping[int, Any], roles: Mapping[int, str], has: Mapping[str, Any], today: date) -> list[NowItem]:
    """Return one thing to do for each team that one coordinates and each point that lacks values."""
    points = has.get("later", ())
    return [
        NowItem(
            what=gettext("Fill in how it went %(months)s months after the network") % {"months": each.point.months},
            reason=ngettext("%(n)s measure", "%(n)s measures", each.number) % {"n": each.number}, urgency=35,
            url=f"{reverse('municipality:before_now', args=[each.team.pk])}#later", action=gettext("Fill in"),
            when=deadline_words(each.due, today), who=each.team.name, role=roles[each.team.pk],
        )
        for each in missing_for([teams[pk] for pk in roles], points, today)
    ]  # fmt: skip
