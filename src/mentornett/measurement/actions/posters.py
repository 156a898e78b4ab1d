"""How a municipality's poster changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.measurement.models import Poster
from mentornett.tenants.models import Municipality, Person


@transaction.atomic
def write_poster(
    *, municipality: Municipality, heading: str, done: str, sentence: str, measures: Sequence[int], by: Person,
    now: datetime,
) -> Poster:  # fmt: skip
    """Write the poster of a municipality; it has one."""
    row, _made = Poster.objects.update_or_create(
        municipality=municipality,
        defaults={
            "heading": clean(heading).strip(), "done": clean(done).strip(), "sentence": clean(sentence).strip(),
            "measures": list(measures), "edited_by": by, "edited_at": now,
        },
    )  # fmt: skip
    audit.record(verb="poster.written", on=row, by=by, now=now)
    return row
