"""What teams and their top leaders do next about each other. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from mentornett.core.time import date_words
from mentornett.tenants.choices import RoleKind
from mentornett.web.everyone.now_items import NowItem


def sponsor_items(teams: Iterable[Any], roles: dict[int, str]) -> list[NowItem]:
    """Teams one coordinates that have not named a top leader (B09)."""
    return [
        NowItem(
            what=gettext("Name the top leader behind the team"),
            reason=gettext("The top leader gets one page after each gathering and can ask the team."),
            urgency=20,
            url=reverse("municipality:sponsor", args=[team.pk]),
            action=gettext("Name the leader"),
            who=team.name,
            role=roles[team.pk],
        )
        for team in teams
        if team.pk in roles and team.sponsor_id is None and team.state == "active"
    ]


def digest_items(digests: Iterable[Any], today: date) -> list[NowItem]:
    """Pages about the teams one stands behind as top leader; their links come by e-mail only (L03)."""
    role = str(RoleKind.SPONSOR.label)
    return [
        NowItem(
            what=gettext("Read the page about %(team)s") % {"team": row.team.name},
            reason=gettext("It takes two minutes. The link was sent to your e-mail."),
            when=gettext("Sent %(day)s") % {"day": date_words(timezone.localtime(row.sent_at).date(), today)},
            urgency=50,
            url=reverse("municipality:digest_again", args=[row.pk]),
            action=gettext("Send me a new link"),
            who=row.team.name,
            role=role,
            method="post",
        )
        for row in digests
    ]
