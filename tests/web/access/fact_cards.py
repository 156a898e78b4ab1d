"""Access to reference figures: national ones kept by organisers, own ones by those who keep facts."""

from __future__ import annotations

from datetime import date

from mentornett.measurement.actions.fact_cards import save_card
from tests.cast import Cast
from tests.web.access.table import IN_PROGRAMMES, NORD_LEADERS, NORD_STAFF, Row

KEEPERS = "programme_leader hr measure_lead"
STAFF = f"{NORD_STAFF} other_leader"
FIELDS = {
    "topic": "recruiting", "what": "Vanskelig å rekruttere", "figure": "59 %", "year": 2016, "source": "KS",
    "link": "", "expires": date(2020, 1, 1),
}  # fmt: skip


def national(cast: Cast) -> None:
    """Let the organiser keep a card."""
    cast.things["card"] = save_card(organiser=cast.nord, by=cast.leader, now=cast.now, **FIELDS)


def own(cast: Cast) -> None:
    """Let Flesberg keep a card."""
    cast.things["card"] = save_card(municipality=cast.flesberg, by=cast.hr, now=cast.now, **FIELDS)


def _national(**more: object) -> Row:
    return Row(
        ok=NORD_LEADERS, forbidden="guide other_guide", before=national, args=lambda cast: [cast.card.pk], **more
    )  # type: ignore[arg-type]


def _own(**more: object) -> Row:
    return Row(
        ok=KEEPERS, forbidden="union_rep", before=own, args=lambda cast: [cast.card.pk], people=IN_PROGRAMMES, **more
    )  # type: ignore[arg-type]


ROWS = {
    "organiser:fact_cards": Row(ok=STAFF, before=national),
    "organiser:fact_card_new": Row(ok=f"{NORD_LEADERS} other_leader", forbidden="guide other_guide"),
    "organiser:fact_card": _national(),
    "organiser:fact_card_remove": _national(method="post", status=200),
    "organiser:fact_card_restore": _national(method="post"),
    "programme:fact_cards": Row(
        ok=f"{KEEPERS} union_rep", before=own, args=lambda cast: [cast.flesberg.pk], people=IN_PROGRAMMES
    ),
    "programme:fact_card_new": Row(ok=KEEPERS, args=lambda cast: [cast.flesberg.pk], people=IN_PROGRAMMES),
    "programme:fact_card": _own(),
    "programme:fact_card_remove": _own(method="post", status=200),
    "programme:fact_card_restore": _own(method="post"),
}
