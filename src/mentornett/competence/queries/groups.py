"""How groups and their contracts are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from mentornett.competence.models import Agreement, Circle, Contract, Group, Membership
from mentornett.tenants.models import Person


@dataclass(frozen=True)
class GroupLine:
    """A group with its members."""

    group: Group
    members: tuple[Membership, ...]


def group_lines(circle: Circle, members: Iterable[Membership]) -> list[GroupLine]:
    """Return the groups of a circle in order, each with its members."""
    inside: dict[int, list[Membership]] = {}
    for row in members:
        inside.setdefault(row.group_id or 0, []).append(row)
    groups = Group.objects.filter(circle=circle).order_by("number")
    return [GroupLine(group, tuple(inside.get(group.pk, ()))) for group in groups]


def contract_of(circle: Circle, group: Group | None) -> Contract | None:
    """Return the newest contract of a group, or of the whole circle when there are no groups."""
    rows = Contract.objects.filter(circle=circle, group=group).select_related("made_by", "circle")
    return rows.order_by("-version").first()


@dataclass(frozen=True)
class ContractView:
    """A contract as one of its members sees it."""

    contract: Contract
    lines: tuple[str, ...]
    agreed: tuple[Agreement, ...]
    waiting: tuple[Person, ...]
    mine: bool  # one has agreed oneself


def contract_view(circle: Circle, own: Membership, members: Sequence[Membership]) -> ContractView | None:
    """Return the contract of one's own group with who has agreed; None when there is none yet."""
    contract = contract_of(circle, own.group)
    if contract is None:
        return None
    agreed = tuple(Agreement.objects.filter(contract=contract).select_related("person").order_by("agreed_at", "pk"))
    done = {row.person_id for row in agreed}
    parties = [row.person for row in members if row.group_id == own.group_id]
    return ContractView(
        contract=contract, lines=tuple(line.strip() for line in contract.text.splitlines() if line.strip()),
        agreed=agreed, waiting=tuple(person for person in parties if person.pk not in done),
        mine=own.person_id in done,
    )  # fmt: skip


def contracts_to_agree(memberships: Sequence[Membership], person: Person) -> list[Contract]:
    """Return the newest contract of each own group or circle that this person has not agreed to, in two queries."""
    where = Q(pk__in=[])
    for row in memberships:
        where |= Q(circle=row.circle_id, group=row.group_id)
    newest: dict[tuple[int, int | None], Contract] = {}
    for contract in Contract.objects.filter(where).select_related("circle").order_by("version"):
        newest[contract.circle_id, contract.group_id] = contract
    agreed = Agreement.objects.filter(person=person, contract__in=newest.values())
    done = set(agreed.values_list("contract_id", flat=True))
    return [contract for contract in newest.values() if contract.pk not in done]
