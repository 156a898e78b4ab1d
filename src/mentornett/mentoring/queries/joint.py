"""How jointly owned programmes are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mentornett.mentoring.choices import JointState
from mentornett.mentoring.models import JointOwner, JointVersion, Programme
from mentornett.mentoring.queries.programmes import text_in_force
from mentornett.mentoring.rules.joint import COMMITMENT, ITEM, LIMITS, TALK, Change, Content, changes
from mentornett.tenants.models import Municipality


def content_of(programme: Programme) -> Content:
    """Return what of a programme can be shared: everything but people, units and dates."""
    text = text_in_force(programme)
    return {
        "limits": {name: getattr(programme, name) for name in LIMITS},
        "talks": [{name: getattr(row, name) for name in TALK} for row in programme.talks.order_by("number")],
        "checklist": [
            {name: getattr(row, name) for name in ITEM}
            for row in programme.checklist.filter(unit__isnull=True).order_by("number")
        ],
        "commitment": {name: getattr(text, name) for name in COMMITMENT} if text else {},
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """How a programme stands to the newest version that its owners share."""

    owner: JointOwner
    owners: list[JointOwner]
    newest: JointVersion
    changes: list[Change]  # what the newest has that ours has not

    @property
    def is_new(self) -> bool:
        """Whether another owner has shared something that was not taken into use yet."""
        return self.newest.number > self.owner.version


def shared_of(programme: Programme) -> Shared | None:
    """Return what a programme shares with its other owners; None when the municipality owns it alone."""
    owner = JointOwner.objects.filter(programme=programme, state=JointState.OWNER).select_related("joint").first()
    newest = owner.joint.versions.select_related("shared_by").first() if owner else None
    if owner is None or newest is None:
        return None
    owners = list(owner.joint.owners.select_related("municipality").order_by("since", "pk"))
    return Shared(owner, owners, newest, changes(content_of(programme), newest.content))


def asked(municipalities: Iterable[int]) -> list[JointOwner]:
    """Return the invitations to own a programme together that these municipalities have not answered."""
    rows = JointOwner.objects.filter(municipality__in=municipalities, state=JointState.ASKED)
    return list(rows.select_related("joint", "municipality").order_by("since"))


def newest_version(owner: JointOwner) -> JointVersion:
    """Return the newest version of what somebody owns or is asked to own."""
    return owner.joint.versions.select_related("shared_by")[0]


def may_be_asked(programme: Programme) -> list[Municipality]:
    """Return the municipalities of today that do not own this programme and are not asked to."""
    taken = JointOwner.objects.filter(
        joint__owners__programme=programme, state__in=(JointState.OWNER, JointState.ASKED)
    ).values("municipality")
    rows = Municipality.objects.filter(valid_to__isnull=True).exclude(pk__in=taken)
    return list(rows.exclude(pk=programme.municipality_id or 0).order_by("name_sort"))
