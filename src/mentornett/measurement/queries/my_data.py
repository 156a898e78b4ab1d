"""What measuring holds about one person, for that person."""

from __future__ import annotations

from django.utils.translation import gettext

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import BaselineHire
from mentornett.tenants.models import Person
from mentornett.tenants.queries import DataPart, day_value


def measurement_data_about(person: Person) -> list[DataPart]:
    """Return the counts of starting points that one is in; none for somebody who is in none."""
    with inside(EVERYONE):
        rows = list(BaselineHire.objects.filter(employment__person=person).select_related("municipality"))
    found = tuple(
        {
            gettext("Municipality"): row.municipality.name if row.municipality else "",
            gettext("First day of work"): day_value(row.starts),
            gettext("Still here after 12 months?"): str(row.get_answer_display()),
        }
        for row in rows
    )  # fmt: skip
    readers = gettext("HR and the project leader of the mentor programme")
    title = gettext("Counted among those hired before the programme")
    return [DataPart("baseline", title, readers, found)] if found else []
