"""The commitment: each party signs once, what was shown, and all get it when all have signed."""

from __future__ import annotations

import pytest

from mentornett.mentoring.actions import commitments as actions
from mentornett.mentoring.models import Commitment, CommitmentText, Signature
from mentornett.mentoring.queries.commitments import digest_of
from mentornett.tenants.models import Letter, Person
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


def sign(cast: Cast, by: Person) -> None:
    row = Commitment.objects.get(pk=cast.commitment.pk)
    actions.sign_commitment(commitment=row, shown=digest_of(row), by=by, now=NOW)


def test_all_are_told_when_all_three_have_signed(cast: Cast) -> None:
    sign(cast, cast.mentor)
    assert not Letter.objects.filter(kind="commitment_signed").exists()
    sign(cast, cast.mentee)
    readers = set(Letter.objects.filter(kind="commitment_signed").values_list("to_person", flat=True))
    assert readers == {cast.ward_leader.pk, cast.mentor.pk, cast.mentee.pk}


def test_signing_twice_is_one_signature_with_the_hash_of_what_was_shown(cast: Cast) -> None:
    for _time in range(2):
        sign(cast, cast.mentor)
    digest = digest_of(Commitment.objects.get(pk=cast.commitment.pk))
    assert Signature.objects.get(party="mentor").digest == digest
    assert len(digest) == 64


def test_nobody_else_signs(cast: Cast) -> None:
    with pytest.raises(actions.NotAPartyError):
        sign(cast, cast.programme_leader)


def test_a_text_that_was_changed_meanwhile_is_not_signed(cast: Cast) -> None:
    shown = digest_of(Commitment.objects.get(pk=cast.commitment.pk))
    CommitmentText.objects.filter(pk=cast.text.pk).update(purpose="Noe annet")
    with pytest.raises(actions.TextChangedError):
        actions.sign_commitment(commitment=cast.commitment, shown=shown, by=cast.mentor, now=NOW)
