"""Teams of a network side by side: what they share, through the gate, in a fixed order."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.models import BeforeNow
from tests.cast import Cast
from tests.conftest import LogIn
from tests.web.municipality.test_before_now import make_row

COUNTS = {"before_share": None, "before_approximate": False, "sharing": "network", "measure": "Sluttet innen et år"}


def rows_of(cast: Cast) -> str:
    make_row(cast, "team", before_numerator=30, before_denominator=60, now_numerator=20, now_denominator=60, **COUNTS)
    make_row(
        cast,
        "neighbour_team",
        before_numerator=31,
        before_denominator=62,
        now_numerator=3,
        now_denominator=61,
        **COUNTS,
    )
    return f"/arrangor/nettverk/{cast.network.pk}/for-og-na/team/"


def test_teams_stand_in_order_with_common_axes_and_the_caveat_on_each(cast: Cast, log_in: LogIn) -> None:
    said = unescape(log_in("leader").get(rows_of(cast)).text)
    names = re.findall(r"<h3>([^<]+)<", said)
    assert len(names) == 2
    assert names == sorted(names)
    assert said.count('<p class="caveat small">') == 2
    assert "30 av 60 (50 %)" in said
    assert "trolig mellom 38 og 62 %" in said
    pictures = re.findall(r'<svg[^>]*role="img".*?</svg>', said)
    assert len({tuple(re.findall(r">(\d+) %</text>", picture)) for picture in pictures}) == 1


def test_small_count_is_nowhere(cast: Cast, log_in: LogIn) -> None:
    url, client = rows_of(cast), log_in("leader")
    for form in ("", "csv/"):
        said = unescape(client.get(f"{url}{form}").content.decode())
        assert "31" in said
        assert not re.search(r"av 617|;617", said)
    assert "«:» vises ikke" in client.get(url).text
    assert client.get(f"{url}pdf/").content.startswith(b"%PDF")


def test_only_what_is_shared_with_the_network_stands_there(cast: Cast, log_in: LogIn) -> None:
    url = rows_of(cast)
    with inside(EVERYONE):
        BeforeNow.objects.filter(team=cast.team).update(sharing="municipality")
    said = unescape(log_in("leader").get(url).text)
    assert "Ingenting å stille side om side ennå" in said
    assert "1 delt rad" in said
    assert "30 av 60" not in said


def test_questions_do_not_grow_with_the_teams(cast: Cast, log_in: LogIn, django_assert_num_queries: Any) -> None:
    url, client = rows_of(cast), log_in("leader")
    for measure in ("Sluttet innen et år", "Sluttet innen to år"):
        for team in ("team", "neighbour_team"):
            make_row(cast, team, now_numerator=9, **(COUNTS | {"measure": measure}))
        client.get(url)
        with django_assert_num_queries(5):
            client.get(url)
