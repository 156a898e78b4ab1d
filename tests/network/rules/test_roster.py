from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules import roster

LEADER = roster.RoleNeed("leader", {"nb": "Leder"}, "required", "warn", True)
COORDINATOR = roster.RoleNeed("coordinator", {"nb": "Koordinator"}, "required", "block")
UNION = roster.RoleNeed("union", {"nb": "Tillitsvalgt"}, "expected", "warn")
HR = roster.RoleNeed("hr", {"nb": "HR"}, "optional", "info")
MENTOR = roster.RoleNeed("mentor", {"nb": "Mentor"}, "expected", "info", from_position=1)
ALL = [LEADER, UNION, COORDINATOR, HR, MENTOR]
START = date(2025, 9, 4)


def _keys(vacancies: list[roster.Vacancy]) -> list[str]:
    return [vacancy.key for vacancy in vacancies]


def test_vacancies_are_sorted_by_how_serious_they_are() -> None:
    assert _keys(roster.vacancies(ALL, set(), 1)) == ["coordinator", "leader", "union", "mentor"]


def test_vacancy_of_optional_role_is_never_reported() -> None:
    assert roster.vacancies([HR], set(), 3) == []


def test_vacancy_closes_when_somebody_holds_the_role() -> None:
    assert _keys(roster.vacancies(ALL, {"leader", "coordinator"}, 0)) == ["union"]


@pytest.mark.parametrize(("phase", "expected"), [(None, []), (0, []), (1, ["mentor"]), (2, ["mentor"])])
def test_role_of_a_later_phase_is_missed_from_that_phase_on(phase: int | None, expected: list[str]) -> None:
    assert _keys(roster.vacancies([MENTOR], set(), phase)) == expected


def test_coming_roles_are_those_a_later_phase_calls_for() -> None:
    assert [need.key for need in roster.coming_roles(ALL, set(), 0)] == ["mentor"]
    assert roster.coming_roles(ALL, {"mentor"}, 0) == []
    assert roster.coming_roles(ALL, set(), 1) == []


@given(st.sets(st.sampled_from([need.key for need in ALL])), st.one_of(st.none(), st.integers(0, 3)))
def test_vacancies_and_held_roles_never_overlap(held: set[str], phase: int | None) -> None:
    assert not held & set(_keys(roster.vacancies(ALL, held, phase)))


@pytest.mark.parametrize(
    ("people", "remark"),
    [(0, "few"), (2, "few"), (3, ""), (7, ""), (8, "outside_ideal"), (11, "outside_ideal"), (12, "many")],
)
def test_size_remark_follows_the_documents_numbers(people: int, remark: str) -> None:
    assert roster.size_remark(people, roster.SizeLimits()) == remark


def test_size_is_refused_only_where_the_network_says_so() -> None:
    assert not roster.size_refused(12, roster.SizeLimits())
    assert roster.size_refused(12, roster.SizeLimits(severity="block"))
    assert not roster.size_refused(11, roster.SizeLimits(severity="block"))


def test_continuity_counts_people_and_not_roles() -> None:
    spells = [
        roster.Spell(1, START, START + timedelta(days=30)),
        roster.Spell(1, START + timedelta(days=31)),  # another role
        roster.Spell(2, START, START + timedelta(days=60)),
        roster.Spell(3, START),
        roster.Spell(4, START + timedelta(days=70)),
    ]
    assert roster.continuity(spells, START + timedelta(days=100)) == roster.Continuity(still=2, began=3, left=1)


def test_continuity_of_nobody_is_nothing() -> None:
    assert roster.continuity([], START) == roster.Continuity(0, 0, 0)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 50), st.one_of(st.none(), st.integers(0, 80)))))
def test_continuity_never_exceeds_those_who_began(rows: list[tuple[int, int, int | None]]) -> None:
    spells = [
        roster.Spell(
            person, START + timedelta(days=begin), None if end is None else START + timedelta(days=begin + end)
        )
        for person, begin, end in rows
    ]
    found = roster.continuity(spells, START + timedelta(days=60))
    assert 0 <= found.still <= found.began
    assert found.still + found.left <= len({spell.person for spell in spells})


@pytest.mark.parametrize(
    ("units", "professions", "hint"),
    [
        ([1, 1], ["Sykepleier", "HR"], "one_unit"),
        ([1, 2], ["Sykepleier", "sykepleier "], "one_profession"),
        ([1, None], ["Sykepleier", ""], ""),
        ([1], ["Sykepleier"], ""),
        ([1, 2], ["Sykepleier", "HR"], ""),
    ],
)
def test_diversity_hint_speaks_of_what_all_have_in_common(
    units: list[int | None], professions: list[str], hint: str
) -> None:
    assert roster.diversity_hint(units, professions) == hint
