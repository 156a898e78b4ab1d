"""The built-in templates hold together, and a programme's difference to its template is found."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from mentornett.mentoring.choices import Signer, TalkKind
from mentornett.mentoring.rules.templates import KEYS, all_templates, differences, other_differences, read_template

LANGUAGES = ("nb", "nn", "en")


def _as_programme(key: str, language: str = "nb") -> list[Any]:
    return [SimpleNamespace(**talk.written(language)) for talk in read_template(key).talks]


@pytest.mark.parametrize("key", KEYS)
def test_template_is_whole_in_three_languages(key: str) -> None:
    template = read_template(key)
    told = [template.name, template.about, *(talk.topic for talk in template.talks), *template.commitment.values()]
    told += [item.text for item in template.checklist]
    assert all(text[language] for text in told for language in LANGUAGES)
    assert {talk.kind for talk in template.talks} <= set(TalkKind.values)
    assert {item.signer for item in template.checklist} <= set(Signer.values)
    assert all(0 <= talk.opens_day <= talk.due_day <= template.months * 31 for talk in template.talks)
    assert all(len(talk.topic[language]) <= 160 for talk in template.talks for language in LANGUAGES)
    assert [talk.opens_day for talk in template.talks] == sorted(talk.opens_day for talk in template.talks)


def test_cadence_is_the_one_that_the_sources_tell() -> None:
    year = [talk for talk in read_template("trondheim").talks if talk.kind == "mentor" and talk.due_day <= 365]
    assert len(year) == 4 + 4 + 9
    assert sum(talk.due_day <= 30 for talk in year) == 4
    eleven = [talk for talk in read_template("eleven").talks if talk.kind == "mentor"]
    assert (len(eleven), eleven[-1].due_day <= 183) == (11, True)
    core = [talk for talk in read_template("nhs_core").talks if talk.kind == "mentor"]
    assert (len(core), core[0].due_day) == (3, 14)
    gold = [talk.due_day for talk in read_template("nhs_gold").talks if talk.kind == "mentor"]
    assert max(later - earlier for earlier, later in pairwise(gold)) <= 62
    assert (read_template("nhs_core").minutes_a_month * 12, read_template("nhs_gold").minutes_a_month * 12) == (
        480,
        720,
    )


def test_unknown_template_is_no_template() -> None:
    with pytest.raises(KeyError):
        read_template("../texts")
    assert len(all_templates()) == len(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_what_was_just_made_is_as_the_template(key: str, language: str) -> None:
    assert differences(read_template(key), _as_programme(key, language)) == []


def test_difference_names_what_was_added_removed_and_changed() -> None:
    talks = _as_programme("nhs_core")
    talks[0].topic, talks[0].minutes = "Kaffe", 30
    removed = talks.pop(2)
    talks.append(SimpleNamespace(**vars(removed) | {"number": 99, "opens_day": 200}))
    found = differences(read_template("nhs_core"), talks)
    assert [(row.change, row.fields) for row in found] == [
        ("changed", ("topic", "minutes")), ("removed", ()), ("added", ()),
    ]  # fmt: skip


def test_what_else_differs_is_told_part_by_part() -> None:
    template = read_template("trondheim")
    items = [
        SimpleNamespace(
            number=n, text=row.text["nb"], signer=row.signer, due_day=row.due_day, unit_id=None, profession=""
        )
        for n, row in enumerate(template.checklist, start=1)
    ]  # fmt: skip
    duties = {f"{part}_duties": template.commitment[part]["nn"] for part in ("leader", "mentor", "mentee")}
    text = SimpleNamespace(
        purpose=template.commitment["purpose"]["nb"], minutes_a_month=template.minutes_a_month, **duties
    )
    same = {name: getattr(template, name) for name in ("months", "first_talk_days", "silent_days")}
    programme = SimpleNamespace(**same)
    assert other_differences(template, items=items, text=text, programme=programme) == []
    text.minutes_a_month, text.mentor_duties, programme.months = 30, "Noe annet", 12
    items[0].signer, items[1].profession = "leader", "vernepleier"
    own = SimpleNamespace(number=99, text="Eget", signer="mentor", due_day=None, unit_id=None, profession="")
    found = other_differences(template, items=[*items[:-1], own], text=text, programme=programme)
    assert sorted((row.part, row.name, row.before is None, row.now is None) for row in found) == [
        ("checklist", "", False, False), ("checklist", "", False, False), ("checklist", "", False, True),
        ("checklist", "", True, False), ("commitment", "mentor", False, False),
        ("commitment", "minutes", False, False), ("rules", "months", False, False),
    ]  # fmt: skip
