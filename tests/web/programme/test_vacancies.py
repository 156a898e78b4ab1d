"""Pages of advertised posts: the list with its figures, the form, and lists from other systems."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.actions.fact_files import forget_old_facts
from mentornett.measurement.models import FactFile, Vacancy
from tests.cast import Cast
from tests.conftest import LogIn

LIST = "/program/maling/stillinger/"
POST = {"profession": "sykepleier", "advertised_on": "2026-02-01", "posts": "2", "applicants": "4", "state": "open"}
HEADER = "Referanse;Stilling;Avdeling;Utlyst;Stillinger;Søkere;Mentor;Ansatt\n"
ROW = "A1;sykepleier;Post 1;01.02.2026;2;4;ja;01.03.2026\n"


def _new(cast: Cast) -> str:
    return f"/program/kommune/{cast.flesberg.pk}/maling/stillinger/ny/"


def _stored() -> list[Vacancy]:
    with inside(EVERYONE):
        return list(Vacancy.objects.order_by("pk"))


def _send(client: Client, cast: Cast, text: str) -> str:
    file = SimpleUploadedFile("stillinger.csv", text.encode("cp1252"))
    answer = client.post(f"/program/kommune/{cast.flesberg.pk}/maling/stillinger/liste/", {"file": file})
    return str(answer.get("Location", "")) or answer.text


def test_post_is_registered_filled_removed_and_put_back(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    assert "Ingen stillinger ennå" in client.get(LIST).text
    client.post(_new(cast), POST)
    [row] = _stored()
    said = client.post(f"{LIST}{row.pk}/", POST | {"state": "filled", "filled_on": "2026-03-01"}, follow=True).text
    assert "Lagret" in said
    assert "4 søkere på 2 stillinger" in said
    assert "midterste av 1" in said
    [row] = _stored()
    assert (row.filled, row.state) == (2, "filled")
    assert "Stillingen er fjernet" in client.post(f"{LIST}{row.pk}/fjern/").text
    assert "Ingen stillinger ennå" in client.get(LIST).text
    assert "sykepleier" in client.post(f"{LIST}{row.pk}/tilbake/", follow=True).text


def test_post_that_is_no_longer_filled_loses_its_day(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast), POST | {"state": "filled", "filled_on": "2026-03-01", "filled": "1"})
    [row] = _stored()
    client.post(f"{LIST}{row.pk}/", POST | {"state": "again", "filled_on": "2026-03-01", "filled": "1"})
    [row] = _stored()
    assert (row.state, row.filled_on, row.filled) == ("again", None, None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"advertised_on": "2026-12-01"}, "Dagen ligger fram i tid"), ({"qualified": "5"}, "Flere er kvalifisert"),
        ({"state": "filled"}, "Hvilken dag takket noen ja?"), ({"posts": "0"}, "Skriv 1 eller mer"),
        ({"state": "filled", "filled_on": "2026-01-01"}, "før den ble utlyst"),
        ({"state": "filled", "filled_on": "2026-03-01", "filled": "3"}, "Flere er ansatt"),
        ({"profession": "Ola 01017012345"}, "fødselsnummer"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_field(changed: dict[str, str], said: str, cast: Cast, log_in: LogIn) -> None:
    page = log_in("programme_leader").post(_new(cast), POST | {"reference": "A1"} | changed).text
    assert said in page
    assert 'value="A1"' in page
    assert _stored() == []


@pytest.mark.parametrize("missing", [{"filled_on": None}, {"filled": None}, {"filled": 3}])
def test_database_refuses_a_post_filled_on_no_day(missing: dict[str, Any], cast: Cast) -> None:
    filled = {"state": "filled", "filled_on": cast.today, "filled": 2, "posts": 2} | missing
    with inside(EVERYONE), pytest.raises(IntegrityError), transaction.atomic():
        Vacancy.objects.create(
            municipality=cast.flesberg, profession="lege", advertised_on=cast.today, edited_at=cast.now, **filled
        )


def test_before_and_now_are_compared_in_words(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast), POST | {"advertised_on": "2025-06-01", "posts": "3", "applicants": "1"})
    client.post(_new(cast), POST | {"mentor_offered": "yes"})
    page = client.get(LIST).text
    assert "Før var det 1 søker på 3 stillinger. Nå er det 4 søkere på 2 stillinger." in page
    assert "Med og uten mentor" not in page  # nothing to compare with: the first does not say
    reader = log_in("union_rep").get(LIST).text
    assert "Før var det 1 søker" in reader
    assert "Registrer en stilling" not in reader


def test_list_is_looked_at_first_and_the_same_one_twice_changes_nothing(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    bad = "A2;lege;Post 9;01.02.2026;1;;;\nA3;lege;Post 1;01.02.2027;1;;;\nA1;lege;Post 1;01.02.2026;1;;;\n"
    at = _send(client, cast, HEADER + ROW + bad)
    assert "Importer 1 rad" in client.get(at).text or "Hent inn 1 rad" in client.get(at).text
    assert _stored() == []
    done = client.post(f"{at}hent/", follow=True).text
    assert all(f"Rad {number}:" in done for number in (3, 4, 5))
    [row] = _stored()
    assert (row.unit_id, row.filled, row.mentor_offered, row.source) == (cast.ward.pk, 2, True, "file")
    assert client.post(f"{at}hent/").status_code == client.post(f"{at}kast/").status_code == 404
    again = client.get(_send(client, cast, HEADER + ROW)).text
    assert "/hent/" not in again
    more = client.get(_send(client, cast, HEADER + ROW.replace(";4;", ";6;"))).text
    assert "/hent/" in more


def test_empty_cells_take_nothing_away(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast), POST | {"reference": "A1", "state": "withdrawn"})
    client.post(_send(client, cast, "Referanse;Stilling;Utlyst;Søkere\nA1;sykepleier;01.02.2026;7\n") + "hent/")
    [row] = _stored()
    assert (row.applicants, row.posts, row.state) == (7, 2, "withdrawn")


def test_row_that_does_not_fit_what_is_registered_is_left_out(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    client.post(_new(cast), POST | {"reference": "A1", "state": "filled", "filled_on": "2026-03-01"})
    page = client.get(_send(client, cast, "Referanse;Stilling;Utlyst;Stillinger\nA1;sykepleier;01.02.2026;1\n")).text
    assert "Flere er ansatt enn det er stillinger" in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_exported_can_be_imported_again(language: str, cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    with inside(EVERYONE):
        type(cast.hr).objects.filter(pk=cast.hr.pk).update(language=language)
    client.post(_new(cast), POST | {"state": "filled", "filled_on": "2026-03-01", "mentor_offered": "no"})
    client.post(_new(cast), POST | {"state": "again", "advertised_on": "2026-01-01", "unit": str(cast.ward.pk)})
    exported: Any = client.get(f"{LIST}fil/csv/").content
    file = SimpleUploadedFile("ut.csv", exported)
    answer = client.post(f"/program/kommune/{cast.flesberg.pk}/maling/stillinger/liste/", {"file": file})
    assert "/hent/" not in client.get(answer["Location"]).text
    with inside(EVERYONE):
        assert FactFile.objects.get().columns.keys() >= {"mentor_offered", "filled_on", "state", "posts", "reference"}


def test_list_with_national_identity_numbers_is_refused_whole(cast: Cast, log_in: LogIn) -> None:
    assert "Ingenting" in _send(log_in("hr"), cast, HEADER + ROW.replace("A1", "01017012345"))
    with inside(EVERYONE):
        assert not FactFile.objects.exists()


def test_list_that_nobody_comes_back_to_is_forgotten(cast: Cast, log_in: LogIn) -> None:
    _send(log_in("hr"), cast, HEADER + ROW)
    with inside(EVERYONE):
        assert forget_old_facts(cast.now) == 0
        FactFile.objects.update(made_at=cast.now.replace(month=2))
        assert forget_old_facts(cast.now) == 1


def test_questions_do_not_grow_with_the_rows(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    client = log_in("hr")
    client.post(_new(cast), POST)
    client.get(LIST)
    for _more in range(2):
        with django_assert_num_queries(9):
            client.get(LIST)
        for day in ("2026-02-02", "2026-02-03"):
            client.post(_new(cast), POST | {"advertised_on": day, "unit": str(cast.ward.pk)})


def test_each_comparison_says_its_grade_and_what_else_differs(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    before, after = "01.02.2025", "01.02.2026"  # the programme starts in between
    rows = "".join(
        f"B{n};sykepleier;Post 1;{before if n < 3 else after};1;{4 if n < 3 else 9};{'nei' if n < 3 else 'ja'};\n"
        for n in range(6)
    )
    client.post(f"{_send(client, cast, HEADER + rows)}hent/")
    said = client.get(LIST).text
    assert "Grad C – før og etter i de samme enhetene" in said
    assert "For like mange stillinger er det 2,2 ganger så mange søkere" in said
    with_mentor = said[said.index("Med og uten mentor") :]
    assert "Da er dette også andre tider og andre enheter. Uten grad" in with_mentor
    assert said.count("Uten grad") == 1
