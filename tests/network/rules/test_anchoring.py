"""The anchoring indicator and the evidence beside a score."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentornett.network.rules.anchoring import AnchoringFacts, Evidence, anchoring, in_place
from mentornett.network.template.reader import read_template

TODAY = date(2026, 3, 12)
KEYS = [point.key for point in read_template().anchoring_checklist]


def sources(facts: AnchoringFacts) -> dict[str, str]:
    return {point.key: point.source for point in anchoring(KEYS, facts, today=TODAY) if point.in_place}


def test_anchoring_without_facts_has_nothing_in_place() -> None:
    points = anchoring(KEYS, AnchoringFacts(), today=TODAY)
    assert [point.key for point in points] == KEYS
    assert in_place(points) == 0


def test_anchoring_reads_the_roster() -> None:
    facts = AnchoringFacts(roles_held={"union_representative", "hr"}, deciding_role_held=True)
    assert sources(facts) == {"leader_in_team": "roster", "union_in_team": "roster", "hr_connected": "roster"}


def test_anchoring_decision_counts_for_ninety_days() -> None:
    assert "recent_decision" in sources(AnchoringFacts(last_decision=TODAY - timedelta(days=90)))
    assert "recent_decision" not in sources(AnchoringFacts(last_decision=TODAY - timedelta(days=91)))


def test_anchoring_sponsor_and_time_have_their_reasons() -> None:
    found = sources(AnchoringFacts(sponsor_seen=TODAY, time_enough=True))
    assert found == {"sponsor_follows": "digest", "time_set_aside": "report"}


def test_anchoring_written_evidence_counts_where_nothing_else_shows_it() -> None:
    written = {"in_plans": Evidence("Rekrutteringsplanen", TODAY), "hr_connected": Evidence("HR-sjefen", TODAY)}
    points = {p.key: p for p in anchoring(KEYS, AnchoringFacts(roles_held={"hr"}, evidence=written), today=TODAY)}
    assert points["in_plans"].text == "Rekrutteringsplanen"
    assert points["hr_connected"].source == "roster"


@given(st.booleans(), st.booleans(), st.sets(st.sampled_from(["hr", "union_rep", "mentor"])))
def test_anchoring_more_facts_never_take_a_point_away(leader: bool, time: bool, roles: set[str]) -> None:
    fewer = anchoring(KEYS, AnchoringFacts(roles_held=roles), today=TODAY)
    more = anchoring(KEYS, AnchoringFacts(roles_held=roles, deciding_role_held=leader, time_enough=time), today=TODAY)
    assert in_place(more) >= in_place(fewer)
    assert in_place(more) <= len(KEYS)
