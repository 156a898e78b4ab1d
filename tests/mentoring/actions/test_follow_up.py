"""Who would rather change: the project leader is told at once, and nobody learns who or why."""

from __future__ import annotations

import pytest

from mentornett.core.models import AuditEntry
from mentornett.mentoring.actions.follow_up import note_talk_about_pair, remind_pair
from mentornett.mentoring.actions.own_plan import answer_fit
from mentornett.mentoring.choices import Fit, FollowUp
from mentornett.mentoring.models import Pair, Signature
from mentornett.tenants.models import Letter, Role
from tests.cast import NOW, Cast

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_letter_is_the_same_whoever_asked(cast: Cast, who: str) -> None:
    answer_fit(pair=cast.pair, fit=Fit.CHANGE, by=getattr(cast, who), now=NOW)
    (letter,) = Letter.objects.all()
    assert letter.to_person_id == cast.programme_leader.pk
    assert letter.subject == "En samtale om et par er ønsket"
    assert letter.text.index(cast.mentee.name) < letter.text.index(cast.mentor.name)
    assert "heller bytte" not in letter.text
    details = AuditEntry.objects.filter(verb="fit.answered").values_list("details", flat=True)
    assert "change" not in str(list(details))


def test_both_who_want_it_cause_one_letter(cast: Cast) -> None:
    for person in (cast.mentor, cast.mentee):
        answer_fit(pair=cast.pair, fit=Fit.CHANGE, by=person, now=NOW)
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("fit", [Fit.GOOD, Fit.UNSURE])
def test_other_answers_tell_nobody(cast: Cast, fit: Fit) -> None:
    answer_fit(pair=cast.pair, fit=fit, by=cast.mentee, now=NOW)
    assert not Letter.objects.exists()
    assert Pair.objects.get(pk=cast.pair.pk).talk_wanted_at is None


def test_project_leader_who_is_the_mentor_gets_no_letter_about_own_pair(cast: Cast) -> None:
    Role.objects.create(
        person=cast.mentor, kind="programme_leader", municipality=cast.flesberg, starts=cast.today
    )  # fmt: skip
    answer_fit(pair=cast.pair, fit=Fit.CHANGE, by=cast.mentee, now=NOW)
    assert list(Letter.objects.values_list("to_person", flat=True)) == [cast.programme_leader.pk]


def test_noted_talk_takes_the_pair_off_the_list(cast: Cast) -> None:
    answer_fit(pair=cast.pair, fit=Fit.CHANGE, by=cast.mentee, now=NOW)
    pair = Pair.objects.get(pk=cast.pair.pk)
    note_talk_about_pair(pair=pair, by=cast.programme_leader, now=NOW)
    assert Pair.objects.get(pk=cast.pair.pk).talk_wanted_at is None
    assert AuditEntry.objects.filter(verb="pair.talked_about").count() == 1


def test_reminder_twice_in_a_week_is_one_deed(cast: Cast) -> None:
    times = [
        remind_pair(pair=cast.pair, about=FollowUp.UNANSWERED, by=cast.programme_leader, now=NOW) for _ in range(2)
    ]
    assert times == [2, 0]
    assert AuditEntry.objects.filter(verb="pair.reminded").count() == 1


def test_all_signed_leaves_nobody_to_remind(cast: Cast) -> None:
    for party, person in (("mentor", cast.mentor), ("mentee", cast.mentee)):
        Signature.objects.create(
            commitment=cast.commitment, party=party, person=person, signed_at=NOW, digest="0" * 64,
            municipality=cast.flesberg,
        )  # fmt: skip
    with pytest.raises(RuntimeError):
        remind_pair(pair=cast.pair, about=FollowUp.UNSIGNED, by=cast.programme_leader, now=NOW)
