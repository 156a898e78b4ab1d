"""The programme's pages: made from a template in two steps, adapted, and followed unit by unit."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import CommitmentText, PlannedTalk, Programme, UnitStep
from mentornett.mentoring.queries.programmes import FirstSteps, first_steps
from mentornett.tenants.models import Role, Unit
from tests.cast import Cast
from tests.conftest import LogIn
from tests.counting import counted

HOME = "/program/"


@pytest.fixture
def leader(log_in: LogIn) -> Client:
    """The project leader's browser."""
    return log_in("programme_leader")


def _new(cast: Cast, **data: Any) -> dict[str, Any]:
    return {"name": "Vårt program", "starts": "2026-04-01", "professions": "Sykepleier\nvernepleier", **data}


def test_programme_is_made_from_a_template_in_two_steps(leader: Client, cast: Cast) -> None:
    first = f"{HOME}kommune/{cast.flesberg.pk}/nytt/"
    assert f"{first}eleven/" in leader.get(first).content.decode()
    assert "Planen du får" in leader.get(f"{first}eleven/").content.decode()
    response = leader.post(f"{first}eleven/", _new(cast, owner=cast.hr.pk))
    with inside(EVERYONE):
        made = Programme.objects.get(name="Vårt program")
        assert response["Location"] == f"{HOME}{made.pk}/"
        assert (made.talks.filter(kind="mentor").count(), made.checklist.count()) == (11, 8)
        assert (made.professions, made.owner, made.months) == (["sykepleier", "vernepleier"], cast.hr, 6)
        assert made.commitment_texts.get().version == 1


def test_name_that_is_taken_is_refused_and_nothing_is_lost(leader: Client, cast: Cast) -> None:
    url = f"{HOME}kommune/{cast.flesberg.pk}/nytt/blank/"
    body = leader.post(url, _new(cast, name=cast.programme.name)).content.decode()
    assert "Det finnes allerede et program" in body
    assert "Sykepleier\nvernepleier" in body
    assert leader.post(f"{HOME}kommune/{cast.flesberg.pk}/nytt/finnes-ikke/", _new(cast)).status_code == 404


def test_changed_talk_stands_as_changed_and_those_on_their_way_keep_theirs(leader: Client, cast: Cast) -> None:
    url = f"{HOME}{cast.programme.pk}/samtaler/{cast.planned_2.pk}/"
    data = {"kind": "mentor", "topic": "Ny overskrift", "opens_day": "10", "due_day": "5", "minutes": "45"}
    assert "Denne dagen er før den første" in leader.post(url, data).content.decode()
    assert leader.post(url, data | {"due_day": "20"}).status_code == 302
    with inside(EVERYONE):
        cast.planned_2.refresh_from_db()
        cast.talk_2.refresh_from_db()
    assert (cast.planned_2.topic, cast.talk_2.topic) == ("Ny overskrift", "Den første tiden")
    assert "Ny overskrift" in leader.get(f"{HOME}{cast.programme.pk}/forskjeller/").content.decode()


def test_new_talk_gets_a_number_that_the_template_does_not_use(leader: Client, cast: Cast) -> None:
    data = {"kind": "leader", "topic": "Egen samtale", "opens_day": "5", "due_day": "9", "minutes": "30"}
    leader.post(f"{HOME}{cast.programme.pk}/samtaler/ny/", data)
    with inside(EVERYONE):
        assert PlannedTalk.objects.get(topic="Egen samtale").number > 20
    leader.post(f"{HOME}{cast.programme.pk}/samtaler/{cast.planned_3.pk}/fjern/")
    with inside(EVERYONE):
        assert not PlannedTalk.objects.filter(pk=cast.planned_3.pk).exists()
        cast.talk_3.refresh_from_db()
    assert cast.talk_3.state == "planned"


def test_commitment_gets_a_new_version_and_the_signed_one_stays(leader: Client, cast: Cast) -> None:
    data = {"purpose": "Bli", "leader_duties": "a", "mentor_duties": "b", "mentee_duties": "c", "minutes_a_month": "45"}
    leader.post(f"{HOME}{cast.programme.pk}/avtale/", data)
    with inside(EVERYONE):
        rows = CommitmentText.objects.filter(programme=cast.programme).order_by("version")
        assert [(row.version, row.purpose) for row in rows] == [(1, "Å bli"), (2, "Bli")]


def test_board_counts_units_that_use_the_programme(leader: Client, cast: Cast) -> None:
    url = f"{HOME}{cast.programme.pk}/spredning/"
    assert 'value="0" max="2"' in leader.get(url).content.decode()
    data = {"phase": "in_operation", "starts": cast.today.isoformat(), "criteria": "Tre mentorer"}
    assert leader.post(f"{url}{cast.home_care.pk}/", data).status_code == 302
    leader.post(f"{url}{cast.home_care.pk}/", data | {"criteria": "Fire mentorer"})
    body = leader.get(url).content.decode()
    assert 'value="1" max="2"' in body
    assert "Fire mentorer" in body
    with inside(EVERYONE):
        assert UnitStep.objects.filter(unit=cast.home_care).count() == 1
    assert leader.post(f"{url}{cast.neighbour_ward.pk}/", data).status_code == 404


def test_procedure_opens_in_word_with_plan_and_duties(leader: Client, cast: Cast) -> None:
    response = leader.get(f"{HOME}{cast.programme.pk}/prosedyre/word/")
    opened = docx.Document(BytesIO(response.content))
    told = "\n".join(row.text for row in opened.paragraphs)
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert "Gi tid" in told
    assert "Velkommen" in cells
    assert "Medisinrommet" in cells
    assert leader.get(f"{HOME}{cast.programme.pk}/prosedyre/odt/").status_code == 404


def test_review_sets_the_next_day(leader: Client, cast: Cast) -> None:
    leader.post(f"{HOME}{cast.programme.pk}/gjennomgang/", {"next_on": "2027-03-12"})
    with inside(EVERYONE):
        cast.programme.refresh_from_db()
    assert cast.programme.review_on == date(2027, 3, 12)


def test_settings_are_changed_and_keep_their_own_name(leader: Client, cast: Cast) -> None:
    data = {
        "name": cast.programme.name, "months": "12", "first_talk_days": "7", "silent_days": "30", "lost_days": "60",
        "most_mentees": "2", "training_kinds": ["guidance"],
    }  # fmt: skip
    assert leader.post(f"{HOME}{cast.programme.pk}/endre/", data).status_code == 302
    with inside(EVERYONE):
        cast.programme.refresh_from_db()
    assert (cast.programme.months, cast.programme.most_mentees, cast.programme.includes_temporary) == (12, 2, False)
    assert cast.programme.training_kinds == ["guidance"]


def test_municipality_without_a_programme_is_told_what_to_do_first(leader: Client, cast: Cast) -> None:
    with inside(EVERYONE):
        Role.objects.filter(person=cast.programme_leader).update(municipality=cast.moss)
    body = leader.get(HOME).content.decode()
    assert "Ingen mentorprogram ennå" in body
    assert f"{HOME}kommune/{cast.moss.pk}/nytt/" in body


@pytest.mark.parametrize(("path", "expected"), [("", 10), ("{}/", 8), ("{}/spredning/", 9)])
def test_pages_ask_as_much_with_three_rows_as_with_one(leader: Client, cast: Cast, path: str, expected: int) -> None:
    url = HOME + path.format(cast.programme.pk)
    for rows in (0, 3):
        with inside(EVERYONE):
            for number in range(rows):
                place = {"municipality": cast.flesberg}
                unit = Unit.objects.create(name=f"Post {number}", **place)
                UnitStep.objects.create(programme=cast.programme, unit=unit, phase="pilot", starts=cast.today, **place)
                Programme.objects.create(name=f"Nr. {number}", template="eleven", starts=cast.today, **place)
                PlannedTalk.objects.create(
                    programme=cast.programme, number=90 + number, topic="Prat", opens_day=1, due_day=2, **place
                )
        with CaptureQueriesContext(connection) as asked:
            assert leader.get(url).status_code == 200
        assert counted(asked.captured_queries) == expected


def test_difference_of_checklist_commitment_and_rules_is_shown(leader: Client, cast: Cast) -> None:
    page = leader.get(f"{HOME}{cast.programme.pk}/forskjeller/").content.decode()
    for words in ("Sjekkliste, avtale og regler", "Medisinrommet", "Å bli"):
        assert words in page
    assert "er ikke som i malen" in leader.get(f"{HOME}{cast.programme.pk}/").content.decode()


def test_empty_municipality_is_led_to_its_first_pair(leader: Client, cast: Cast) -> None:
    page = f"{HOME}{cast.programme.pk}/"
    assert "Fire steg til det første paret" not in leader.get(page).text, "there are pairs"
    leader.post(f"{HOME}kommune/{cast.flesberg.pk}/nytt/eleven/", _new(cast))
    with inside(EVERYONE):
        made = Programme.objects.get(name="Vårt program")
        steps = first_steps(made)
    assert steps == FirstSteps(units=True, mentors=True, hires=False, pairs=False)
    shown = leader.get(f"{HOME}{made.pk}/").text
    assert "Fire steg til det første paret" in shown
    assert f"/program/kommune/{cast.flesberg.pk}/nyansatte/ny/" in shown
    assert f"{HOME}{made.pk}/enheter/ny/" not in shown, "that step is done"


def test_form_without_units_says_where_they_are_added(leader: Client, cast: Cast, log_in: LogIn) -> None:
    address = f"{HOME}kommune/{cast.flesberg.pk}/nyansatte/ny/"
    assert "ingen enhet å velge" not in leader.get(address).text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentornett.mentoring.forms.hires.unit_names", lambda _municipality: {})
        assert "/enheter/ny/" in leader.get(address).text
        assert "Prosjektlederen legger dem til." in log_in("hr").get(address).text


def test_unit_gets_a_name_of_its_own(leader: Client, cast: Cast) -> None:
    new = f"{HOME}{cast.programme.pk}/enheter/ny/"
    page = leader.post(new, {"name": f" {cast.ward.name.upper()} ", "parent": cast.ward.parent_id or ""}).text
    assert "Det finnes allerede en enhet med dette navnet her." in page
    assert leader.post(new, {"name": cast.ward.name, "parent": cast.home_care.pk}).status_code == 302, "elsewhere"


def test_unit_that_was_written_wrongly_is_renamed(leader: Client, cast: Cast) -> None:
    edit = f"{HOME}{cast.programme.pk}/enheter/{cast.ward.pk}/"
    assert edit in leader.get(f"{HOME}{cast.programme.pk}/spredning/{cast.ward.pk}/").text
    same = {"name": cast.ward.name, "parent": cast.ward.parent_id or ""}
    assert leader.post(edit, same).status_code == 302, "its own name is not taken"
    assert "Post 1 B" in leader.post(edit, {**same, "name": "Post 1 B"}, follow=True).text
    taken = {"name": cast.home_care.name, "parent": cast.home_care.parent_id or ""}
    assert "Det finnes allerede en enhet" in leader.post(edit, taken).text


def test_step_that_the_board_does_not_show_is_said_to_be_in_the_history_or_to_come(leader: Client, cast: Cast) -> None:
    page = f"{HOME}{cast.programme.pk}/spredning/{cast.ward.pk}/"

    def noted(phase: str, day: str) -> str:
        return leader.post(page, {"phase": phase, "starts": day}, follow=True).text

    assert "Lagret.</p>" in noted("rolled_out", "1.3.2026")
    assert "et nyere steg er notert fra søndag 1. mars" in noted("in_operation", "1.2.2026")
    assert "Det gjelder fra onsdag 1. april" in noted("in_operation", "1.4.2026")
