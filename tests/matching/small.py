"""Small made-up groups, and the best proposal found by trying every one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from mentornett.matching.choices import Criterion, First
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.rules import Rules
from mentornett.matching.scoring import load_points, obstacles, reasons

UNITS = ("", "nord", "sør")
PROFESSIONS = ("", "sykepleier", "vernepleier")
SHIFTS = ("", "dag", "natt", "rotation")
MENTORS = ("m0", "m1", "m2")
MENTEES = ("e0", "e1", "e2", "e3")

some = st.frozensets(st.sampled_from(("a", "b")), max_size=1)
a_mentee = st.builds(
    Mentee,
    key=st.just(""),
    unit=st.sampled_from(UNITS),
    profession=st.sampled_from(PROFESSIONS),
    shift=st.sampled_from(SHIFTS),
    specialities=some,
    languages=some,
    leaders=st.sampled_from([(), ("m0",), ("m1", "m2")]),
    wishes=st.frozensets(st.sampled_from(MENTORS), max_size=1),
    excluded=st.frozensets(st.sampled_from(MENTORS), max_size=1),
)
a_mentor = st.builds(
    Mentor,
    key=st.just(""),
    unit=st.sampled_from(UNITS),
    profession=st.sampled_from(PROFESSIONS),
    shift=st.sampled_from(SHIFTS),
    specialities=some,
    languages=some,
    experience_months=st.integers(0, 20),
    places=st.integers(0, 3),
    load=st.integers(0, 2),
    trained=st.sampled_from([True, True, True, False]),
    active=st.sampled_from([True, True, True, False]),
    wishes=st.frozensets(st.sampled_from(MENTEES), max_size=1),
    excluded=st.frozensets(st.sampled_from(MENTEES), max_size=1),
)


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[Mentee], list[Mentor]]:
    """Draw up to four mentees and three mentors."""
    mentees = [replace(draw(a_mentee), key=key) for key in MENTEES[: draw(st.integers(0, 4))]]
    mentors = [replace(draw(a_mentor), key=key) for key in MENTORS[: draw(st.integers(0, 3))]]
    return mentees, mentors


rules = st.builds(
    Rules,
    first=st.sampled_from(First),
    weights=st.fixed_dictionaries({criterion: st.integers(0, 4) for criterion in Criterion}),
    must=st.frozensets(st.sampled_from([Criterion.UNIT, Criterion.LANGUAGE]), max_size=1),
    same_profession=st.booleans(),
    training_required=st.booleans(),
    near=st.sampled_from([frozenset(), frozenset({frozenset({"nord", "sør"})})]),
)


def every_proposal(mentees: list[Mentee], mentors: list[Mentor], rules: Rules) -> Iterator[dict[str, str]]:
    """Yield each way of giving allowed mentors with room, mentee key to mentor key."""
    if not mentees:
        yield {}
        return
    first, rest = mentees[0], mentees[1:]
    for others in every_proposal(rest, mentors, rules):
        yield others
        for mentor in mentors:
            taken = sum(key == mentor.key for key in others.values())
            if taken < mentor.free and not obstacles(first, mentor, rules):
                yield {first.key: mentor.key, **others}


def worth(
    pairs: Mapping[str, str], mentees: list[Mentee], mentors: list[Mentor], rules: Rules, former: Mapping[str, str]
) -> tuple[int, ...]:
    """Return what a proposal is worth, in the order that the rules give, written out plainly."""
    mentee_of, mentor_of = {one.key: one for one in mentees}, {one.key: one for one in mentors}
    points = 0
    seated = {mentor.key: mentor.load for mentor in mentors}
    for mentee, mentor in pairs.items():
        earned = reasons(mentee_of[mentee], mentor_of[mentor], rules)
        points += sum(rules.weight(criterion) * value for criterion, value in earned.items())
        points += load_points(seated[mentor], rules)
        seated[mentor] += 1
    kept = sum(former.get(mentee) == mentor for mentee, mentor in pairs.items())
    return (kept, points, len(pairs)) if rules.first is First.BEST_FIT else (len(pairs), kept, points)
