"""Access to the programme: project leaders change it, HR, leaders and the union read it, the pair reads the plan."""

from typing import Any

from mentornett.mentoring.actions import joint
from mentornett.mentoring.models import PlannedTalk, Programme
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

RUNNERS = "programme_leader"
FOLLOWERS = "hr ward_leader other_ward_leader union_rep measure_lead"
PAIRS = "mentor other_mentor mentee new_hire"
NEIGHBOURS = "neighbour_programme_leader"


def _args(cast: Cast) -> list[Any]:
    return [cast.programme.pk]


def _municipality(cast: Cast) -> list[Any]:
    return [cast.flesberg.pk]


def _talk(cast: Cast) -> list[Any]:
    return [cast.programme.pk, cast.planned_2.pk]


def _item(cast: Cast) -> list[Any]:
    return [cast.programme.pk, cast.item.pk]


def _read(**kwargs: Any) -> Row:
    return Row(ok=f"{RUNNERS} {FOLLOWERS} {PAIRS}", people=IN_PROGRAMMES, **kwargs)


def _change(**kwargs: Any) -> Row:
    return Row(ok=RUNNERS, forbidden=f"{FOLLOWERS} {PAIRS}", people=IN_PROGRAMMES, **kwargs)


def _owned_together(cast: Cast) -> None:
    """Let Flesberg own its programme together with Røros, which has answered; and be asked by Røros itself."""
    now = cast.now
    asked = joint.ask_to_own(programme=cast.programme, municipality=cast.roros, by=cast.programme_leader, now=now)
    leader = cast.neighbour_programme_leader
    made = joint.accept(asked=asked, name="Felles", starts=cast.today, by=leader, now=now)
    PlannedTalk.objects.filter(programme=cast.programme, number=1).update(minutes=33)
    other = Programme.objects.exclude(pk=made.pk).filter(municipality=cast.roros)[0]
    cast.things["asked"] = joint.ask_to_own(programme=other, municipality=cast.flesberg, by=leader, now=now)


def _asked(cast: Cast) -> list[Any]:
    return [cast.asked.pk]


def _together(**kwargs: Any) -> Row:
    return _change(args=_args, before=_owned_together, **kwargs)


ROWS = {
    "programme:joint": _together(),
    "programme:joint_share": _together(method="post"),
    "programme:joint_take": _together(method="post"),
    "programme:joint_leave": _together(method="post"),
    "programme:joint_invitation": Row(ok=RUNNERS, people=IN_PROGRAMMES, args=_asked, before=_owned_together),
    "programme:joint_decline": Row(
        ok=RUNNERS, people=IN_PROGRAMMES, args=_asked, before=_owned_together, method="post"
    ),
    "programme:home": Row(ok=f"{RUNNERS} {FOLLOWERS} {NEIGHBOURS}", people=IN_PROGRAMMES),
    "programme:new": Row(ok=RUNNERS, people=IN_PROGRAMMES, args=_municipality),
    "programme:new_from": Row(ok=RUNNERS, people=IN_PROGRAMMES, args=lambda cast: [cast.flesberg.pk, "eleven"]),
    "programme:programme": _read(args=_args),
    "programme:difference": _read(args=_args),
    "programme:procedure": _read(args=lambda cast: [cast.programme.pk, "word"]),
    "programme:settings": _change(args=_args),
    "programme:review": _change(args=_args),
    "programme:talk_new": _change(args=_args),
    "programme:talk_edit": _change(args=_talk),
    "programme:talk_remove": _change(args=_talk, method="post"),
    "programme:item_new": _change(args=_args),
    "programme:item_edit": _change(args=_item),
    "programme:item_remove": _change(args=_item, method="post"),
    "programme:commitment_text": _change(args=_args),
    "programme:board": Row(ok=f"{RUNNERS} {FOLLOWERS}", people=IN_PROGRAMMES, args=_args),
    "programme:step": _change(args=lambda cast: [cast.programme.pk, cast.ward.pk]),
    "programme:unit_new": _change(args=_args),
    "programme:unit_edit": _change(args=lambda cast: [cast.programme.pk, cast.ward.pk]),
}
