"""Mentor programmes of the national set: one municipality with 8,000 employees and 3,000 pairs over ten years.

Three small ones stand beside it, with 1, 3 and 300 pairs at work: their pages must ask the database the same number of
times.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bench_parts.building import Build
from bench_parts.facts import add_facts
from bench_parts.sites import Site
from mentornett.mentoring.actions.programmes import create_programme
from mentornett.mentoring.models import (
    ChecklistTask,
    Commitment,
    CommitmentText,
    Employment,
    Mentor,
    MentorPlaces,
    Pair,
    PlannedTalk,
    Signature,
    Talk,
    TimeUsed,
    UnitStep,
)
from mentornett.mentoring.rules.templates import read_template
from mentornett.tenants.models import Municipality, Person, Role, Unit

EMPLOYEES, PAIRS, YEARS = 8_000, 3_000, 10
COUNTING = (1, 3, 300)
MENTORS_FOR = 6  # pairs of the years for each mentor
PEOPLE_IN_A_UNIT = 130
COURSE = timedelta(days=730)
EARLY = 7  # one in so many leaves before the programme is completed


def add_programmes(build: Build, person: Any) -> None:
    """Add the large programme and the three small ones; `person` makes somebody invented."""
    first = build.today - timedelta(days=365 * YEARS)
    large = _site(build, build.municipalities[0], EMPLOYEES // PEOPLE_IN_A_UNIT, PAIRS // MENTORS_FOR, person)
    for number in range(PAIRS):
        _followed(build, large, number, first + timedelta(days=365 * YEARS * number // PAIRS), person)
    for number in range(EMPLOYEES - PAIRS):
        starts = first + timedelta(days=build.random.randrange(365 * YEARS))
        _employment(build, large, number, person(build, "ansatt"), starts, None, programme=False)
    add_facts(build, large, PAIRS)
    for place, size in enumerate(COUNTING, start=1):
        small = _site(build, build.municipalities[place], 2, max(1, size // 2), person)
        for number in range(size):
            _followed(build, small, number, build.today - timedelta(days=90 + number), person)
        add_facts(build, small, size)


def _site(build: Build, municipality: Municipality, units: int, mentors: int, person: Any) -> Site:
    wall = {"municipality_id": municipality.pk}
    leader = person(build, "prosjektleder")
    build.add(Role, person_id=leader, kind="programme_leader", starts=date(2010, 1, 1), **wall)
    build.rows[Person].write()  # the programme's audit row names its maker
    maker = Person.objects.get(pk=leader)
    programme = create_programme(
        municipality=municipality, template=read_template("trondheim"), name="Mentor for nyansatte (oppdiktet)",
        starts=date(2015, 1, 1), professions=[], includes_temporary=True, language="nb", owner=maker,
        review_on=build.today + timedelta(days=90), by=maker, now=build.now,
    )  # fmt: skip
    planned = list(PlannedTalk.objects.filter(programme=programme, on_demand=False))
    text = CommitmentText.objects.get(programme=programme)
    site = Site(municipality, programme, planned, text, list(programme.checklist.all()))
    root = build.add(Unit, name="Helse og mestring", kind="etat", **wall)
    for number in range(units):
        unit = build.add(Unit, name=f"Oppdiktet enhet {number + 1}", kind="sykehjem", parent_id=root, **wall)
        site.units.append(unit)
        site.leaders[unit] = person(build, "leder")
        build.add(Role, person_id=site.leaders[unit], kind="unit_leader", unit_id=unit, starts=date(2010, 1, 1), **wall)
        phase = ("pilot", "rolled_out", "in_operation")[number % 3]
        build.add(UnitStep, programme_id=programme.pk, unit_id=unit, phase=phase, starts=date(2016, 1, 1), **wall)
    for number in range(mentors):
        site.mentors.append(_mentor(build, site, number, person))
    return site


def _mentor(build: Build, site: Site, number: int, person: Any) -> tuple[int, int]:
    somebody = person(build, "mentor")
    build.add(Role, person_id=somebody, kind="mentor", starts=date(2015, 1, 1), **site.wall)
    mentor = build.add(
        Mentor, person_id=somebody, unit_id=site.units[number % len(site.units)], profession="sykepleier",
        practised_since=date(2008, 8, 1), trained_on=date(2016, 5, 1) if number % 9 else None, starts=date(2015, 1, 1),
        **site.wall,
    )  # fmt: skip
    build.add(MentorPlaces, mentor_id=mentor, places=1 + number % 3, starts=date(2015, 1, 1), **site.wall)
    return mentor, somebody


def _employment(
    build: Build, site: Site, number: int, person: int, starts: date, ends: date | None, *, programme: bool
) -> int:
    return build.add(
        Employment, person_id=person, unit_id=site.units[number % len(site.units)], number=str(number),
        profession="sykepleier", percent=100, starts=starts, ends=ends, end_reason="left" if ends else "",
        source="file", programme_id=site.programme.pk if programme else None,
        followed_from=starts if programme else None, **site.wall,
    )  # fmt: skip


def _followed(build: Build, site: Site, number: int, starts: date, person: Any) -> None:
    """Add a new hire with mentor, plan, checklist and signatures; one in seven leaves early, one in ten waits.

    The first stays: in the smallest programme there is nobody else.
    """
    mentee = person(build, "ny")
    left = starts + timedelta(days=build.random.randrange(60, 600)) if number and number % EARLY == 0 else None
    left = left if left and left < build.today else None
    hire = _employment(build, site, number, mentee, starts, left, programme=True)
    build.add(Role, person_id=mentee, kind="mentee", starts=starts, ends=left, **site.wall)
    if number % 10 == 9 and starts > build.today - timedelta(days=60):
        return
    mentor, its_person = site.mentors[number % len(site.mentors)]
    ends = left or (starts + COURSE if starts + COURSE < build.today else None)
    why = ("mentee_left" if left else "completed") if ends else ""
    pair = build.add(
        Pair, employment_id=hire, mentee_id=mentee, mentor_id=mentor, starts=starts, ends=ends, end_reason=why,
        mentor_fit="good", mentee_fit="good", **site.wall,
    )  # fmt: skip
    _talks(build, site, hire, pair, (its_person, mentee), starts, ends or build.today)
    _signed(build, site, number, pair, (its_person, mentee), starts)


def _talks(build: Build, site: Site, hire: int, pair: int, people: tuple[int, int], starts: date, until: date) -> None:
    for planned in site.planned:
        opens, due = starts + timedelta(days=planned.opens_day), starts + timedelta(days=planned.due_day)
        over = due < until
        state = ("held" if build.random.random() < 0.8 else "not_held") if over else "planned"
        state = "dropped" if state == "planned" and until < build.today else state
        talk = build.add(
            Talk, employment_id=hire, pair_id=pair, planned_id=planned.pk, number=planned.number, kind=planned.kind,
            topic=planned.topic, guide=planned.guide, tool=planned.tool, minutes=planned.minutes, opens=opens, due=due,
            state=state, held_on=due if state == "held" else None, said_by_id=people[0] if over else None,
            said_at=build.now if over else None, **site.wall,
        )  # fmt: skip
        if state == "held":
            for person in people:
                build.add(
                    TimeUsed, pair_id=pair, person_id=person, talk_id=talk, day=due, minutes=planned.minutes,
                    **site.wall,
                )  # fmt: skip
    for item in site.items:
        day = starts + timedelta(days=item.due_day or 0)
        done = {"done_on": day, "done_by_id": people[0]} if day < until else {}
        build.add(
            ChecklistTask, employment_id=hire, item_id=item.pk, number=item.number, text=item.text, signer=item.signer,
            due=day, **done, **site.wall,
        )  # fmt: skip


def _signed(build: Build, site: Site, number: int, pair: int, people: tuple[int, int], starts: date) -> None:
    leader = site.leaders[site.units[number % len(site.units)]]
    commitment = build.add(
        Commitment, pair_id=pair, text_id=site.text.pk, leader_id=leader, minutes_a_month=90, made_at=build.now,
        **site.wall,
    )  # fmt: skip
    for party, person in zip(("leader", "mentor", "mentee"), (leader, *people), strict=True):
        if party != "mentee" or number % 11:
            build.add(
                Signature, commitment_id=commitment, party=party, person_id=person, signed_at=build.now,
                digest="0" * 64, **site.wall,
            )  # fmt: skip
