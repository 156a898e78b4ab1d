"""New answers on «Now»: said quietly for two weeks after they have come, below everything that is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.measurement.permissions.releases import ANSWER_READERS, new_releases_for
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return the releases that have just come, for those who read answers."""
    return {"releases": new_releases_for(viewer)} if viewer.municipalities_as(*ANSWER_READERS) else {}


def items_of(viewer: Viewer, has: Mapping[str, Any]) -> list[NowItem]:
    """Return one card for each municipality with new answers."""
    return [
        NowItem(
            what=gettext("New answers: do those you hire stay?"), who=str(row.municipality), urgency=3,
            reason=gettext("What the figures of the last half-year can say, and how certain it is."),
            url=reverse("programme:release", args=[row.pk]), action=gettext("Read the answers"),
            role=_role(row, viewer),
        )
        for row in has.get("releases", ())
    ]  # fmt: skip


def _role(row: Any, viewer: Viewer) -> str:
    return next(str(kind.label) for kind in ANSWER_READERS if row.municipality_id in viewer.municipalities_as(kind))
