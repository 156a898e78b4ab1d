"""Three plainly invented municipalities, a small, a middle and a large one, each with a programme in full swing.

Their stories are drawn from one seed, so that they are the same each time, in every state that occurs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from mentornett.config.demo.facts import load_facts
from mentornett.config.demo.history import load_history
from mentornett.config.demo.mentoring import load_mentor_programme
from mentornett.config.demo.research import hand_out
from mentornett.mentoring.actions.joint import ask_to_own, share
from mentornett.mentoring.choices import JointState
from mentornett.mentoring.models import JointOwner, Programme
from mentornett.mentoring.rules.templates import read_template
from mentornett.tenants.models import Municipality

Row = dict[str, Any]
FIRST = (
    "Åse", "Bjørn", "Camilla", "Dag", "Elin", "Frank", "Guri", "Hamza", "Inga", "Jamila", "Kåre", "Lene", "Magnus",
    "Nina", "Olav", "Pia", "Robin", "Signe", "Tuva", "Ulrik", "Vetle", "Wenche", "Yngve", "Ærlend",
)  # fmt: skip
MIDDLE = ("Bakke", "Dal", "Eng", "Fjell", "Haug", "Lia", "Mo", "Nes", "Sund", "Vik", "Ås", "Øy")
PLACES = (
    *MIDDLE,
    "Berg",
    "Bru",
    "Foss",
    "Hamn",
    "Holm",
    "Myr",
    "Sand",
    "Strand",
    "Tangen",
    "Vang",
    "Voll",
    "Åker",
    "Bekk",
    "Elv",
    "Lund",
)  # of units: as many as there are units in all, so that no two have the same name
KINDS = (
    ("sykehjem", "sykehjem"), ("Hjemmesykepleien", "hjemmetjeneste"), ("bofellesskap", "bofellesskap"),
    ("korttidsavdeling", "avdeling"),
)  # fmt: skip
PHASES = ("in_operation", "in_operation", "rolled_out", "pilot", "")
PROFESSIONS = ("sykepleier", "sykepleier", "sykepleier", "vernepleier", "helsefagarbeider")
LONGEST = 820  # days ago that the first of them began
THROUGH = 735  # days after which the programme is completed


@dataclass(frozen=True)
class Town:
    """An invented municipality, and how large its programme is."""

    number: str
    key: str
    name: str
    inhabitants: int
    units: int
    first_unit: int  # which of the places its units are called by first
    mentors: int
    hires: int
    review_in: int = 60  # days until the programme is gone through
    counted: str = "closed"  # the starting point: closed, open, or nobody has begun
    proposed: bool = False  # whether a proposal of pairs waits for the project leader
    studied: bool = False  # whether rows were handed out for research
    expected: int = 0  # who the project leader thinks will begin in the last half-year of the year ahead
    in_first: int = 0  # who are hired in the first unit each half-year besides, so that it is by far the largest


TOWNS = (
    Town("9901", "lilledal", "Lilledal (oppdiktet)", 1_500, 2, 0, 4, 5, counted=""),
    Town(
        "9902", "mellomaas", "Mellomås (oppdiktet)", 14_000, 6, 2, 18, 32, review_in=-4, counted="open", proposed=True
    ),
    Town("9903", "storvik", "Storvik (oppdiktet)", 90_000, 14, 8, 72, 130, expected=45, studied=True, in_first=10),
)
WRITES_ITS_REPORT = Town("3314", "ovreeiker", "Øvre Eiker", 20_000, 4, 22, 6, 14)  # all people are invented


def load_towns(*, password: str, now: datetime) -> None:
    """Write the three municipalities with all that happens in them."""
    made = {}
    for town in TOWNS:
        municipality = Municipality.objects.create(
            number=town.number, name=town.name, county_number="99", county="Oppdiktet", valid_from=date(2024, 1, 1),
            inhabitants=town.inhabitants, inhabitants_source="oppdiktet tall i demoen",
        )  # fmt: skip
        made[town.key] = _load_programme(town, municipality, password, now)
        load_facts(municipality=municipality, now=now, a_year=town.hires // 2, counted=town.counted)
        if town.studied:
            hand_out(municipality=municipality, now=now)
    _own_together(made["mellomaas"], made["storvik"], made["lilledal"], now)


def load_programme_of_reporter(*, password: str, now: datetime) -> None:
    """Write the programme of a real municipality that drafts its final report, so that answers can be put into it."""
    municipality = Municipality.objects.get(number=WRITES_ITS_REPORT.number, valid_to__isnull=True)
    _load_programme(WRITES_ITS_REPORT, municipality, password, now)


def _load_programme(town: Town, municipality: Municipality, password: str, now: datetime) -> Programme:
    """Write a town's programme, and who was hired before it."""
    made = load_mentor_programme(municipality=municipality, password=password, now=now, story=story_of(town))
    load_history(municipality=municipality, now=now, a_half_year=town.hires // 4, in_first=town.in_first)
    return made


def _own_together(first: Programme, second: Programme, third: Programme, now: datetime) -> None:
    """Let two own a programme together, one with a version that the other has not taken, and ask the third."""
    by, then = first.owner, now - timedelta(days=40)
    assert by is not None  # noqa: S101 (every story has an owner; tells the type checker)
    for other in (second, third):
        place = Municipality.objects.get(pk=other.municipality_id or 0)
        asked = ask_to_own(programme=first, municipality=place, by=by, now=then)
        if other is second:
            asked.programme, asked.state, asked.version = second, JointState.OWNER, 1
            asked.save(update_fields=["programme", "state", "version"])
    first.talks.filter(number=1).update(minutes=30)
    owner = JointOwner.objects.get(programme=first)
    share(owner=owner, note="Første samtale er kortere: en halv time holder.", by=by, now=now - timedelta(days=6))


def story_of(town: Town) -> Row:
    """Return what happens in a town, in the shape of programme.json; the same each time."""
    random = Random(town.number)  # noqa: S311 (a story, not a secret)
    units = [_unit(number, PLACES[town.first_unit + number]) for number in range(town.units)]
    mentors = [_mentor(random, town, number) for number in range(town.mentors)]
    hires = [_hire(random, town, number, mentors) for number in range(town.hires)]
    leaders = [
        (f"leder{number + 1}.{town.key}", _name(random), "enhetsleder", "unit_leader", unit["key"])
        for number, unit in enumerate(units)
    ]
    people = [
        (f"prosjektleder.{town.key}", _name(random), "prosjektleder for mentorprogrammet", "programme_leader", ""),
        (f"hr.{town.key}", _name(random), "rådgiver i HR", "hr", ""),
        (f"tillitsvalgt.{town.key}", _name(random), "tillitsvalgt", "union", ""),
        (f"maaleansvarlig.{town.key}", _name(random), "rådgiver i økonomi og analyse", "measure_lead", ""), *leaders,
    ]  # fmt: skip
    return {
        "units": units, "people": people, "mentors": mentors, "hires": hires, "notes": [],
        "owner": f"prosjektleder.{town.key}", "review_in": town.review_in, "expected": town.expected,
        "wishes": _wishes(mentors, hires), "proposed": town.proposed,
    }  # fmt: skip


def _wishes(mentors: list[Row], hires: list[Row]) -> list[tuple[str, str, bool]]:
    """Let the first who wait wish for somebody of their profession, and be wished for by another."""
    found = []
    for hire in [one for one in hires if "mentor" not in one][:2]:
        fitting = [one["key"] for one in mentors if one["profession"] == hire["profession"]]
        found += [(hire["key"], fitting[0], False), (fitting[-1], hire["key"], False)] if fitting else []
    return found


def _name(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(MIDDLE)}"


def _unit(number: int, place: str) -> Row:
    name, kind = KINDS[number % len(KINDS)]
    named = f"{name} {place}" if name[0].isupper() else f"{place} {name}"
    phase = PHASES[number % len(PHASES)]
    dates = {"phase": phase, "days": 790 - 15 * number} if phase else {}
    return {"key": f"u{number}", "name": named, "kind": kind, **dates}


def _mentor(random: Random, town: Town, number: int) -> Row:
    row: Row = {
        "key": f"m{number + 1}.{town.key}", "name": _name(random), "unit": f"u{number % town.units}",
        "since": random.randrange(2004, 2022), "places": random.choice((1, 2, 2, 3)),
        "profession": PROFESSIONS[number % len(PROFESSIONS)],
    }  # fmt: skip
    if number % 9 == 5:
        row |= {"places": 0, "why": "Permisjon"}
    return row | ({"untrained": True} if number % 8 == 7 else {})


def _hire(random: Random, town: Town, number: int, mentors: list[Row]) -> Row:
    """Return a new hire; those who began last stand first, and some of them have no mentor yet."""
    days = 5 if number == 1 else round(LONGEST * (number / town.hires) ** 1.4) - 10
    profession = PROFESSIONS[number % len(PROFESSIONS)]
    row: Row = {
        "key": f"h{number + 1}.{town.key}", "name": _name(random), "unit": f"u{random.randrange(town.units)}",
        "days": days, "profession": profession,
    }  # fmt: skip
    if number % 11 == 6:
        row["temporary"] = 200
    if days < 12 or (days < 60 and number % 6 == 5):
        return row
    row |= {"mentor": _mentor_for(profession, days, mentors)["key"], "talks": _marks(random, number, days)}
    row |= {
        "signed": random.choice((3, 3, 3, 3, 2, 1)),
        "fit": random.choice((("good", "good"), ("good", ""), ("", ""))),
    }
    return row | _turn(number, days)


def _mentor_for(profession: str, days: int, mentors: list[Row]) -> Row:
    """Return the mentor with most room; who has completed the programme takes none."""
    fitting = [one for one in mentors if one["profession"] == profession and one["places"]] or mentors
    chosen = max(fitting, key=lambda one: one["places"] - one.get("taken", 0))
    chosen["taken"] = chosen.get("taken", 0) + (days <= THROUGH)
    return chosen


def _turn(number: int, days: int) -> Row:
    """Return what became of a hire: completed, left, away, or simply still there."""
    if days > THROUGH:
        return {"ended": [days - 730, "completed"], "talks": "*"}
    if days > 150 and number % 8 == 3:
        return {"ended": [days - 120, "mentee_left"], "left": [days - 120, "left"]}
    if days > 60 and number % 13 == 4:
        return {"leave": [20, 30]}
    return {}


def _marks(random: Random, number: int, days: int) -> str:
    """Return what became of each talk that was due, and the next one with a time agreed or proposed."""
    due = [talk.due_day for talk in read_template("trondheim").talks if not talk.on_demand]
    passed = "".join(random.choices("hn ", (85, 9, 6), k=sum(day < days for day in due)))
    return passed + "pap "[number % 4]
