"""Who may see and change a municipality's own schemes."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.competence.models import Scheme
from mentornett.competence.permissions.courses import OFFERED_TO, municipalities_led
from mentornett.tenants.models import Municipality
from mentornett.tenants.permissions import Viewer


def schemes_visible_to(viewer: Viewer) -> QuerySet[Scheme]:
    """Return the schemes of the municipalities in whose mentor programme this person has a part."""
    rows = Scheme.objects.filter(municipality__in=viewer.municipalities_as(*OFFERED_TO))
    return rows.select_related("municipality").order_by("municipality__name_sort", "title", "pk")


def may_change_schemes(viewer: Viewer, municipality: Municipality | None) -> bool:
    """Tell whether this person keeps a municipality's schemes: its project leaders do."""
    return municipality is not None and municipality.pk in municipalities_led(viewer)
