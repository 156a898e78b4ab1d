"""The score card: live figures, its sources, what would help, and no person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.urls import reverse

from mentornett.competence.models import Circle, Enrolment, Membership
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Mentor, Pair, Programme
from tests.cast import Cast
from tests.conftest import LogIn
from tests.mentoring.many import more_pairs


def _url(cast: Cast) -> str:
    return reverse("programme:standards", args=[cast.programme.pk])


def test_card_says_what_is_met_what_it_was_found_in_and_what_would_help(cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").get(_url(cast)).content.decode()
    assert "Det er ingen akkreditering" in page
    assert "National Preceptorship Model for nursing, 2022" in page
    assert "24 måneder" in page
    assert "12 timer i året i forpliktelsen" in page
    assert "Velg en eier." in page
    assert "Et nivå krever at programmet har gått gjennom et helt år." in page
    assert reverse("programme:settings", args=[cast.programme.pk]) in page


def test_line_follows_the_data(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    assert "Velg en eier." in client.get(_url(cast)).content.decode()
    with inside(EVERYONE):
        Programme.objects.filter(pk=cast.programme.pk).update(owner=cast.hr)
    assert "Velg en eier." not in client.get(_url(cast)).content.decode()


def test_shares_are_shown_from_five_people_on(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "6 av 7 (86 %)" not in client.get(_url(cast)).content.decode()
    with inside(EVERYONE):
        more_pairs(cast, 5)
    page = client.get(_url(cast)).content.decode()
    assert "6 av 7 (86 %)" in page
    assert "0 av 6 (0 %)" in page


def test_union_representative_sees_no_name_and_no_link_to_what_they_have_not(cast: Cast, log_in: LogIn) -> None:
    page = log_in("union_rep").get(_url(cast)).content.decode()
    assert not [person for person in (cast.mentor, cast.mentee, cast.ward_leader) if person.name in page]
    for name, args in (("settings", [cast.programme.pk]), ("mentors", []), ("follow_up", [])):
        assert f'href="{reverse(f"programme:{name}", args=args)}"' not in page


def test_inexperienced_mentor_fails_the_line_of_the_core(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        pairs = more_pairs(cast, 5)
        for pair in pairs:
            mentor = Mentor.objects.create(
                person=pair.mentee, unit=cast.ward, profession="sykepleier", starts=cast.today,
                practised_since=cast.today, municipality=cast.flesberg,
            )  # fmt: skip
            pair.mentor = mentor
            pair.save(update_fields=["mentor"])
    assert "1 av 6 (17 %)" in log_in("programme_leader").get(_url(cast)).content.decode()


def test_mentors_who_learn_are_counted(cast: Cast, log_in: LogIn) -> None:
    def line() -> str:
        card = log_in("union_rep").get(_url(cast)).context["card"]
        return next(line.evidence for part in card.parts for line in part.lines if line.key == "support")

    with inside(EVERYONE):
        people = [pair.mentee for pair in more_pairs(cast, 5)]
        for pair in Pair.objects.filter(mentee__in=people):
            pair.mentor = Mentor.objects.create(
                person=pair.mentee, unit=cast.ward, profession="sykepleier", starts=cast.today,
                municipality=cast.flesberg,
            )  # fmt: skip
            pair.save(update_fields=["mentor"])
        before = int(line().split()[0])
        circle = Circle.objects.create(
            municipality=cast.flesberg, name="Pool", kind="pool", starts=date(2026, 1, 1), form="physical"
        )
        for person in people[:3]:
            Membership.objects.create(
                municipality=cast.flesberg, circle=circle, person=person, place=cast.flesberg, starts=date(2026, 1, 1)
            )
        asked = {"municipality": cast.flesberg, "course": cast.course, "asked_at": cast.now, "state": "seat"}
        for person, on in ((people[3], date(2025, 6, 1)), (people[4], date(2024, 6, 1))):
            Enrolment.objects.create(person=person, completed_on=on, **asked)
    assert line().split()[0] == str(before + 4), "three in a network, one at a course; one was there too long ago"
    with inside(EVERYONE):
        Circle.objects.filter(pk=circle.pk).update(closed_on=cast.today)
    assert line().split()[0] == str(before + 1)


def test_word_file_holds_the_card(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("programme_leader").get(reverse("programme:standards_file", args=[cast.programme.pk, "word"]))
    written = docx.Document(BytesIO(answer.content))
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert "Programmet varer i minst seks måneder." in cells
    assert any("ingen akkreditering" in part.text for part in written.paragraphs) or any(
        "ingen akkreditering" in cell for cell in cells
    )


@pytest.mark.parametrize(("form", "status"), [("pdf", 200), ("excel", 404)])
def test_other_forms(cast: Cast, log_in: LogIn, form: str, status: int) -> None:
    url = reverse("programme:standards_file", args=[cast.programme.pk, form])
    assert log_in("programme_leader").get(url).status_code == status


@pytest.mark.parametrize("more", [0, 2])
def test_page_asks_as_much_with_few_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Callable[[int], Any], more: int
) -> None:
    with inside(EVERYONE):
        more_pairs(cast, more)
    client = log_in("programme_leader")
    client.get(_url(cast))
    with django_assert_num_queries(19):
        client.get(_url(cast))
