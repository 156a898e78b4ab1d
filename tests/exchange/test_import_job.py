"""Long lists of employees are imported in the background, some rows at a time, and lose nothing on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from mentornett.core.scoping import EVERYONE, Scope, inside
from mentornett.core.time import now
from mentornett.exchange import jobs
from mentornett.mentoring.actions import hire_files as actions
from mentornett.mentoring.models import Employment, HireFile
from mentornett.web.programme import hires_import
from tests.cast import Cast

HEADER = "E-post;Navn;Avdeling;Stilling;Startdato\n"
BAD = "ingen;Uten Adresse;Post 1;lege;16.03.2026\n"
ROWS = 5


@pytest.fixture(autouse=True)
def _few_rows_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hires_import, "AT_ONCE", 2)
    monkeypatch.setattr(jobs, "ROWS_AT_A_TIME", 2)


def _rows(number: int) -> str:
    return "".join(f"ny{n}@eksempel.no;Ny Ansatt {n};Post 1;sykepleier;16.03.2026\n" for n in range(number))


def _send(client: Client, cast: Cast, text: str) -> str:
    file = SimpleUploadedFile("ansatte.csv", text.encode())
    return str(client.post(f"/program/kommune/{cast.flesberg.pk}/nyansatte/liste/", {"file": file})["Location"])


def _known() -> int:
    with inside(EVERYONE):
        return Employment.objects.filter(person__email__startswith="ny").count()


def _job(cast: Cast) -> None:
    with inside(EVERYONE):
        file = HireFile.objects.get()
    jobs.import_hires.func(file.pk, cast.flesberg.pk, cast.hr.pk)


def test_long_list_is_ordered_worked_through_and_told_of(cast: Cast, log_in: Callable[[str], Client]) -> None:
    client = log_in("hr")
    at = _send(client, cast, HEADER + _rows(ROWS) + BAD)
    assert client.post(f"{at}hent/")["Location"] == at
    assert _known() == 0
    page = client.get(at).content.decode()
    assert "Rader hentet inn" in page
    part = client.get(at, headers={"hx-request": "true"}).content.decode()
    assert part.strip() in page
    (ordered,) = DBTaskResult.objects.all()
    assert ordered.task_path == "mentornett.exchange.jobs.import_hires"
    _job(cast)
    done = client.get(at).content.decode()
    assert f"<dt>Nye</dt><dd>{ROWS}</dd>" in done
    assert f"Rad {ROWS + 2}: «ingen» er ikke en e-postadresse." in done
    assert _known() == ROWS


def test_running_import_is_not_begun_again_nor_thrown_away(cast: Cast, log_in: Callable[[str], Client]) -> None:
    client = log_in("hr")
    at = _send(client, cast, HEADER + _rows(ROWS))
    client.post(f"{at}hent/")
    assert client.post(f"{at}hent/").status_code == client.post(f"{at}kast/").status_code == 404
    _send(client, cast, HEADER + _rows(1))  # another list does not take its place
    assert client.get(at).status_code == 200


def _failing_at(call: int, then: Callable[..., Any]) -> Callable[..., Any]:
    calls = iter(range(1, 100))

    def part(**given: Any) -> None:
        if next(calls) == call:
            raise KeyboardInterrupt  # what a server that is stopped raises
        then(**given)

    return part


def test_import_that_stops_underway_keeps_what_came_in_and_goes_on(
    cast: Cast, log_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in("hr")
    at = _send(client, cast, HEADER + _rows(ROWS))
    client.post(f"{at}hent/")
    with monkeypatch.context() as patched:
        patched.setattr(actions, "import_part", _failing_at(2, actions.import_part))
        with pytest.raises(KeyboardInterrupt):
            _job(cast)
    assert _known() == 2
    page = client.get(at).content.decode()
    assert "Importen stoppet etter 2 rader." in page
    assert f"Hent inn {ROWS - 2} rader" in page
    client.post(f"{at}hent/")
    _job(cast)
    assert f"<dt>Nye</dt><dd>{ROWS - 2}</dd>" in client.get(at).content.decode()
    assert _known() == ROWS


def test_import_without_a_sign_of_life_can_be_begun_again(cast: Cast, log_in: Callable[[str], Client]) -> None:
    client = log_in("hr")
    at = _send(client, cast, HEADER + _rows(ROWS))
    client.post(f"{at}hent/")
    with time_machine.travel(now() + timedelta(minutes=6), tick=False):
        assert f'action="{at}hent/"' in client.get(at).content.decode()
        client.post(f"{at}hent/")
        _job(cast)
        _job(cast)  # the first order is found again by a worker that wakes up late
    assert _known() == ROWS


def test_job_reaches_no_list_of_another_municipality(cast: Cast, log_in: Callable[[str], Client]) -> None:
    at = _send(log_in("hr"), cast, HEADER + _rows(1))
    scope = Scope(municipalities=frozenset({cast.roros.pk}))
    with pytest.raises(HireFile.DoesNotExist):
        jobs.import_in_parts(file_id=int(at.strip("/").split("/")[-1]), scope=scope, by=cast.hr)
    assert _known() == 0
