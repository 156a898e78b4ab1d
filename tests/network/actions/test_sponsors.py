"""The top leader is named, informed once per period, asks and gets answers."""

import re
from datetime import timedelta

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network import actions, queries
from mentornett.network.jobs import send_due_digests
from mentornett.network.models import Action, ProgressScore, SponsorDigest, SponsorQuestion, TeamGoal, TeamMember
from mentornett.questionnaires.models import Answer
from mentornett.tenants.actions import token_hash
from mentornett.tenants.models import Letter, Person, Role
from tests.cast import Cast

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _everywhere(everyone: None) -> None:
    """Look at everything."""


def _name(cast: Cast, email: str, name: str = "Ny Toppleder") -> Person:
    return actions.set_sponsor(
        team=cast.team, email=email, name=name, by=cast.coordinator, now=cast.now, today=cast.today
    )  # fmt: skip


def _digest(cast: Cast) -> SponsorDigest:
    digest = actions.send_digest(team=cast.team, gathering=cast.gathering_2, now=cast.now, today=cast.today)
    assert digest is not None
    return digest


def _answer(cast: Cast, key: str, value: object, sharing: str) -> None:
    sheet = cast.sent_report.sheet
    question = sheet.version.questions.get(key=key)
    Answer.objects.update_or_create(
        sheet=sheet, question=question,
        defaults={
            "value": value, "sharing": sharing, "edited_at": cast.now, "organiser": cast.nord,
            "municipality": cast.flesberg,
        },
    )  # fmt: skip


def test_new_sponsor_gets_a_letter_and_no_invitation(cast: Cast) -> None:
    person = _name(cast, "ny@eksempel.no")
    assert Letter.objects.filter(to_email="ny@eksempel.no").values_list("kind", flat=True).get() == "sponsor"
    assert Role.objects.filter(person=person, kind="sponsor", municipality=cast.flesberg, ends__isnull=True).exists()


def test_earlier_sponsor_steps_back_at_once(cast: Cast) -> None:
    _name(cast, "ny@eksempel.no")
    assert Role.objects.get(person=cast.sponsor).ends == cast.today - DAY


def test_same_sponsor_again_changes_nothing_but_the_notice(cast: Cast) -> None:
    _name(cast, "sponsor@eksempel.no")
    assert Role.objects.get(person=cast.sponsor).ends is None
    assert cast.team.sponsor_informed_at == cast.now


def test_digest_holds_goals_score_and_what_only_the_leader_can_do(cast: Cast) -> None:
    place = {"team": cast.team, "organiser": cast.nord, "municipality": cast.flesberg}
    goal = TeamGoal.objects.create(level="result", text="Alle får mentor", **place)
    Action.objects.create(goal=goal, text="Lage plan", state="done", **place)
    Action.objects.create(goal=goal, text="Kaste plan", state="dropped", **place)
    ProgressScore.objects.create(by_kind="self", value="2.5", on=cast.today, **place)
    TeamMember.objects.filter(person=cast.team_leader).update(ends=cast.today - DAY)
    content = _digest(cast).content
    assert content["goals"][0]["text"] == "Alle får mentor"
    assert [row["text"] for row in content["goals"][0]["actions"]] == ["Lage plan"]
    assert content["score"]["value"] == "2,5"
    assert content["leader_in_place"] is False
    assert content["missing_roles"] == ["Leder med beslutningsmyndighet"]
    assert "Samling 3" in content["next"]["title"]


def test_digest_shows_answers_that_the_team_shares_with_its_municipality_and_no_other(cast: Cast) -> None:
    _answer(cast, "status.achieved", "Vi har fått ti mentorer.", "municipality")
    _answer(cast, "status.hard", "Lederen svarer aldri.", "team")
    content = _digest(cast).content
    assert content["achieved"] == "Vi har fått ti mentorer."
    assert content["hard"] == ""


def test_digest_is_frozen_when_it_is_sent(cast: Cast) -> None:
    digest = _digest(cast)
    TeamGoal.objects.create(
        team=cast.team, level="sub", text="Kom etterpå", organiser=cast.nord, municipality=cast.flesberg
    )
    digest.refresh_from_db()
    assert digest.content["goals"] == []


def test_digest_is_sent_once_per_period_and_its_link_is_stored_as_a_hash(cast: Cast) -> None:
    digest = _digest(cast)
    assert actions.send_digest(team=cast.team, gathering=cast.gathering_2, now=cast.now, today=cast.today) is None
    letter = Letter.objects.get(kind="digest")
    found = re.search(r"/oppsummering/([\w-]{43})/", letter.text)
    assert found is not None
    assert digest.token_hash == token_hash(found[1])
    assert found[1] not in str(SponsorDigest.objects.values())
    assert queries.digest_with(digest.token_hash) == digest


def test_a_new_link_to_the_page_takes_the_place_of_the_old_one(cast: Cast) -> None:
    digest = _digest(cast)
    old = digest.token_hash
    actions.send_digest_again(digest=digest, now=cast.now + DAY, today=cast.today + DAY)
    digest.refresh_from_db()
    letters = Letter.objects.filter(kind="digest").order_by("pk")
    (token,) = re.findall(r"/oppsummering/([^/]+)/", letters[1].text)
    assert digest.token_hash == token_hash(token) != old
    assert letters.count() == 2


def test_digest_without_a_sponsor_is_not_sent(cast: Cast) -> None:
    cast.team.sponsor = None
    assert actions.send_digest(team=cast.team, gathering=cast.gathering_2, now=cast.now, today=cast.today) is None


def test_job_sends_after_the_gathering_and_only_once(cast: Cast) -> None:
    ended = cast.gathering_3.ends
    assert send_due_digests(ended, cast.now) == 0
    assert send_due_digests(ended + DAY, cast.now) == 1
    assert send_due_digests(ended + DAY, cast.now) == 0
    assert send_due_digests(ended + 20 * DAY, cast.now) == 0


def test_job_leaves_paused_teams_and_cancelled_gatherings_alone(cast: Cast) -> None:
    cast.team.state = "paused"
    cast.team.save()
    assert send_due_digests(cast.gathering_3.ends + DAY, cast.now) == 0
    cast.team.state = "active"
    cast.team.save()
    cast.gathering_3.state = "cancelled"
    cast.gathering_3.save()
    assert send_due_digests(cast.gathering_3.ends + DAY, cast.now) == 0


def test_question_reaches_coordinator_and_deputy_and_notes_that_the_page_was_read(cast: Cast) -> None:
    digest = _digest(cast)
    actions.ask_team(digest=digest, text="Hva trenger dere?", now=cast.now, today=cast.today)
    letters = Letter.objects.filter(kind="sponsor_question")
    assert set(letters.values_list("to_email", flat=True)) == {"coordinator@eksempel.no", "deputy@eksempel.no"}
    digest.refresh_from_db()
    assert digest.opened_at == cast.now
    assert AuditEntry.objects.filter(verb="sponsor.asked", person=cast.sponsor).count() == 1


def test_question_goes_to_everybody_where_nobody_coordinates(cast: Cast) -> None:
    TeamMember.objects.filter(team=cast.team, role__key__contains="coordinator").update(ends=cast.today - DAY)
    actions.ask_team(digest=_digest(cast), text="Hvem er der?", now=cast.now, today=cast.today)
    letters = Letter.objects.filter(kind="sponsor_question")
    assert set(letters.values_list("to_email", flat=True)) == {"team_leader@eksempel.no", "union@eksempel.no"}


def test_sixth_question_on_one_page_is_refused(cast: Cast) -> None:
    digest = _digest(cast)
    for number in range(5):
        actions.ask_team(digest=digest, text=f"Spørsmål {number}", now=cast.now, today=cast.today)
    with pytest.raises(actions.TooManyQuestionsError):
        actions.ask_team(digest=digest, text="En til", now=cast.now, today=cast.today)
    assert SponsorQuestion.objects.count() == 5


def test_answer_goes_back_by_letter(cast: Cast) -> None:
    question = actions.ask_team(digest=_digest(cast), text="Hva koster det?", now=cast.now, today=cast.today)
    actions.answer_sponsor(question=question, text="To timer i uka.", by=cast.deputy, now=cast.now)
    letter = Letter.objects.get(kind="sponsor_answer")
    assert letter.to_email == "sponsor@eksempel.no"
    assert "Hva koster det?" in letter.text
    assert "To timer i uka." in letter.text
