"""Access to people, teams, one's own pages and the public ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.network.models import SponsorDigest, SponsorQuestion, TeamMember
from mentornett.tenants.actions import token_hash
from mentornett.tenants.models import CalendarLink, Invitation, Role, Unit
from tests.cast import Cast
from tests.web.access.table import COORDINATORS, IN_NETWORKS, NORD_LEADERS, NORD_STAFF, TEAM, Row

TOKEN = "hemmelig-lenke-som-bare-prover-bruker"
CHANGERS = f"{COORDINATORS} {NORD_LEADERS}"
SEERS = f"{TEAM} sponsor {NORD_STAFF}"
LOOKERS = "team_leader union sponsor guide other_guide"  # see the team, may not change it
PLACE = f"{TEAM} sponsor"


def _team(cast: Cast) -> list[Any]:
    return [cast.team.pk]


def _network(cast: Cast) -> list[Any]:
    return [cast.network.pk]


def _municipality(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk]


def _member(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return [TeamMember.objects.get(team=cast.team, person=cast.union).pk]


def _own_leader(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return [TeamMember.objects.get(team=cast.team, person=cast.team_leader).pk]


def _late(cast: Cast) -> None:
    cast.team.joined = cast.today - timedelta(days=10)
    cast.team.save(update_fields=["joined"])


def _paused(cast: Cast) -> None:
    cast.team.state = "paused"
    cast.team.save(update_fields=["state"])


def _with_unit(cast: Cast) -> None:
    cast.things["unit"] = Unit.objects.create(municipality=cast.flesberg, name="Hjemmetjenesten")


def _unit(cast: Cast) -> list[Any]:
    return [cast.unit.pk]


def _with_question(cast: Cast) -> None:
    cast.things["question"] = SponsorQuestion.objects.create(
        team=cast.team, organiser=cast.nord, municipality=cast.flesberg, text="Hva trenger dere?",
        asked_by=cast.sponsor, asked_at=cast.now,
    )  # fmt: skip


def _question(cast: Cast) -> list[Any]:
    return [cast.question.pk]


def _digest(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return [SponsorDigest.objects.get(person=cast.sponsor).pk]


def _with_digest(cast: Cast) -> None:
    SponsorDigest.objects.create(
        team=cast.team, organiser=cast.nord, municipality=cast.flesberg, gathering=cast.gathering_2,
        person=cast.sponsor, token_hash=token_hash(TOKEN), sent_at=cast.now, expires_at=cast.now + timedelta(days=9),
        content={"team": "Team", "municipality": "Flesberg", "network": "N", "period": "P", "leader_in_place": True},
    )  # fmt: skip


def _with_calendar(cast: Cast) -> None:
    CalendarLink.objects.create(person=cast.coordinator, token_hash=token_hash(TOKEN), made_at=cast.now)


def _with_invitation(cast: Cast, *, days: int = 3) -> None:
    cast.outsider.activated_at = None
    cast.outsider.save(update_fields=["activated_at"])
    Invitation.objects.create(
        person=cast.outsider, token_hash=token_hash(TOKEN), invited_by=cast.leader, created_at=cast.now,
        expires_at=cast.now + timedelta(days=days), organiser=cast.nord,
    )  # fmt: skip


def _with_old_invitation(cast: Cast) -> None:
    _with_invitation(cast, days=-1)


def _token(cast: Cast) -> list[Any]:
    return [TOKEN]


def _role(cast: Cast) -> list[Any]:
    with inside(EVERYONE):
        return [Role.objects.get(person=cast.guide).pk]


def _page(**more: Any) -> Row:
    """Return a row for a page that everybody may read."""
    return Row(ok=IN_NETWORKS, visitors=200, **more)


def _changed(**more: Any) -> Row:
    """Return a row for a page about the team that coordinators and leaders may open."""
    return Row(ok=CHANGERS, forbidden=LOOKERS, args=_team, **more)


ROWS = {
    # public
    "public:start": Row(ok=IN_NETWORKS, status=302, visitors=200),
    "public:accessibility": _page(),
    "public:privacy": _page(),
    "public:isready": _page(),
    "public:isalive": _page(),
    "public:invitation": _page(args=_token, before=_with_invitation),
    "public:invitation_renew": Row(
        ok=IN_NETWORKS, status=200, visitors=200, method="post", args=_token, before=_with_old_invitation
    ),
    "public:calendar_feed": Row(ok=IN_NETWORKS, visitors=200, args=_token, before=_with_calendar),
    "everyone:calendar": Row(ok=IN_NETWORKS),
    "everyone:calendar_make": Row(ok=IN_NETWORKS, method="post", status=200),
    "everyone:calendar_revoke": Row(ok=IN_NETWORKS, method="post", audited=False),
    "public:digest": _page(args=_token, before=_with_digest),
    "public:digest_read": Row(ok=IN_NETWORKS, method="post", args=_token, before=_with_digest),
    "public:digest_confirm": Row(ok=IN_NETWORKS, method="post", args=_token, before=_with_digest),
    "public:digest_ask": Row(
        ok=IN_NETWORKS, method="post", args=_token, before=_with_digest, data=lambda cast: {"text": "Hva nå?"}
    ),
    # one's own
    "everyone:now": Row(ok=IN_NETWORKS),
    "everyone:profile": Row(ok=IN_NETWORKS),
    "everyone:readings": Row(ok=IN_NETWORKS),
    "everyone:deeds": Row(ok=IN_NETWORKS),
    "everyone:data": Row(ok=IN_NETWORKS),
    "everyone:data_file": Row(ok=IN_NETWORKS, args=lambda cast: ["json"]),
    "everyone:language": Row(ok=IN_NETWORKS, method="post", data=lambda cast: {"language": "nn"}),
    "everyone:colour_scheme": Row(ok=IN_NETWORKS, method="post", data=lambda cast: {"colour_scheme": "dark"}),
    # teams
    "municipality:colleagues": Row(ok=f"{TEAM} sponsor neighbour other_coordinator"),
    "municipality:teams": Row(ok=IN_NETWORKS),
    "municipality:team": Row(ok=SEERS, args=_team),
    "municipality:roster": Row(ok=SEERS, args=_team),
    "municipality:team_edit": _changed(),
    "municipality:sponsor": _changed(),
    "municipality:pause": _changed(),
    "municipality:resume": _changed(method="post", before=_paused),
    "municipality:team_end": Row(ok=NORD_LEADERS, forbidden=f"{TEAM} sponsor guide other_guide", args=_team),
    "municipality:member_new": _changed(),
    "municipality:member_role": Row(ok=CHANGERS, forbidden=LOOKERS, args=_member),
    "municipality:member_end": Row(ok=CHANGERS, forbidden=LOOKERS, args=_member),
    "municipality:catch_up": Row(
        ok=TEAM, forbidden=f"sponsor {NORD_STAFF}", method="post", args=lambda cast: [cast.team.pk, 1], before=_late
    ),
    "municipality:onboarding": Row(ok="team_leader", args=_own_leader),
    "municipality:onboarding_read": Row(ok="team_leader", method="post", args=_own_leader),
    "municipality:digest_again": Row(ok="sponsor", method="post", args=_digest, before=_with_digest),
    "municipality:answer_sponsor": Row(ok=f"{TEAM} {NORD_STAFF}", args=_question, before=_with_question),
    "municipality:units": Row(ok=PLACE, args=_municipality),
    "municipality:profile_edit": Row(ok=COORDINATORS, forbidden="team_leader union sponsor", args=_municipality),
    "municipality:unit_new": Row(ok=COORDINATORS, forbidden="team_leader union sponsor", args=_municipality),
    "municipality:unit_edit": Row(
        ok=COORDINATORS, forbidden="team_leader union sponsor", args=_unit, before=_with_unit
    ),
    "municipality:unit_sponsor": Row(
        ok=COORDINATORS, forbidden="team_leader union sponsor", args=_unit, before=_with_unit
    ),
    "municipality:participants": Row(ok=f"{TEAM} sponsor neighbour {NORD_STAFF}", args=_network),
    # the organiser
    "organiser:teams": Row(ok=NORD_STAFF, args=_network),
    "organiser:teams_file": Row(ok=NORD_STAFF, args=lambda cast: [cast.network.pk, "excel"]),
    "organiser:team_new": Row(ok=NORD_LEADERS, forbidden="guide other_guide", args=_network),
    "organiser:people": Row(ok=f"{NORD_STAFF} other_leader"),
    "organiser:person_new": Row(ok="leader other_leader", forbidden="operative guide other_guide"),
    "organiser:role_end": Row(ok="leader", forbidden="operative guide other_guide", method="post", args=_role),
    "organiser:log": Row(ok=f"{NORD_LEADERS} other_leader"),
    "organiser:log_file": Row(ok=f"{NORD_LEADERS} other_leader", args=lambda cast: ["excel"]),
}
