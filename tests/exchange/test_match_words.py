"""What is said for and against a pair: only what is known."""

from __future__ import annotations

from django.utils import translation

from mentornett.exchange.match_words import weaknesses, why_without
from mentornett.matching.explaining import is_weak
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.proposing import Proposal, match
from mentornett.matching.rules import Rules


def _propose(mentee: Mentee, mentor: Mentor) -> Proposal:
    return match([mentee], [mentor], Rules())


def test_what_is_not_known_is_no_weakness() -> None:
    proposal = _propose(
        Mentee("ny", unit="post 1", profession="sykepleier"),
        Mentor("mona", unit="post 1", profession="sykepleier", shift="natt", experience_months=60),
    )
    assert weaknesses(proposal, proposal.pairs[0]) == []
    assert not is_weak(proposal.pairs[0], Rules())


def test_what_is_known_to_differ_is_said() -> None:
    proposal = _propose(
        Mentee("ny", unit="post 1", profession="sykepleier", shift="dag"),
        Mentor("mona", unit="post 2", profession="sykepleier", shift="natt", places=3, load=2),
    )
    with translation.override("en-gb"):
        assert weaknesses(proposal, proposal.pairs[0]) == [
            "another unit", "other shifts", "the mentor has two mentees already",
        ]  # fmt: skip
    assert is_weak(proposal.pairs[0], Rules())


def test_mentor_whose_place_went_to_somebody_else_is_counted_among_what_is_against() -> None:
    mentees = [Mentee(key, profession="sykepleier") for key in ("ny", "nyere")]
    mentors = [Mentor("mona", profession="sykepleier"), Mentor("full", profession="sykepleier", load=1)]
    proposal = match(mentees, mentors, Rules())
    with translation.override("nb"):
        said = why_without(proposal, proposal.unmatched[0], lambda one: one.key)
    assert said == "passer, men plassene går til andre i dette forslaget (1), ingen ledig plass (1)"
