"""One short question before long ones."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django.fixtures import DjangoAssertNumQueries

from mentornett.network.models import Network, Team, TeamMember
from mentornett.tenants.queries import with_answers
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def questions(cast: Cast) -> dict[str, QuerySet[Any]]:
    person = cast.people["coordinator"]
    return {
        "own": TeamMember.objects.filter(person=person).select_related("team").order_by("team__name"),
        "none": Team.objects.filter(name="Finnes ikke"),
        "nowhere": Team.objects.none(),
        "several": Network.objects.filter(teams__isnull=False).distinct(),
    }


def test_only_what_has_an_answer_is_left_and_all_is_asked_at_once(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = with_answers(cast.people["coordinator"], questions(cast))
    assert list(found) == ["own", "several"]
    assert [row.person_id for row in found["own"]] == [cast.people["coordinator"].pk]  # the question itself, unspent


def test_nothing_is_asked_without_questions(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert with_answers(cast.people["coordinator"], {}) == {}
