"""Access to what is handed out for research: asked by one, approved by another, followed by the union."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mentornett.measurement.actions.research import answer_study, ask_for_study, keep_file
from mentornett.measurement.models import ResearchStudy
from mentornett.measurement.rules.research import half_of
from mentornett.tenants.actions import token_hash
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, Row

TOKEN = "lenke-til-forskning"
APPROVERS = "programme_leader hr sponsor"
READERS = f"{APPROVERS} union_rep"
SOME = "programme_leader hr outsider leader"
ANYBODY = f"{SOME} other_coordinator"


def asked(cast: Cast) -> None:
    """Let the project leader ask."""
    newest = half_of(cast.today) - 2
    cast.things["study"] = ask_for_study(
        municipality=cast.flesberg, by=cast.programme_leader, now=cast.now, first_half=newest - 3, last_half=newest,
        last_day=cast.today + timedelta(days=100), title="Studien", purpose="Kunnskap", basis="Sikt 1",
        receiver="Universitetet", receiver_name="Fia Forsker", receiver_email="fia@eksempel.no",
    )  # fmt: skip


def handed_out(cast: Cast) -> None:
    """Let HR approve, and a file be there."""
    asked(cast)
    answer_study(study=cast.study, approved=True, answer="", by=cast.hr, now=cast.now)
    keep_file(study=cast.study, content=b"zip", counts={"rows": 7, "left_out": 2}, now=cast.now)
    ResearchStudy.objects.update(token_hash=token_hash(TOKEN))


def _failed(cast: Cast) -> None:
    asked(cast)
    answer_study(study=cast.study, approved=True, answer="", by=cast.hr, now=cast.now)
    ResearchStudy.objects.update(file_state="failed")


def _study(cast: Cast) -> list[Any]:
    return [cast.study.pk]


def _deed(ok: str, forbidden: str, **more: Any) -> Row:
    return Row(ok=ok, forbidden=forbidden, args=_study, method="post", people=IN_PROGRAMMES, **more)


ROWS = {
    "programme:studies": Row(ok=f"{READERS} neighbour_programme_leader", people=IN_PROGRAMMES, before=asked),
    "programme:study_new": Row(ok="programme_leader", people=IN_PROGRAMMES, args=lambda cast: [cast.flesberg.pk]),
    "programme:study": Row(ok=READERS, people=IN_PROGRAMMES, args=_study, before=asked),
    "programme:study_approve": _deed("hr sponsor", "programme_leader union_rep", before=asked),
    "programme:study_decline": _deed(
        "hr sponsor", "programme_leader union_rep", before=asked, data=lambda cast: {"answer": "Nei"}
    ),
    "programme:study_send": _deed("programme_leader", "hr sponsor union_rep", before=handed_out),
    "programme:study_again": _deed("programme_leader", "hr sponsor union_rep", before=_failed),
    "programme:study_withdraw": _deed(APPROVERS, "union_rep", before=handed_out),
    "public:research": Row(ok=ANYBODY, people=SOME, visitors=200, args=lambda cast: [TOKEN], before=handed_out),
    "public:research_file": Row(
        ok=ANYBODY, people=SOME, visitors=200, status=200, method="post", args=lambda cast: [TOKEN], before=handed_out
    ),
}
