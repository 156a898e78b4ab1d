"""Lists of employees: looked at first, good rows kept, the same list twice changes nothing."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.models import Employment, HireFile
from mentornett.tenants.models import Letter, Person, Role, Unit
from tests.cast import Cast
from tests.conftest import LogIn

HEADER = "Ansattnr;Fornavn;Etternavn;E-post;Stilling;Avdeling;Startdato;Sluttdato;Stillingsprosent\n"
NEW = "2001;Åse;Ny;ase@eksempel.no;sykepleier;Post 1;16.03.2026;;80\n"
KNOWN = "1001;Nora;Nytilsatt;mentee@eksempel.no;sykepleier;Post 1;02.02.2026;;\n"
MOVES = "1002;Nils;Nytilsatt;new_hire@eksempel.no;sykepleier;Hjemmesykepleien;01.04.2026;;\n"
BAD = (
    "1;A;B;;lege;Post 1;01.03.2026;;\n2;A;B;ab@eksempel.no;lege;Post 9;01.03.2026;;\n"
    "3;C;D;cd@eksempel.no;lege;Post 1;i går;;\n"
)


def _send(client: Client, cast: Cast, text: str) -> str:
    """Upload a list and return where it is shown."""
    file = SimpleUploadedFile("ansatte.csv", text.encode("cp1252"))
    answer = client.post(f"/program/kommune/{cast.flesberg.pk}/nyansatte/liste/", {"file": file})
    return str(answer.get("Location", "")) or answer.content.decode()


def test_list_is_looked_at_before_it_is_imported(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    with inside(EVERYONE):
        assert not Letter.objects.exists()
    at = _send(client, cast, HEADER + NEW + KNOWN + MOVES + BAD)
    page = client.get(at).content.decode()
    assert "Post 9" in page
    assert "Ingen andre får e-post nå." in page
    assert not Person.objects.filter(email="ase@eksempel.no").exists()
    client.post(f"{at}hent/")
    with inside(EVERYONE):
        hire = Employment.objects.get(person__email="ase@eksempel.no")
        assert (hire.percent, hire.source, hire.programme, hire.person.name) == (80, "file", cast.programme, "Åse Ny")
        assert Role.objects.get(person=hire.person).kind == "mentee"
        assert Employment.objects.get(person=cast.new_hire, ends=None).unit == cast.home_care
        told = Letter.objects.values_list("kind", "to_person")
        assert set(told) == {("hire_left", cast.ward_leader.pk), ("hire_coming", cast.other_ward_leader.pk)}
        assert HireFile.objects.get().rows == []
    done = client.get(at).content.decode()
    assert "Lista er hentet inn." in done
    assert "<dt>Nye</dt><dd>1</dd>" in done
    assert "<dt>Flyttet til en annen enhet</dt><dd>1</dd>" in done
    assert all(f"Rad {number}:" in done for number in (5, 6, 7))
    assert client.post(f"{at}hent/").status_code == client.post(f"{at}kast/").status_code == 404
    assert "Åse Ny" in client.get("/program/nyansatte/?q=åse").content.decode()


def test_same_list_twice_changes_nothing(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    ends = NEW.replace("16.03.2026;", "16.03.2026;30.06.2026")
    for text in (NEW, ends):
        client.post(f"{_send(client, cast, HEADER + text + KNOWN)}hent/")
    page = client.get(_send(client, cast, HEADER + ends + KNOWN)).content.decode()
    assert "/hent/" not in page
    with inside(EVERYONE):
        hire = Employment.objects.get(person__email="ase@eksempel.no")
    assert hire.ends is not None
    assert hire.ends.isoformat() == "2026-06-30"


def test_chosen_columns_are_remembered(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    text = "Hvem;Adresse;Hvor;Hva;Når\nÅse Ny;ase@eksempel.no;Ny post;lege;16.03.2026\n"
    at = _send(client, cast, text)
    assert "/hent/" not in client.get(at).content.decode()
    client.post(f"{at}hent/")
    assert not Person.objects.filter(email="ase@eksempel.no").exists()
    client.post(at, {"name": "0", "email": "1", "unit": "2", "profession": "3", "starts": "4", "make_units": "on"})
    client.post(f"{at}hent/")
    with inside(EVERYONE):
        assert Unit.objects.get(name="Ny post").municipality == cast.flesberg
    assert "Velg en kolonne for" not in client.get(_send(client, cast, text)).content.decode()


def test_national_identity_numbers_are_refused_and_nothing_is_kept(cast: Cast, log_in: LogIn) -> None:
    page = _send(log_in("hr"), cast, "Fnr;Navn\n01018012345;Åse\n")
    assert "ds-error-summary" in page
    assert "«Fnr»" in page
    with inside(EVERYONE):
        assert not HireFile.objects.exists()


def test_what_is_no_list_is_refused(cast: Cast, log_in: LogIn) -> None:
    for text in ("", "PK\x03\x04 nei", "\xd0\xcf\x11\xe0\xa1"):
        assert "ds-error-summary" in _send(log_in("hr"), cast, text)


def test_list_is_thrown_away(cast: Cast, log_in: LogIn) -> None:
    client = log_in("programme_leader")
    client.post(f"{_send(client, cast, HEADER + NEW)}kast/")
    with inside(EVERYONE):
        assert not HireFile.objects.exists()


def test_odd_cells_are_told_of(cast: Cast, log_in: LogIn) -> None:
    rows = (
        "1;A;B;nei;lege;Post 1;01.03.2026;;\n2;;;ab@eksempel.no;lege;Post 1;01.03.2026;;\n"
        "3;C;D;cd@eksempel.no;lege;Post 1;01.03.2026;01.01.2026;\n4;C;D;ef@eksempel.no;lege;Post 1;01.03.2026;;mye\n"
        f"5;C;D;gh@eksempel.no;{'x' * 99};Post 1;01.03.2026;;\n{NEW}{NEW}"
        "6;N;N;mentee@eksempel.no;lege;Post 1;01.03.2026;;140\n7;N;N;mentor@eksempel.no;lege;Post 1;01.03.0026;;\n"
    )
    client = log_in("hr")
    page = client.get(_send(client, cast, HEADER + rows)).content.decode()
    assert all(f"Rad {number}:" in page for number in (2, 3, 4, 5, 6, 8, 9, 10))
    assert "Rad 7:" not in page


def test_move_is_shown_with_its_day_before_it_is_done_and_changes_nothing_twice(cast: Cast, log_in: LogIn) -> None:
    client, text = log_in("hr"), HEADER + KNOWN.replace("Post 1", "Hjemmesykepleien")
    at = _send(client, cast, text)
    assert "Nora Nytilsatt: fra Post 1 til Hjemmesykepleien, torsdag 12. mars" in client.get(at).content.decode()
    client.post(f"{at}hent/")
    with inside(EVERYONE):
        assert Employment.objects.get(person=cast.mentee, ends=None).unit == cast.home_care
    assert "/hent/" not in client.get(_send(client, cast, text)).content.decode()


def test_column_that_every_row_needs_is_asked_for_beside_the_field(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    at = _send(client, cast, "Hvem;Adresse;Hvor;Hva;Når\nÅse Ny;ase@eksempel.no;Post 1;lege;16.03.2026\n")
    page = client.post(at, {"name": "0", "email": "1", "unit": "2", "profession": "3"}).content.decode()
    assert 'href="#id_starts"' in page  # in the summary of what to correct
    assert "E-post <span" not in page  # not said to be optional


def test_those_who_get_a_last_day_are_named_before_it_happens(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    leaver = KNOWN.replace("02.02.2026;", "02.02.2026;30.06.2026")
    page = client.get(_send(client, cast, HEADER + leaver)).text
    assert "De som får en siste dag" in page
    assert "Nora Nytilsatt, Post 1: tirsdag 30. juni" in page


def test_row_for_a_name_that_two_units_have_is_left_out(cast: Cast, log_in: LogIn) -> None:
    with inside(EVERYONE):
        Unit.objects.create(municipality=cast.flesberg, parent=cast.home_care, name="post 1")
    client = log_in("hr")
    page = client.get(_send(client, cast, HEADER + NEW)).text
    assert "Mer enn én enhet heter «Post 1»" in page
    assert "Det er ikke noe nytt i lista." in page


def test_columns_with_common_names_are_known(cast: Cast, log_in: LogIn) -> None:
    client = log_in("hr")
    header = "Fornavn og etternavn;Jobb-epost;Yrkestittel;Arbeidssted;Oppstartsdato\n"
    page = client.get(_send(client, cast, header + "Åse Ny;ase@eksempel.no;sykepleier;Post 1;16.03.2026\n")).text
    assert "Hent inn 1 rad" in page
