"""Reading across teams, and only quoting what the teams share."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from mentornett.core.models import AuditEntry
from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import Excerpt, Submission, Tag, Team
from mentornett.questionnaires.models import Answer, AnswerSheet, Question
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast
from tests.conftest import LogIn

SECRET = "hemmelig for teamet"  # in what the team does not share
QUERIES = 11


def answered(cast: Cast, key: str = "status.achieved", team: str = "") -> Answer:
    with inside(EVERYONE):
        sheet = cast.things[f"{team}sent_report"].sheet
        return Answer.objects.get(sheet=sheet, question__key=key)


def share(answer: Answer, sharing: str, text: str = "") -> Answer:
    with inside(EVERYONE):
        Answer.objects.filter(pk=answer.pk).update(sharing=sharing, value=text or answer.value)
    return answer


def mark(client: Client, cast: Cast, answer: Answer, text: str, **more: Any) -> Any:
    url = reverse("organiser:excerpt_mark", args=[cast.network.pk])
    return client.post(url, {"answer": answer.pk, "text": text, **more}, follow=True)


def page_of(client: Client, cast: Cast, query: str = "") -> BeautifulSoup:
    response = client.get(reverse("organiser:synthesis", args=[cast.network.pk]) + query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def excerpt() -> Excerpt:
    with inside(EVERYONE):
        return Excerpt.objects.select_related("answer__question", "submission").get()


def test_page_shows_every_teams_answer_and_who_shares_it(cast: Cast, log_in: LogIn) -> None:
    share(answered(cast), "network", "Vi har tre mentorer")
    question = answered(cast).question_id
    cards = page_of(log_in("leader"), cast, f"?assignment={cast.assignment_2.pk}&question={question}").select(".panel")
    assert [card.h3.get_text(" ", strip=True) for card in cards] == ["Flesberg, Team Flesberg", "Røros, Team Røros"]
    assert "Kan siteres" in cards[0].text
    assert "Teamet deler ikke dette" in cards[1].text
    assert CANARY not in str(cards)


def test_answers_for_the_guide_alone_are_not_read_here(cast: Cast, log_in: LogIn) -> None:
    page = page_of(log_in("leader"), cast, f"?assignment={cast.assignment_2.pk}")
    labels = [option.text for option in page.select("#question option")]
    assert "Spørsmål status.achieved" in labels
    assert "Spørsmål status.hard" not in labels
    hidden = answered(cast, "status.hard")
    response = mark(log_in("leader"), cast, hidden, str(hidden.value))
    assert response.status_code == 404


def test_passage_is_marked_with_tags_old_and_new(cast: Cast, log_in: LogIn) -> None:
    client = log_in("guide")
    mark(client, cast, answered(cast), "Vi har startet", new_tag="Tid")
    mark(client, cast, answered(cast), "Vi har startet", new_tag="tid ")
    with inside(EVERYONE):
        assert [tag.text for tag in Tag.objects.all()] == ["Tid"]
        assert [tag.text for tag in excerpt().tags.all()] == ["Tid"]
        assert AuditEntry.objects.filter(verb="excerpt.marked").exists()


@pytest.mark.parametrize("text", ["", "Dette står ikke der", "Vi har startet " * 200])
def test_passage_that_does_not_stand_in_the_answer_is_refused(cast: Cast, log_in: LogIn, text: str) -> None:
    response = mark(log_in("leader"), cast, answered(cast), text)
    assert "Kopier utdraget ord for ord" in response.content.decode()
    with inside(EVERYONE):
        assert not Excerpt.objects.exists()


def test_only_shared_answers_can_be_quoted_also_by_a_made_up_request(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    answer = share(answered(cast), "municipality", SECRET)
    mark(client, cast, answer, SECRET)
    url = reverse("organiser:excerpt_quote", args=[excerpt().pk])
    refused = client.post(url, {"quoted": "yes"}, follow=True)
    assert "Teamet deler ikke dette, så det kan ikke siteres." in refused.content.decode()
    assert excerpt().quoted is False
    share(answer, "network", SECRET)
    client.post(url, {"quoted": "yes"})
    assert excerpt().quoted is True


def test_quote_leaves_page_and_report_when_the_team_narrows_sharing(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    answer = share(answered(cast), "network", SECRET)
    mark(client, cast, answer, SECRET)
    client.post(reverse("organiser:excerpt_quote", args=[excerpt().pk]), {"quoted": "yes"})
    client.post(reverse("organiser:network_report_begin", args=[cast.network.pk]))
    insert = reverse("organiser:network_report_insert", args=[cast.network.pk])
    client.post(insert, {"section": "findings", "mark": f"[sitat {excerpt().pk}]"})
    assert SECRET in _report_text(client, cast)
    share(answer, "team", SECRET)
    assert SECRET not in _report_text(client, cast)
    page = client.get(reverse("organiser:network_report", args=[cast.network.pk])).content.decode()
    assert SECRET not in page
    assert "1 sitat her er ikke lenger delt av teamet" in page
    refused = client.post(insert, {"section": "risks", "mark": f"[sitat {excerpt().pk}]"}, follow=True)
    assert "Velg hva du vil sette inn" in refused.content.decode()


def _report_text(client: Client, cast: Cast) -> str:
    response = client.get(reverse("organiser:network_report_file", args=[cast.network.pk, "word"]))
    return "\n".join(each.text for each in docx.Document(io.BytesIO(response.content)).paragraphs)


def test_quote_leaves_the_report_when_the_team_rewrites_the_answer(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    answer = share(answered(cast), "network", SECRET)
    mark(client, cast, answer, SECRET)
    share(answer, "network", "Noe annet")
    text = client.get(reverse("organiser:excerpts", args=[cast.network.pk])).content.decode()
    assert "Teamet har endret dette svaret" in text
    plenary = client.get(reverse("organiser:plenary", args=[cast.network.pk, cast.assignment_2.pk])).content.decode()
    assert SECRET not in plenary


def test_plenary_list_holds_only_shared_passages(cast: Cast, log_in: LogIn) -> None:
    client = log_in("operative")
    mark(client, cast, share(answered(cast), "network", "Vi deler dette"), "Vi deler dette", new_tag="Tid")
    neighbour = answered(cast, team="neighbour_")
    mark(client, cast, neighbour, str(neighbour.value))
    args = [cast.network.pk, cast.assignment_2.pk]
    page = client.get(reverse("organiser:plenary", args=args)).content.decode()
    assert "Vi deler dette" in page
    assert NEIGHBOUR_CANARY not in page
    assert "1 merket utdrag er ikke med her" in page
    word = client.get(reverse("organiser:plenary_file", args=[*args, "word"]))
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Tid" in text
    assert "Vi deler dette" in text
    assert NEIGHBOUR_CANARY not in text


def test_tags_are_renamed_merged_and_removed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    mark(client, cast, answered(cast), "Vi har startet", new_tag="Tid")
    add = reverse("organiser:tag_add", args=[cast.network.pk])
    client.post(add, {"text": "Forankring"})
    assert "ikke er tatt" in client.post(add, {"text": "forankring"}, follow=True).content.decode()
    with inside(EVERYONE):
        time_tag, anchoring = Tag.objects.get(text="Tid"), Tag.objects.get(text="Forankring")
    client.post(reverse("organiser:tag_rename", args=[time_tag.pk]), {"text": "Tid til mentorer"})
    client.post(reverse("organiser:tag_merge", args=[time_tag.pk]), {"into": anchoring.pk})
    with inside(EVERYONE):
        assert [tag.text for tag in Tag.objects.all()] == ["Forankring"]
        assert [tag.text for tag in excerpt().tags.all()] == ["Forankring"]
    assert "mister denne merkelappen" in client.get(reverse("organiser:tag_ask", args=[anchoring.pk])).content.decode()
    client.post(reverse("organiser:tag_remove", args=[anchoring.pk]))
    with inside(EVERYONE):
        assert not Tag.objects.exists()
        assert Excerpt.objects.exists()


def test_filter_by_tag_shows_only_teams_with_it(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    mark(client, cast, answered(cast), "Vi har startet", new_tag="Tid")
    with inside(EVERYONE):
        tag = Tag.objects.get()
    question = answered(cast).question_id
    query = f"?assignment={cast.assignment_2.pk}&question={question}&tag={tag.pk}"
    assert len(page_of(client, cast, query).select(".panel")) == 1


def test_files_hold_all_questions_and_say_what_may_be_quoted(cast: Cast, log_in: LogIn) -> None:
    client = log_in("leader")
    args = [cast.network.pk, cast.assignment_2.pk]
    excel = client.get(reverse("organiser:synthesis_file", args=[*args, "excel"]))
    sheet = openpyxl.load_workbook(io.BytesIO(excel.content)).active
    titles = [cell.value for cell in sheet[1]]
    assert "Spørsmål status.hard" not in titles
    at = titles.index("Spørsmål status.achieved")
    assert [sheet.cell(2, at + 1).value, sheet.cell(2, at + 2).value] == ["Vi har startet med status.achieved", "Nei"]
    word = client.get(reverse("organiser:synthesis_file", args=[*args, "word"]))
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Teamet deler ikke dette. Ikke vis det til andre." in text


def test_page_asks_the_database_equally_often_for_two_teams_and_many(
    cast: Cast, log_in: LogIn, django_assert_num_queries: Any
) -> None:
    client = log_in("leader")
    query = f"?assignment={cast.assignment_2.pk}&question={answered(cast).question_id}"
    mark(client, cast, answered(cast), "Vi har startet", new_tag="Tid")
    page_of(client, cast, query)
    with django_assert_num_queries(QUERIES):
        page_of(client, cast, query)
    _more_teams(cast, 13)
    with django_assert_num_queries(QUERIES):
        assert len(page_of(client, cast, query).select(".panel")) == 15


def _more_teams(cast: Cast, count: int) -> None:
    place = {"organiser": cast.nord, "municipality": cast.flesberg}
    with inside(EVERYONE):
        question = Question.objects.get(version=cast.questionnaire, key="status.achieved")
        for number in range(count):
            team = Team.objects.create(network=cast.network, name=f"T{number}", joined=cast.network.starts, **place)
            sheet = AnswerSheet.objects.create(version=cast.questionnaire, created_at=cast.now, **place)
            Submission.objects.create(
                team=team, assignment=cast.assignment_2, sheet=sheet, state="sent", sent_at=cast.now, **place
            )
            Answer.objects.create(
                sheet=sheet, question=question, value="Tekst", sharing="team", edited_at=cast.now, **place
            )


def test_marked_passages_come_in_pages(cast: Cast, log_in: LogIn) -> None:
    answer = share(answered(cast), "network")
    with inside(EVERYONE):
        Excerpt.objects.bulk_create(
            Excerpt(
                submission=cast.sent_report, answer=answer, text=f"utdrag nummer {number}", at=cast.now,
                organiser=cast.nord, municipality=cast.flesberg,
            )
            for number in range(21)
        )  # fmt: skip
    url = reverse("organiser:excerpts", args=[cast.network.pk])
    first, second = (log_in("leader").get(url, {"page": number}).content.decode() for number in (1, 2))
    assert first.count("utdrag nummer") == 20
    assert second.count("utdrag nummer") == 1


def _slides(client: Client, cast: Cast, *passages: Any) -> Any:
    url = reverse("organiser:plenary_slides", args=[cast.network.pk, cast.assignment_2.pk])
    return client.get(url, {"passage": passages})


def _said_on(response: Any) -> str:
    deck = pptx.Presentation(io.BytesIO(response.content))
    return "\n".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes)


@pytest.fixture
def two_passages(cast: Cast, log_in: LogIn) -> dict[str, int]:
    """One shared passage of ours, and one of the neighbour that is not shared; by team."""
    client = log_in("leader")
    mark(client, cast, share(answered(cast), "network", "Vi har tre mentorer"), "tre mentorer", new_tag="Tid")
    mark(client, cast, share(answered(cast, team="neighbour_"), "team", SECRET), SECRET, new_tag="Tid")
    with inside(EVERYONE):
        return dict(Excerpt.objects.values_list("submission__team__name", "pk"))


def test_slides_hold_the_chosen_passages_that_are_shared(
    cast: Cast, two_passages: dict[str, int], log_in: LogIn
) -> None:
    said = _said_on(_slides(log_in("guide"), cast, *two_passages.values()))
    assert "tre mentorer" in said
    assert "Flesberg" in said
    assert "Tid" in said
    assert SECRET not in said


@pytest.mark.parametrize("passages", [[], ["0"], ["x"], ["-1"], ["99999999999999999999"]])
def test_slides_without_a_passage_ask_for_one(
    cast: Cast, two_passages: dict[str, int], log_in: LogIn, passages: list[str]
) -> None:
    response = _slides(log_in("leader"), cast, *passages)
    assert response.status_code == 422
    assert "Velg minst ett utdrag." in response.text


def test_slides_leave_out_what_the_team_no_longer_shares_or_says(
    cast: Cast, two_passages: dict[str, int], log_in: LogIn
) -> None:
    ours = two_passages["Team Flesberg"]
    share(answered(cast), "network", "Noe annet")
    assert _slides(log_in("leader"), cast, ours).status_code == 422
    share(answered(cast), "municipality", "Vi har tre mentorer")
    assert _slides(log_in("leader"), cast, ours).status_code == 422


def test_slides_of_others_are_not_found(cast: Cast, two_passages: dict[str, int], log_in: LogIn) -> None:
    for name in ("other_leader", "coordinator", "reference"):
        assert _slides(log_in(name), cast, *two_passages.values()).status_code == 404


def test_plenary_lets_one_choose_only_among_what_is_shared(
    cast: Cast, two_passages: dict[str, int], log_in: LogIn
) -> None:
    url = reverse("organiser:plenary", args=[cast.network.pk, cast.assignment_2.pk])
    page = BeautifulSoup(log_in("leader").get(url).content, "html.parser")
    assert [box["value"] for box in page.select("input[name=passage]")] == [str(two_passages["Team Flesberg"])]
    assert SECRET not in page.text
