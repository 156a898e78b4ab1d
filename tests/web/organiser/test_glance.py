"""The network at a glance and the attention list."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import BeforeNow
from mentornett.network.models import Submission, TeamPause
from tests.cast import Cast
from tests.conftest import LogIn
from tests.network.guidance_samples import add_teams, note_contact, place, set_score


@pytest.fixture
def url(cast: Cast) -> str:
    return reverse("organiser:glance", args=[cast.network.pk])


def page(client: Client, url: str, **more: Any) -> BeautifulSoup:
    return BeautifulSoup(client.get(url, **more).content, "html.parser")


def teams_on(soup: BeautifulSoup) -> list[str]:
    return [row.find("th").find("a").text for row in soup.select("table.matrix tbody tr")]


def cell(soup: BeautifulSoup, municipality: str, column: str) -> str:
    row = next(row for row in soup.select("table.matrix tbody tr") if row.find("th").find("a").text == municipality)
    found = row.find("td", attrs={"data-label": column})
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_glance_shows_each_team_with_words_and_dates(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        note_contact(cast.team, cast.guide, cast.today)
        set_score(cast.team, "self", "2.5", cast.today)
    soup = page(log_in("leader"), url)
    assert cell(soup, "Flesberg", "Statusrapport") == "Ikke begynt Frist 30. mars"
    assert cell(soup, "Flesberg", "Siste kontakt") == "Kontakt 12. mars"
    assert cell(soup, "Flesberg", "Eget nivå") == "2,5 12. mars"
    assert cell(soup, "Flesberg", "Leder").startswith("På plass")
    assert cell(soup, "Flesberg", "Veileder") == "Gunnar Veileder"
    assert cell(soup, "Røros", "Leder") == "Ledig"
    assert cell(soup, "Røros", "Veileder") == "Ingen"


def test_glance_sums_up_and_says_what_it_counts(log_in: LogIn, url: str) -> None:
    text = page(log_in("leader"), url).get_text(" ", strip=True)
    assert "0 av 2 team har sendt statusrapport." in text
    assert "1 team har ingen leder." in text
    assert "Tallene teller team: 2 team fra 2 kommuner." in text


def test_glance_cells_open_the_thing_itself(cast: Cast, log_in: LogIn, url: str) -> None:
    links = {link["href"] for link in page(log_in("leader"), url).select("a.matrix-cell")}
    assert reverse("organiser:report", args=[cast.report.pk]) in links
    assert f"{reverse('organiser:team', args=[cast.team.pk])}#contacts" in links


def test_glance_puts_the_team_that_needs_attention_first(log_in: LogIn, url: str) -> None:
    client = log_in("leader")
    assert teams_on(page(client, url)) == ["Røros", "Flesberg"]
    assert teams_on(page(client, f"{url}?sort=team")) == ["Flesberg", "Røros"]
    assert teams_on(page(client, f"{url}?sort=-team")) == ["Røros", "Flesberg"]


@pytest.mark.parametrize("sort", ["self_score", "-self_score", "guide_score", "-guide_score"])
def test_glance_never_ranks_by_score(cast: Cast, log_in: LogIn, url: str, sort: str) -> None:
    client = log_in("leader")
    with inside(EVERYONE):
        set_score(cast.team, "self", "5.0", cast.today)
        set_score(cast.neighbour_team, "self", "0.5", cast.today)
    soup = page(client, f"{url}?sort={sort}")
    assert teams_on(soup) == teams_on(page(client, url))
    assert not [link for link in soup.select("thead a") if "score" in link["href"].rpartition("sort=")[2]]


@pytest.mark.parametrize(
    ("query", "teams"),
    [("words=røR", ["Røros"]), ("words=finnes+ikke", []), ("county=Buskerud", ["Flesberg"]), ("guide=none", ["Røros"]),
     ("state=no_leader", ["Røros"]), ("state=late", []), ("state=left", []), ("state=tull", ["Røros", "Flesberg"]),
     ("period=2", ["Røros", "Flesberg"]), ("period=99", ["Røros", "Flesberg"]), ("period=x", ["Røros", "Flesberg"])],
)  # fmt: skip
def test_glance_filters(log_in: LogIn, url: str, query: str, teams: list[str]) -> None:
    assert teams_on(page(log_in("leader"), f"{url}?{query}")) == teams


def test_glance_filters_by_guide(cast: Cast, log_in: LogIn, url: str) -> None:
    assert teams_on(page(log_in("leader"), f"{url}?guide={cast.guide.pk}")) == ["Flesberg"]


def test_glance_partial_is_what_a_full_reload_shows(log_in: LogIn, url: str) -> None:
    client, chosen = log_in("leader"), f"{url}?state=no_leader&sort=team"
    partial = page(client, chosen, headers={"hx-request": "true"})
    full = page(client, chosen)
    assert partial.find("html") is None
    for soup in (partial, full):
        for token in soup.select("input[name=csrfmiddlewaretoken]"):
            token.decompose()
    assert str(partial.find(id="glance")) == str(full.find(id="glance"))


def test_glance_of_a_paused_team_asks_for_nothing(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        TeamPause.objects.create(
            team=cast.neighbour_team, starts=cast.today, reason="Flom", **place(cast.neighbour_team)
        )
    soup = page(log_in("leader"), url)
    assert cell(soup, "Røros", "Statusrapport") == "Pause"
    assert cell(soup, "Røros", "Leder") == "Pause"
    assert "1 team har pause" in soup.get_text(" ", strip=True)


def test_glance_late_joiner_is_not_asked_for_what_was_due_before(cast: Cast, log_in: LogIn, url: str) -> None:
    with inside(EVERYONE):
        cast.neighbour_team.joined = cast.today
        cast.neighbour_team.save(update_fields=["joined"])
        Submission.objects.filter(team=cast.neighbour_team, assignment=cast.assignment_2).update(state="open")
    soup = page(log_in("leader"), f"{url}?period=2")
    assert cell(soup, "Røros", "Statusrapport") == "Ikke bedt om"


def test_glance_baseline_is_joined_from_the_figures(cast: Cast, log_in: LogIn, url: str) -> None:
    client = log_in("leader")
    assert cell(page(client, url), "Flesberg", "Tall fra før") == "Mangler"
    with inside(EVERYONE):
        BeforeNow.objects.create(
            network=cast.network, team=cast.team, measure="Søkere per stilling", kind="text", before_text="1",
            before_on=cast.today, edited_at=cast.now, **place(cast.team),
        )  # fmt: skip
    assert cell(page(client, url), "Flesberg", "Tall fra før") == "Målt 12. mars"


def test_glance_columns_are_remembered_on_the_device(cast: Cast, log_in: LogIn, url: str) -> None:
    client = log_in("leader")
    answer = client.post(
        reverse("organiser:glance_columns", args=[cast.network.pk]),
        {"columns": ["leader", "guide", "tull"], "query": "state=attention&sort=team"},
    )
    assert answer["Location"] == f"{url}?state=attention&sort=team"
    heads = [head.text for head in page(client, url).select("table.matrix thead th")]
    assert heads == ["Team", "Leder", "Veileder"]


def test_glance_excel_holds_the_rows_that_are_seen(cast: Cast, log_in: LogIn) -> None:
    url = reverse("organiser:glance_file", args=[cast.network.pk, "excel"])
    answer = log_in("leader").get(f"{url}?state=no_leader")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["Kommune", "Røros"]
    assert "Ledig" in rows[1]


@pytest.mark.parametrize(("form", "start"), [("word", b"PK"), ("pdf", b"%PDF")])
def test_glance_documents_open(cast: Cast, log_in: LogIn, form: str, start: bytes) -> None:
    answer = log_in("leader").get(reverse("organiser:glance_file", args=[cast.network.pk, form]))
    assert answer.content.startswith(start)


def test_glance_breaks_no_word_of_a_column_heading_in_a_document(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("leader").get(reverse("organiser:glance_file", args=[cast.network.pk, "word"]))
    cells = docx.Document(io.BytesIO(answer.content)).tables[0].rows[0].cells
    widest = max(len(word) for cell in cells for word in cell.text.split())
    assert widest > 12
    for cell in cells:
        longest = max(len(word) for word in cell.text.split())
        assert cell.width is not None
        assert cell.width.mm - 3.5 > longest * 1.7, cell.text  # the margins, and a bold letter of 10 points


def test_glance_unknown_form_is_not_found(cast: Cast, log_in: LogIn) -> None:
    assert log_in("leader").get(reverse("organiser:glance_file", args=[cast.network.pk, "odt"])).status_code == 404


@pytest.mark.parametrize("name", ["glance", "attention", "guides", "review"])
def test_pages_ask_as_many_questions_for_five_more_teams(cast: Cast, log_in: LogIn, name: str) -> None:
    client, url = log_in("leader"), reverse(f"organiser:{name}", args=[cast.network.pk])

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    count()
    with inside(EVERYONE):
        add_teams(cast, 1)
    few = count()
    with inside(EVERYONE):
        add_teams(cast, 5, first=1)
    assert count() == few


def test_attention_page_writes_the_reasons_out(log_in: LogIn, cast: Cast) -> None:
    text = page(log_in("leader"), reverse("organiser:attention", args=[cast.network.pk])).get_text(" ", strip=True)
    assert "Rollen «Leder med beslutningsmyndighet» er ledig." in text
    assert "Teamet har ingen veileder." in text
    assert "Ingen kontakt i denne perioden. Sist var for 189 dager siden." in text


def test_attention_page_when_all_is_well_says_so(log_in: LogIn, cast: Cast) -> None:
    with inside(EVERYONE):
        cast.network.teams.update(state="completed")
    text = page(log_in("leader"), reverse("organiser:attention", args=[cast.network.pk])).get_text(" ", strip=True)
    assert "Ingen team trenger deg mer enn andre nå" in text
