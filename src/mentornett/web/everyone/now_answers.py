"""Answers on «Now»: new ones for two weeks, quietly; and whether the municipality may be counted in a network's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mentornett.measurement.permissions.network_answers import SAYERS, participations_to_answer
from mentornett.measurement.permissions.releases import ANSWER_READERS, new_releases_for
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.permissions import Viewer
from mentornett.web.everyone.now_items import NowItem


def questions_of(viewer: Viewer) -> dict[str, Any]:
    """Return the releases that have just come, for those who read answers, and what waits for a yes or no."""
    asked = {"counting": participations_to_answer(viewer)} if viewer.municipalities_as(*SAYERS) else {}
    return asked | ({"releases": new_releases_for(viewer)} if viewer.municipalities_as(*ANSWER_READERS) else {})


def items_of(viewer: Viewer, has: Mapping[str, Any]) -> list[NowItem]:
    """Return one card for each question that waits, and for each municipality with new answers."""
    return _asked(viewer, has) + [
        NowItem(
            what=gettext("New answers: do those you hire stay?"), who=str(row.municipality), urgency=3,
            reason=gettext("What the figures of the last half-year can say, and how certain it is."),
            url=reverse("programme:release", args=[row.pk]), action=gettext("Read the answers"),
            role=_role(row, viewer, ANSWER_READERS),
        )
        for row in has.get("releases", ())
    ]  # fmt: skip


def _asked(viewer: Viewer, has: Mapping[str, Any]) -> list[NowItem]:
    return [
        NowItem(
            what=gettext("Say whether your counts may be part of the network's answers"),
            who=f"{row.municipality}, {row.network.name}", urgency=30,
            reason=gettext("You see exactly what would be shared. Until you answer, you are not counted."),
            url=reverse("programme:network_counts", args=[row.municipality_id, row.network_id]),
            action=gettext("Look and answer"), role=_role(row, viewer, SAYERS),
        )
        for row in has.get("counting", ())
    ]  # fmt: skip


def _role(row: Any, viewer: Viewer, kinds: Sequence[RoleKind]) -> str:
    return next(str(kind.label) for kind in kinds if row.municipality_id in viewer.municipalities_as(kind))
