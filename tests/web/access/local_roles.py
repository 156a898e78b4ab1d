"""Access to the roles around a mentor programme: the project leader's, and unit leaders also human resources'."""

from __future__ import annotations

from typing import Any

from mentornett.tenants.models import Role
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row


def _place(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk]


def _find(cast: Cast) -> None:
    cast.things["hr_role"] = Role.objects.get(person=cast.hr)
    cast.things["ward_role"] = Role.objects.get(person=cast.ward_leader)


ROWS = {
    "programme:roles": Row(ok="programme_leader", args=_place, people=IN_PROGRAMMES),
    "programme:role_new": Row(ok="programme_leader", args=_place, people=IN_PROGRAMMES),
    "programme:role_end": Row(
        ok="programme_leader", method="post", people=IN_PROGRAMMES,
        before=_find, args=lambda cast: [cast.hr_role.pk],
    ),
    "programme:unit_leaders": Row(ok="programme_leader hr", args=_place, people=IN_PROGRAMMES),
    "programme:unit_leader_new": Row(
        ok="programme_leader hr", args=lambda cast: [cast.ward.pk], people=IN_PROGRAMMES,
    ),
    "programme:unit_leader_end": Row(
        ok="programme_leader hr", before=_find, args=lambda cast: [cast.ward_role.pk], people=IN_PROGRAMMES,
    ),
}  # fmt: skip
