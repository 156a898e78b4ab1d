"""Teams see what others share with the network, and nothing else of theirs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentornett.core.scoping import EVERYONE, inside
from mentornett.questionnaires.models import Answer
from tests.cast import NEIGHBOUR_CANARY, NOW, Cast
from tests.conftest import LogIn


def neighbour_shares(cast: Cast, *, audience: str = "network", sharing: str = "network", state: str = "sent") -> None:
    """Let the neighbour share one answer of a report that was sent."""
    with inside(EVERYONE):
        report = cast.neighbour_sent_report
        report.state, report.sent_at = state, NOW
        report.save(update_fields=["state", "sent_at"])
        answer = Answer.objects.get(sheet=report.sheet, question__key="status.achieved")
        answer.value, answer.sharing = "Turnusgrepet vårt", sharing
        answer.save(update_fields=["value", "sharing"])
        answer.question.answer_audience = audience
        answer.question.save(update_fields=["answer_audience"])


def test_shared_answer_is_seen_by_the_other_team(cast: Cast, log_in: LogIn) -> None:
    neighbour_shares(cast)
    page = log_in("coordinator").get(reverse("municipality:shared", args=[cast.network.pk]))
    assert "Turnusgrepet vårt" in page.content.decode()
    assert NEIGHBOUR_CANARY not in page.content.decode()


@pytest.mark.parametrize(
    "change", [{"sharing": "municipality"}, {"sharing": "team"}, {"audience": "organiser"}, {"state": "reopened"}]
)
def test_answer_is_not_seen_when(change: dict[str, str], cast: Cast, log_in: LogIn) -> None:
    neighbour_shares(cast, **change)
    page = log_in("coordinator").get(reverse("municipality:shared", args=[cast.network.pk]))
    assert page.status_code == 200
    assert "Turnusgrepet vårt" not in page.content.decode()


def test_search_narrows_and_says_when_nothing_is_found(cast: Cast, log_in: LogIn) -> None:
    neighbour_shares(cast)
    url = reverse("municipality:shared", args=[cast.network.pk])
    assert "Turnusgrepet" in log_in("coordinator").get(url, {"q": "TURNUS"}).content.decode()
    assert "Turnusgrepet" not in log_in("coordinator").get(url, {"q": "kake"}).content.decode()


def test_queries_do_not_grow_with_what_is_shared(cast: Cast, log_in: LogIn) -> None:
    client, url = log_in("coordinator"), reverse("municipality:shared", args=[cast.network.pk])
    neighbour_shares(cast, sharing="team")
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    neighbour_shares(cast)
    with CaptureQueriesContext(connection) as after:
        client.get(url)
    assert len(before) == len(after)
