"""The teams that those who follow them should look at: a few cards, and how many more there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mentornett.network.queries import attention
from mentornett.web.everyone.now_items import NowItem, deadline_words

MOST = 5
MOST_TOGETHER = 3  # of them about many teams at once


@dataclass(frozen=True)
class More:
    """How many other teams of a network need attention, with the list of them."""

    what: str
    url: str
    network: str


def attention_parts(
    every: Sequence[Any], today: date, *, guided: Collection[int], role: str, guide: int
) -> tuple[list[NowItem], list[More]]:
    """Return the most urgent cards, and a line for each network that has more.

    `guide` is the id of the person whose teams these are, or 0 when they are all teams.
    """
    rows = attention.attention_among(every, today, guided=guided)
    together = attention.lacking_in_common(every, today)[:MOST_TOGETHER]
    single = attention.apart_from(rows, {each.assignment.pk for each in together}, today)
    shown = single[: MOST - len(together)]
    said = {pk for each in together for pk in each.teams} - {row.team.pk for row in single}
    said.update(row.team.pk for row in shown)
    cards = [_together_item(each, role, today, guide) for each in together] + [_team_item(row, role) for row in shown]
    return cards, _more(row.team for row in rows if row.team.pk not in said)


def _together_item(each: Any, role: str, today: date, guide: int) -> NowItem:
    values = {"title": each.title, "late": len(each.teams), "asked": each.asked}
    glance = reverse("organiser:glance", args=[each.network.pk])
    wishes = {"period": each.period, "state": "late", "sort": each.assignment.kind, "guide": guide or ""}
    return NowItem(
        what=gettext("%(title)s: %(late)s of %(asked)s teams have not sent it") % values,
        urgency=38,  # just before single teams
        url=f"{glance}?{urlencode(wishes)}",
        action=gettext("See the teams"),
        when=deadline_words(each.due, today),
        who=each.network.name,
        role=role,
    )


def _team_item(row: Any, role: str) -> NowItem:
    return NowItem(
        what=row.team.name,
        reason=" ".join(reason.text for reason in row.reasons),
        urgency=30 + row.urgency,
        url=reverse("organiser:team", args=[row.team.pk]),
        action=gettext("Look at the team"),
        who=str(row.team.municipality) if str(row.team.municipality) not in row.team.name else "",
        role=role,
    )


def _more(teams: Iterable[Any]) -> list[More]:
    by_network: dict[Any, int] = {}
    for team in teams:
        by_network[team.network] = by_network.get(team.network, 0) + 1
    return [
        More(
            what=ngettext("%(number)s more team needs attention", "%(number)s more teams need attention", number)
            % {"number": number},
            url=reverse("organiser:attention", args=[network.pk]),
            network=network.name,
        )
        for network, number in by_network.items()
    ]
