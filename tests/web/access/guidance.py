"""Access to guidance: the network at a glance, reading, guides, reviews, readers, and the team's side of it."""

from datetime import timedelta
from typing import Any

from mentornett.network.models import Comment, ContactLog, ReadingGrant
from tests.cast import Cast
from tests.web.access.table import NORD_LEADERS, NORD_STAFF, TEAM, Row

GUIDES = "leader operative guide"
FOLLOWERS = "guide other_guide"


def network(cast: Cast) -> list[Any]:
    return [cast.network.pk]


def team(cast: Cast) -> list[Any]:
    return [cast.team.pk]


def sent(cast: Cast) -> list[Any]:
    return [cast.sent_report.pk]


def give_leave(cast: Cast) -> None:
    """Let the expert read and comment the second assignment for a week."""
    cast.things["grant"] = ReadingGrant.objects.create(
        network=cast.network, assignment=cast.assignment_2, person=cast.expert, starts=cast.today,
        ends=cast.today + timedelta(days=7), organiser=cast.nord,
    )  # fmt: skip


def place(cast: Cast) -> dict[str, Any]:
    return {"organiser": cast.nord, "municipality": cast.flesberg}


def note_contact(cast: Cast) -> None:
    cast.things["contact"] = ContactLog.objects.create(
        team=cast.team, on=cast.today, form="phone", by=cast.guide, topics="Leder slutter", **place(cast)
    )


def write_comment(cast: Cast) -> None:
    cast.things["comment"] = Comment.objects.create(
        submission=cast.sent_report, section="progress", text="Bra arbeid", by=cast.guide, at=cast.now, **place(cast)
    )


def answer(cast: Cast) -> dict[str, Any]:
    return {"value": "2.5", "reason": "Piloten er i gang i en enhet."}


ROWS = {
    "organiser:glance": Row(ok=NORD_STAFF, args=network),
    "organiser:glance_file": Row(ok=NORD_STAFF, args=lambda cast: [cast.network.pk, "excel"]),
    "organiser:glance_columns": Row(ok=NORD_STAFF, method="post", args=network, audited=False),
    "organiser:attention": Row(ok=NORD_STAFF, args=network),
    "organiser:guides": Row(ok=NORD_STAFF, args=network),
    "organiser:review": Row(ok=NORD_STAFF, args=network),
    "organiser:my_teams": Row(ok=f"{NORD_STAFF} other_leader"),
    "organiser:readers": Row(ok=NORD_LEADERS, forbidden=FOLLOWERS, args=network),
    "organiser:grant_new": Row(
        ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", args=network,
        data=lambda cast: {
            "person": cast.expert.pk, "assignment": cast.assignment_2.pk, "starts": "2026-03-12", "ends": "2026-03-20",
        },
    ),
    "organiser:grant_revoke": Row(
        ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", before=give_leave, args=lambda cast: [cast.grant.pk]
    ),
    "organiser:pack_order": Row(
        ok="expert", method="post", args=lambda cast: [cast.assignment_2.pk], before=give_leave
    ),
    "organiser:reading": Row(ok="reference expert", others=302, before=give_leave),
    "organiser:team": Row(ok=NORD_STAFF, args=team),
    "organiser:contact_log": Row(
        ok=GUIDES, forbidden="other_guide", method="post", args=team,
        data=lambda cast: {"on": "2026-03-11", "form": "phone", "topics": "Framdrift i piloten"},
    ),
    "organiser:contact_remove": Row(
        ok=GUIDES, forbidden="other_guide", method="post", before=note_contact, args=lambda cast: [cast.contact.pk]
    ),
    "organiser:guide_change": Row(
        ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", args=team,
        data=lambda cast: {"guide": cast.other_guide.pk, "note": "Lederen er ny."},
    ),
    "organiser:guide_end": Row(ok=NORD_LEADERS, forbidden=FOLLOWERS, args=team),
    "organiser:extend": Row(ok=GUIDES, forbidden="other_guide", args=lambda cast: [cast.report.pk]),
    "organiser:review_note": Row(
        ok=NORD_LEADERS, forbidden=FOLLOWERS, method="post", args=team, data=lambda cast: {"review-state": "watch"}
    ),
    "organiser:report": Row(ok=f"{NORD_STAFF} expert", args=sent, before=give_leave),
    "organiser:report_comment": Row(
        ok=f"{NORD_STAFF} expert", method="post", args=sent, before=give_leave,
        data=lambda cast: {"section": "progress", "text": "Fortell mer om piloten."},
    ),
    "organiser:report_assess": Row(
        ok=GUIDES, forbidden="other_guide expert", method="post", args=sent, before=give_leave, data=answer
    ),
    "organiser:report_score": Row(
        ok=GUIDES, forbidden="other_guide expert", method="post", args=sent, before=give_leave, data=answer
    ),
    "organiser:report_reopen": Row(
        ok=GUIDES, forbidden="other_guide expert", method="post", args=sent, before=give_leave,
        data=lambda cast: {"reopen-reason": "Tallene mangler.", "reopen-until": "2026-03-20"},
    ),
    "municipality:comment": Row(
        ok=TEAM, method="post", args=sent, data=lambda cast: {"section": "progress", "text": "Takk for det."}
    ),
    "municipality:comment_reply": Row(
        ok=TEAM, method="post", before=write_comment, args=lambda cast: [cast.comment.pk],
        data=lambda cast: {"text": "Vi prøver det."},
    ),
    "municipality:comment_handled": Row(
        ok=TEAM, method="post", before=write_comment, args=lambda cast: [cast.comment.pk]
    ),
    "municipality:anchoring": Row(ok=TEAM, args=team),
}  # fmt: skip
