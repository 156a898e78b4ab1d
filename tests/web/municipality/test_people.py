import pytest

from tests.cast import Cast
from tests.conftest import LogIn


@pytest.mark.parametrize("page", ["", "folk/", "om/", "toppleder/", "pause/", "folk/ny/?role=hr"])
def test_team_pages_open_for_the_coordinator(page: str, cast: Cast, log_in: LogIn) -> None:
    response = log_in("coordinator").get(f"/kommune/team/{cast.team.pk}/{page}")
    assert response.status_code == 200
