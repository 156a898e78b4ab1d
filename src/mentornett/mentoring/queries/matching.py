"""The people of a municipality as the matching room knows them, and proposals as they were kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mentornett.competence.choices.circles import CircleKind
from mentornett.competence.models import Circle, Membership
from mentornett.matching import people as matched
from mentornett.matching.proposing import Proposal, match
from mentornett.matching.rules_file import rules_of
from mentornett.mentoring.choices import EmploymentEnd, PairRole
from mentornett.mentoring.models import Employment, MatchRun, Mentor, Pair, Programme, Wish
from mentornett.mentoring.queries.capacity import capacities
from mentornett.mentoring.queries.followed import first_day_asked, followed
from mentornett.mentoring.queries.training import training_of
from mentornett.mentoring.queries.units import leaders_by_unit, unit_parents
from mentornett.tenants.models import Role
from mentornett.tenants.queries import in_force, not_over

APART = "apart"  # in the programme's rules: the pairs of mentee and mentor that are never proposed
LEADERS_APART = 2  # own leader, and that leader's leader


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that a proposal is made from. Keys are the ids of people, as text."""

    mentees: tuple[matched.Mentee, ...]
    mentors: tuple[matched.Mentor, ...]
    rules: Mapping[str, Any]
    locked: Mapping[str, str]
    former: Mapping[str, str]

    def propose(self) -> Proposal:
        """Return the best proposal; the same for the same input, whenever it is run."""
        return match(
            self.mentees, self.mentors, rules_of(self.rules), locked=dict(self.locked), former=dict(self.former)
        )

    def kept(self) -> dict[str, Any]:
        """Return this as JSON."""
        return {
            "mentees": [_plain(asdict(one)) for one in self.mentees],
            "mentors": [_plain(asdict(one)) for one in self.mentors],
            "rules": dict(self.rules), "locked": dict(self.locked), "former": dict(self.former),
        }  # fmt: skip

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Given:
        """Read what a run was made from."""
        return cls(
            tuple(matched.Mentee(**_sets(row)) for row in kept["mentees"]),
            tuple(matched.Mentor(**_sets(row)) for row in kept["mentors"]),
            kept["rules"], kept["locked"], kept["former"],
        )  # fmt: skip


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in row.items()}


def _sets(row: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: frozenset(value) if isinstance(value, list) else value for name, value in row.items()}
    return values | {"leaders": tuple(row["leaders"])} if "leaders" in row else values


def waiting(programme: Programme, today: date) -> QuerySet[Any]:
    """Return those whom the programme follows and who have no mentor, now or arranged, the longest waiting first."""
    return without_mentor(Employment.objects.filter(programme=programme), today)


def without_mentor(rows: QuerySet[Employment], today: date) -> QuerySet[Any]:
    """Return those among these whom a programme follows and who have no mentor, now or arranged.

    Each has their `first_day`. Who is to change unit stands once, in the unit that the plan goes to.
    """
    has_mentor = Pair.objects.filter(not_over(today), mentee=OuterRef("person"), role=PairRole.MAIN)
    found = followed(rows, today).filter(~Exists(has_mentor)).exclude(end_reason=EmploymentEnd.MOVED)
    told: QuerySet[Any] = found.annotate(first_day=first_day_asked())
    return told.select_related("person", "unit", "programme").order_by("first_day", "person__name_sort")


def mentors_on(municipality_id: int, today: date) -> QuerySet[Mentor]:
    """Return those who stand in the register of mentors on a day."""
    rows = Mentor.objects.filter(in_force(today), municipality=municipality_id)
    return rows.select_related("person", "unit").order_by("person__name_sort", "pk")


def pools_in(municipality_id: int | None) -> list[Circle]:
    """Return the mentor pools of a municipality that go on."""
    rows = Circle.objects.filter(municipality=municipality_id, kind=CircleKind.POOL, closed_on__isnull=True)
    return list(rows.order_by("name", "pk"))


def outside_pool(municipality_id: int | None, pool: int, today: date) -> set[int]:
    """Return the mentors of the register who are not in a pool today."""
    people = Membership.objects.filter(in_force(today), circle=pool).values("person")
    return set(mentors_on(municipality_id or 0, today).exclude(person__in=people).values_list("pk", flat=True))


def near_units(parents: Mapping[int, int | None]) -> list[list[str]]:
    """Return the pairs of units that are neighbours: two under the same one, or one under the other."""
    below: dict[int, list[int]] = defaultdict(list)
    for unit, above in parents.items():
        if above is not None:
            below[above].append(unit)
    return [
        [str(one), str(other)]
        for above, units in sorted(below.items())
        for one, other in combinations([above, *units], 2)
    ]


def given_for(
    programme: Programme, employments: Iterable[Employment], today: date, *,
    locked: Mapping[str, str] | None = None, former: Mapping[str, str] | None = None, without: Collection[int] = (),
) -> Given:  # fmt: skip
    """Return these hires and the municipality's mentors, `without` some, as the matching room takes them."""
    municipality = programme.municipality_id or 0
    mentors = list(mentors_on(municipality, today).exclude(pk__in=without))
    own = dict(programme.match_rules)
    wishes, leaders = _wishes(municipality, own.pop(APART, [])), leaders_by_unit(municipality, today)
    mentees = tuple(_mentee(row, leaders.get(row.unit_id, []), wishes) for row in employments)
    near = [*near_units(unit_parents(municipality)), *own.pop("near", [])]
    return Given(
        mentees, _mentors(mentors, programme, wishes, today), {"near": near, **own},
        _among(locked, mentees), _among(former, mentees),
    )  # fmt: skip


def _among(pairs: Mapping[str, str] | None, mentees: Iterable[matched.Mentee]) -> dict[str, str]:
    keys = {one.key for one in mentees}
    return {mentee: mentor for mentee, mentor in (pairs or {}).items() if mentee in keys}


Wishes = dict[tuple[int, bool], frozenset[str]]


def _wishes(municipality_id: int, apart: Iterable[tuple[str, str]]) -> Wishes:
    """Return, for each person, whom they wish for (False) and whom rather not (True), as the programme keeps apart."""
    found: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for by, about, rather_not in Wish.objects.filter(municipality=municipality_id).values_list(
        "by_id", "about_id", "rather_not"
    ):
        found[by, rather_not].add(str(about))
    for mentee, mentor in apart:
        found[int(mentee), True].add(mentor)
    return {key: frozenset(value) for key, value in found.items()}


def _mentee(row: Employment, leaders: list[Role], wishes: Wishes) -> matched.Mentee:
    levels = list(dict.fromkeys(role.unit_id for role in leaders if role.person_id != row.person_id))[:LEADERS_APART]
    above = dict.fromkeys(str(role.person_id) for role in leaders if role.unit_id in levels)
    return matched.Mentee(
        key=str(row.person_id), unit=str(row.unit_id), profession=row.profession.casefold(),
        shift=row.shift.casefold(), leaders=tuple(above),
        wishes=wishes.get((row.person_id, False), matched.NONE),
        excluded=wishes.get((row.person_id, True), matched.NONE),
    )  # fmt: skip


def _mentors(mentors: list[Mentor], programme: Programme, wishes: Wishes, today: date) -> tuple[matched.Mentor, ...]:
    found = capacities(mentors, today, most=programme.most_mentees)
    trained = training_of(mentors, today)
    return tuple(
        matched.Mentor(
            key=str(one.person_id), unit=str(one.unit_id or ""), profession=one.profession.casefold(),
            shift=one.shift.casefold(), specialities=_cased(one.specialities), languages=_cased(one.languages),
            experience_months=(today - one.practised_since).days * 12 // 365 if one.practised_since else 0,
            places=found[one.pk].places, load=found[one.pk].load, active=found[one.pk].places > 0,
            trained=one.pk in trained,
            wishes=wishes.get((one.person_id, False), matched.NONE),
            excluded=wishes.get((one.person_id, True), matched.NONE),
        )
        for one in mentors
    )  # fmt: skip


def _cased(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)


def open_run(programme: Programme) -> MatchRun | None:
    """Return the newest proposal, unless it was decided about; it has taken the place of all before it."""
    newest = programme.runs.order_by("-made_at", "-pk").first()
    return newest if newest and newest.decided_at is None else None


def proposal_of(run: MatchRun) -> Proposal:
    """Run a kept proposal again, from what went in."""
    return Given.of(run.given).propose()
