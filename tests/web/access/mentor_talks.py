"""Access to own pairs, talks, notes and tasks: the two of them, and the leader for leader talks alone."""

from datetime import timedelta
from typing import Any

from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.completion import complete_pair
from mentornett.mentoring.actions.taps import tap_link, wish_link
from mentornett.mentoring.models import ChecklistTask, Talk, Wish
from mentornett.mentoring.queries.commitments import digest_of
from tests.cast import Cast
from tests.mentoring_cast import NOTE_CANARY
from tests.web.access.table import IN_PROGRAMMES, Row

BOTH = "mentor mentee"
SIGNERS = f"{BOTH} ward_leader"


def _of(name: str) -> Any:
    return lambda cast: [getattr(cast, name).pk]


def propose(cast: Cast) -> None:
    """Let the mentee have proposed a time."""
    at = cast.now + timedelta(days=2)
    Talk.objects.filter(pk=cast.talk_2.pk).update(proposed_at=at, proposed_by=cast.mentee)


def agree(cast: Cast) -> None:
    """Let the second talk have a time."""
    Talk.objects.filter(pk=cast.talk_2.pk).update(agreed_at=cast.now + timedelta(days=2), sequence=1)


def _digest(cast: Cast) -> dict[str, str]:
    with inside(EVERYONE):
        return {"digest": digest_of(cast.commitment)}


def _link(cast: Cast) -> list[Any]:
    return [tap_link(cast.talk_2, cast.mentor).rstrip("/").rpartition("/")[2]]


def _wish_link(cast: Cast) -> list[Any]:
    return [wish_link(cast.flesberg, cast.mentor).rstrip("/").rpartition("/")[2]]


def _wish(cast: Cast) -> None:
    with inside(EVERYONE):
        cast.things["wish"] = Wish.objects.create(municipality=cast.flesberg, by=cast.mentee, about=cast.mentor)


def complete(cast: Cast) -> None:
    """Let the pair be through with the programme."""
    with inside(EVERYONE):
        complete_pair(pair=cast.pair, ends=cast.today, by=cast.mentor, now=cast.now)


def for_the_leader(cast: Cast) -> None:
    """Let the leader sign the task off."""
    ChecklistTask.objects.filter(pk=cast.task.pk).update(signer="leader")


def _away(cast: Cast) -> None:
    cast.mentor_row.leaves.create(starts=cast.today, municipality=cast.flesberg)


def _leave_of(cast: Cast) -> int:
    with inside(EVERYONE):
        row = cast.mentor_row.leaves.first()
    return row.pk if row else 0


ROWS = {
    "public:talk_answer": Row(args=_link, others=200, visitors=200, people=IN_PROGRAMMES),
    "public:wish": Row(args=_wish_link, others=200, visitors=200, people=IN_PROGRAMMES),
    "programme:own_people": Row(ok="ward_leader other_ward_leader", people=IN_PROGRAMMES),
    "programme:between_leavers": Row(ok="ward_leader other_ward_leader", people=IN_PROGRAMMES),
    "programme:own_task": Row(
        ok="ward_leader", method="post", args=_of("task"), people=IN_PROGRAMMES, before=for_the_leader
    ),
    "pair:home": Row(
        ok=f"{BOTH} other_mentor new_hire neighbour_mentor neighbour_mentee", people=IN_PROGRAMMES,
    ),
    "pair:wishes": Row(
        ok=f"{BOTH} other_mentor new_hire neighbour_mentor neighbour_mentee", people=IN_PROGRAMMES
    ),
    "pair:wish_remove": Row(ok="mentee", method="post", args=_of("wish"), people=IN_PROGRAMMES, before=_wish),
    "pair:pair": Row(ok=BOTH, args=_of("pair"), people=IN_PROGRAMMES),
    "pair:complete": Row(ok="mentor", method="post", args=_of("pair"), people=IN_PROGRAMMES),
    "pair:certificate": Row(ok=BOTH, args=_of("pair"), people=IN_PROGRAMMES, before=complete),
    "pair:talk": Row(ok=f"{BOTH}", args=_of("talk_2"), people=IN_PROGRAMMES),
    "pair:answer": Row(
        ok="mentee ward_leader", method="post", args=_of("talk_3"), people=IN_PROGRAMMES,
        data=lambda cast: {"state": "held"},
    ),
    "pair:time": Row(ok=BOTH, args=_of("talk_2"), people=IN_PROGRAMMES),
    "pair:accept": Row(
        ok=BOTH, method="post", args=_of("talk_2"), people=IN_PROGRAMMES, before=propose,
        data=lambda cast: {"at": (cast.now + timedelta(days=2)).isoformat()},
    ),
    "pair:calendar": Row(ok=BOTH, args=_of("talk_2"), people=IN_PROGRAMMES, before=agree),
    "pair:away": Row(ok=BOTH, args=_of("pair"), people=IN_PROGRAMMES),
    "pair:back": Row(
        ok="mentor", method="post", args=_of("pair"), people=IN_PROGRAMMES, before=_away,
        data=lambda cast: {"leave": _leave_of(cast)},
    ),
    "pair:note": Row(
        ok=BOTH, method="post", args=_of("pair"), people=IN_PROGRAMMES,
        data=lambda cast: {"text": f"{NOTE_CANARY} ny", "shared": "both"},
    ),
    "pair:note_change": Row(ok="mentor", args=_of("shared_note"), people=IN_PROGRAMMES),
    "pair:note_remove": Row(ok="mentor", method="post", args=_of("shared_note"), people=IN_PROGRAMMES),
    "pair:task": Row(
        ok="mentor", method="post", args=lambda cast: [cast.pair.pk, cast.task.pk], people=IN_PROGRAMMES,
        data=lambda cast: {"done": "yes"},
    ),
    "pair:commitment": Row(ok=SIGNERS, args=_of("commitment"), people=IN_PROGRAMMES),
    "pair:commitment_sign": Row(
        ok=SIGNERS, method="post", args=_of("commitment"), people=IN_PROGRAMMES,
        data=_digest,
    ),
    "pair:commitment_pdf": Row(ok=SIGNERS, args=_of("commitment"), people=IN_PROGRAMMES),
    "pair:commitment_text": Row(ok=SIGNERS, args=_of("commitment"), people=IN_PROGRAMMES),
    "pair:fit": Row(
        ok=BOTH, method="post", args=_of("pair"), people=IN_PROGRAMMES, data=lambda cast: {"fit": "good"}
    ),
}  # fmt: skip
