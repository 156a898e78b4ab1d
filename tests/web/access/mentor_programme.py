"""Access to the programme: project leaders change it, HR, leaders and the union read it, the pair reads the plan."""

from typing import Any

from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

RUNNERS = "programme_leader"
FOLLOWERS = "hr ward_leader other_ward_leader union_rep"
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


ROWS = {
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
}
