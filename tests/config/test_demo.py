"""The demo: the real network as published, and invented ones in all the states that occur."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from mentornett.competence.models import Circle
from mentornett.config.demo.history import LEAVE_AFTER, LEAVE_BEFORE
from mentornett.config.demo.load import load_demo_if_empty
from mentornett.config.demo.profiles import INVENTED
from mentornett.config.demo.tour import DEMO_PASSWORD, TOUR
from mentornett.core.scoping import EVERYONE, inside
from mentornett.documents.blocks import Paragraph, Table
from mentornett.measurement.models import BeforeNow, Release, RolloutPlan, SharedSeries
from mentornett.measurement.queries.before_now import rows_about, shown
from mentornett.measurement.queries.later import due_of, points_of
from mentornett.measurement.queries.leavers import days_between_leavers
from mentornett.measurement.queries.report_pieces import newest_answers
from mentornett.measurement.queries.rollouts import about, foresight_of, whole_plan
from mentornett.measurement.queries.series_rows import start_of_unit
from mentornett.mentoring.models import Employment, Leave, MatchRun, Mentor, MentorPlaces, Pair, Signature, Talk, Wish
from mentornett.network.fixtures_real.reader import read_real_network
from mentornett.network.models import (
    ContactLog,
    Gathering,
    Network,
    NetworkReport,
    PlannedGathering,
    PollResult,
    ProgressScore,
    SponsorDigest,
    SponsorQuestion,
    Submission,
    Team,
    TeamMember,
)
from mentornett.network.queries.facts import fact_groups
from mentornett.network.queries.synthesis import excerpts_in, quotable_in
from mentornett.network.queries.writing import asked_in, sections_of
from mentornett.questionnaires.models import Answer
from mentornett.reports.drafts import SOURCES
from mentornett.reports.final_report import final_report
from mentornett.reports.measure_chart import leavers_look, row_chart
from mentornett.reports.network_report import drafted_sections, facts_of, network_report
from mentornett.tenants.actions.register import load_register_if_empty
from mentornett.tenants.models import Municipality, Person, Unit

NOW = timezone.now()


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_register_if_empty()
        assert load_demo_if_empty(now=NOW)
        connection.check_constraints()  # now, or PostgreSQL does so for all these rows after each test
        yield
        transaction.set_rollback(True)


@pytest.fixture
def networks(_loaded: None, db: None) -> list[Network]:
    """The demo's networks: the real one, the running one, the closing one, and the one that drew the order."""
    return list(Network.objects.order_by("pk"))


def test_demo_is_loaded_once(networks: list[Network]) -> None:
    assert not load_demo_if_empty(now=NOW)
    assert Network.objects.count() == len(networks) == 4


def test_register_is_loaded_once_with_all_municipalities(networks: list[Network]) -> None:
    load_register_if_empty()
    real = Municipality.objects.filter(valid_to__isnull=True).exclude(county="Oppdiktet")
    assert real.count() == 357


def test_real_network_has_fifteen_teams_of_twelve_municipalities(networks: list[Network]) -> None:
    with inside(EVERYONE):
        teams = Counter(Team.objects.filter(network=networks[0]).values_list("municipality__name", flat=True))
    assert (len(teams), teams.total()) == (12, 15)
    assert (teams["Modum"], teams["Indre Østfold"]) == (2, 3)


def test_real_network_held_seven_gatherings_and_dropped_one(networks: list[Network]) -> None:
    states = Counter(Gathering.objects.filter(network=networks[0]).values_list("state", flat=True))
    assert states == {"held": 7, "cancelled": 1}


def test_real_network_keeps_both_plans_and_marks_what_is_assumed(networks: list[Network]) -> None:
    rows = PlannedGathering.objects.filter(plan__network=networks[0])
    assert Counter(rows.values_list("plan__number", flat=True)) == {1: 9, 2: 8}
    sixth = rows.get(plan__number=1, number=6)
    assert (sixth.as_written, sixth.starts, sixth.assumed) == ("april 2022", date(2023, 4, 1), True)
    assert networks[0].motto_assumed


def test_real_network_has_no_persons(networks: list[Network]) -> None:
    with inside(EVERYONE):
        assert not TeamMember.objects.filter(team__network=networks[0]).exists()


def test_profiles_say_what_sources_say_or_that_they_are_invented(networks: list[Network]) -> None:
    facts = {row.number: row for row in read_real_network().profiles}
    for place in Municipality.objects.filter(inhabitants__isnull=False):
        fact = facts.get(place.number)
        assert fact or place.inhabitants_source == INVENTED
        assert not fact or (place.inhabitants, place.inhabitants_source) == (fact.inhabitants, fact.inhabitants_source)
    with inside(EVERYONE):
        places = set(networks[0].teams.values_list("municipality", flat=True))
    real = Municipality.objects.filter(pk__in=places, inhabitants__isnull=False)
    assert [(row.name, row.inhabitants) for row in real] == [("Kongsvinger", 17_934)]


def test_real_network_shows_no_share_without_its_number(networks: list[Network]) -> None:
    with inside(EVERYONE):
        sarpsborg = BeforeNow.objects.get(municipality__name="Sarpsborg")
    assert (sarpsborg.now_numerator, sarpsborg.now_denominator) == (2, 22)
    assert sarpsborg.before_approximate


def test_real_poll_keeps_what_cannot_be_read_as_unknown(networks: list[Network]) -> None:
    rows = PollResult.objects.filter(network=networks[0])
    assert sum(row.percent or 0 for row in rows) == 100
    assert [row.percent for row in rows if row.unknown_rest] == [27]
    assert {row.n for row in rows} == {None}


def test_real_network_shows_every_group_of_facts_with_its_source(networks: list[Network]) -> None:
    facts, shown_facts = read_real_network(), {group.kind.value: group.rows for group in fact_groups(networks[0])}
    counts = {kind: len(rows) for kind, rows in shown_facts.items()}
    assert counts == {
        "activity": len(facts.activity_plan), "competence": len(facts.mentor_competence),
        "measurement": len(facts.local_measurements), "event": len(facts.events), "other": 5,
    }  # fmt: skip
    rows = [row for group in shown_facts.values() for row in group]
    assert [row.what for row in rows if row.assumed] == ["Mottoet «Sammen er vi sterkere» vant slagordkonkurransen"]
    assert all(row.source or row.assumed for row in rows)
    assert [row.when_text for row in shown_facts["event"]] == ["17. mars 2023", "august 2023"]


def test_running_network_stands_between_gathering_three_and_four(networks: list[Network]) -> None:
    today = timezone.localdate(NOW)
    third, fourth = networks[1].gatherings.get(number=3), networks[1].gatherings.get(number=4)
    assert third.ends < today < fourth.starts
    assert fourth.starts - today <= timedelta(days=8)


def test_running_network_has_reports_in_all_the_states_that_occur(networks: list[Network]) -> None:
    with inside(EVERYONE):
        reports = Submission.objects.filter(team__network=networks[1], assignment__key="status_g4")
        states = Counter(reports.values_list("state", flat=True))
    assert set(states) == {"draft", "sent", "assessed", "reopened", "open", "skipped"}


def test_running_network_has_passages_to_show_and_one_that_is_not_shared(networks: list[Network]) -> None:
    with inside(EVERYONE):
        shown = quotable_in(networks[1])
        marked = excerpts_in(networks[1]).count()
        assert {row.submission.assignment.key for row in shown} == {"status_g4"}
    assert (len(shown), marked) == (5, 6)


def test_running_network_has_paused_late_and_leaderless_teams(networks: list[Network]) -> None:
    with inside(EVERYONE):
        teams = Team.objects.filter(network=networks[1])
        assert teams.filter(state="paused").count() == 1
        assert teams.filter(joined__gt=networks[1].starts).count() == 1
        leaders = TeamMember.objects.filter(team__in=teams, role__decides=True, ends__isnull=True)
        assert teams.count() - leaders.values("team").distinct().count() == 1


def test_silent_team_has_had_no_contact_since_the_first_period(networks: list[Network]) -> None:
    with inside(EVERYONE):
        silent = Team.objects.get(network=networks[1], name="Hammerfest")
        second = networks[1].gatherings.get(number=2)
        assert not ContactLog.objects.filter(team=silent, on__gte=second.starts).exists()


def test_scores_stay_on_the_scale(networks: list[Network]) -> None:
    with inside(EVERYONE):
        values = {float(value) for value in ProgressScore.objects.values_list("value", flat=True)}
    assert values
    assert all(0.5 <= value <= 5 and value * 2 == int(value * 2) for value in values)


def test_closing_network_has_a_final_report_to_write(networks: list[Network]) -> None:
    with inside(EVERYONE):
        states = Submission.objects.filter(team__network=networks[2], assignment__kind="final_report")
        assert set(states.values_list("state", flat=True)) == {"draft", "sent", "assessed", "open"}


def test_demo_people_are_plainly_invented(networks: list[Network]) -> None:
    people = list(Person.objects.all())
    assert all(person.is_demo and person.name.endswith("Eksempel") for person in people)
    assert all(person.email.endswith("@eksempel.no") for person in people)


def test_delivered_final_reports_say_something_else_to_each_question(networks: list[Network]) -> None:
    with inside(EVERYONE):
        rows = Answer.objects.filter(
            sheet__submission__assignment__kind="final_report", question__type="paragraphs",
            sheet__submission__state__in=["sent", "assessed"],
        )  # fmt: skip
        said = [(row.sheet_id, p["text"]) for row in rows for p in row.value if p["state"] != "left_out"]
    assert len(said) > 30
    assert len(said) == len(set(said))


def test_report_on_the_real_network_tells_its_goals_its_groups_and_the_probable_date(networks: list[Network]) -> None:
    with inside(EVERYONE):
        report = NetworkReport(network=networks[0], sections=drafted_sections(networks[0]))
        told = network_report(report, facts_of(networks[0]), today=NOW.date())
    about = next(block for block in report.sections if block["key"] == "about")["text"]
    assert "gikk fra" in about
    assert "sykepleiere og vernepleiere" in about
    assert "Effektmål: " in about
    tables = {block.caption: block for block in told.blocks if isinstance(block, Table)}
    assert tables["Invitasjonen (2,5 år)"].rows[5][1].text == "april 2022 (trolig april 2023)"
    assert len(tables["Grupper"].rows) == 8
    assert len(tables["Grupper"].columns) == 2


def test_final_report_says_what_the_table_says_once(networks: list[Network]) -> None:
    with inside(EVERYONE):
        draft = Submission.objects.get(team__network=networks[2], assignment__kind="final_report", state="draft")
        asked = asked_in(draft, NOW.date(), "nb", SOURCES)
        rows = shown(rows_about(draft.team), "nb")
        told = final_report(draft, sections_of(draft, asked), rows, today=NOW.date())
    texts = ["".join(run.text for run in block.runs) for block in told.blocks if isinstance(block, Paragraph)]
    assert rows[0].sentence
    assert sum(rows[0].sentence in text for text in texts) == 1


def test_answered_tasks_say_what_was_done(networks: list[Network]) -> None:
    with inside(EVERYONE):
        tasks = Submission.objects.filter(assignment__kind="task", state="assessed")
        assert tasks.exists()
        assert not tasks.filter(note="").exists()


def test_a_top_leader_has_had_a_page_and_wonders_about_something(networks: list[Network]) -> None:
    with inside(EVERYONE):
        asked, unread = SponsorDigest.objects.filter(team__network=networks[1]).order_by("gathering__number")
        assert asked.content["goals"]
        assert SponsorQuestion.objects.get(digest=asked).answer == ""
        assert unread.opened_at is None


@pytest.mark.parametrize(
    ("number", "mentors", "hires"), [("3420", 10, 12), ("9901", 4, 5), ("9902", 18, 32), ("9903", 72, 130)]
)
def test_mentor_programme_is_in_full_swing(networks: list[Network], number: str, mentors: int, hires: int) -> None:
    here = {"municipality__number": number}
    with inside(EVERYONE):
        assert Mentor.objects.filter(**here).count() == mentors
        followed = Employment.objects.filter(programme__isnull=False, **here)
        assert followed.values("person").distinct().count() == hires
        assert set(Talk.objects.filter(**here).values_list("state", flat=True)) == {
            "planned", "held", "not_held", "dropped"
        }  # fmt: skip
        assert Talk.objects.filter(proposed_at__isnull=False, **here).exists()
        assert followed.filter(pairs=None, starts__lt=NOW.date()).exists()
        signed = Signature.objects.filter(**here).values_list("commitment").annotate(n=Count("pk"))
        assert 3 in dict(signed.values_list("commitment", "n")).values()


@pytest.mark.parametrize(("number", "grade"), [("3420", "-"), ("9901", "D"), ("9902", "-"), ("9903", "-")])
def test_each_has_answers_of_half_years_that_are_over(networks: list[Network], number: str, grade: str) -> None:
    with inside(EVERYONE):
        releases = list(Release.objects.filter(municipality__number=number).order_by("-until"))
        assert len(releases) == 4
        assert all(row.certificate["safe"] for row in releases)
        assert releases[0].answers.get(question="retention").grade == grade
        assert releases[0].answers.filter(question="unit").exists()


@pytest.mark.parametrize("number", ["3420", "9902", "9903"])
def test_every_turn_of_a_pair_occurs_but_in_the_smallest(networks: list[Network], number: str) -> None:
    here = {"municipality__number": number}
    with inside(EVERYONE):
        pairs = Pair.objects.filter(**here)
        assert set(pairs.values_list("end_reason", flat=True)) >= {"", "completed", "mentee_left"}
        assert Leave.objects.filter(starts__lt=NOW.date(), ends__gt=NOW.date(), **here).exists()
        assert Mentor.objects.filter(trained_on=None, **here).exists()
        assert MentorPlaces.objects.filter(places=0, **here).exists()
        assert Employment.objects.filter(temporary=True, **here).exists()


def test_middle_municipality_has_a_proposal_that_waits_with_wishes_in_it(networks: list[Network]) -> None:
    with inside(EVERYONE):
        run = MatchRun.objects.get()
        assert run.programme.municipality.number == "9902"
        assert run.result["pairs"]
        wishes = set(Wish.objects.filter(municipality=run.municipality).values_list("by", flat=True))
        assert wishes & {int(row["key"]) for row in run.given["mentees"]}
        assert Wish.objects.filter(rather_not=True).exists()


def test_everybody_on_the_tour_can_log_in(networks: list[Network]) -> None:
    for email, _what in TOUR:
        assert Person.objects.get(email=email).check_password(DEMO_PASSWORD), email


def test_mentor_networks_are_a_pool_project_leaders_and_one_just_begun(networks: list[Network]) -> None:
    with inside(EVERYONE):
        pool, leaders, begun = Circle.objects.filter(course=None).order_by("pk")
        professions = Counter(pool.memberships.values_list("person__title", flat=True))
        assert professions == {"sykepleier": 5, "helsefagarbeider": 2}
        assert leaders.memberships.values("place").distinct().count() == 3
        assert set(pool.meetings.values_list("state", flat=True)) == {"held", "planned", "cancelled"}
        assert not begun.meetings.exists()


@pytest.mark.usefixtures("networks")
def test_a_municipality_has_a_plan_to_discuss_with_an_outlook() -> None:
    with inside(EVERYONE):
        plan = RolloutPlan.objects.get(municipality__number="9903")
        whole = whole_plan(plan)
        outlook = foresight_of(plan)
    assert plan.locked_at is None
    assert whole.hindrances(timezone.localdate(NOW)) == ()
    assert len(whole.units) == 5
    assert outlook is not None
    assert (outlook.state, outlook.about) == ("done", about(whole))
    assert not outlook.numbers["enough_alone"]


def test_municipalities_share_two_figures_by_month_and_something_small_is_not_in_them(networks: list[Network]) -> None:
    with inside(EVERYONE):
        copies = [row.content for row in SharedSeries.objects.filter(network=networks[1])]
    assert sorted(copy["name"][:9] for copy in copies) == ["Opplæring"] * 3 + ["Sykefravæ"] * 2
    assert any(copy["hidden"] for copy in copies)


@pytest.mark.usefixtures("networks")
def test_every_unit_of_the_invented_programmes_has_its_own_name() -> None:
    with inside(EVERYONE):
        names = Counter(Unit.objects.values_list("name", flat=True))
    assert len(names) > 40
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.usefixtures("networks")
def test_proposed_time_is_never_one_that_the_pair_has_agreed_on() -> None:
    with inside(EVERYONE):
        rows = Talk.objects.filter(proposed_at__isnull=False)
        agreed = set(Talk.objects.filter(agreed_at__isnull=False).values_list("pair", "agreed_at"))
        proposed = set(rows.filter(agreed_at=None).values_list("pair", "proposed_at"))
    assert {pair for pair, _at in proposed} & {pair for pair, _at in agreed}
    assert not proposed & agreed


@pytest.mark.usefixtures("networks")
def test_first_unit_of_the_large_municipality_has_days_between_leavers_to_read() -> None:
    today = timezone.localdate(NOW)
    with inside(EVERYONE):
        unit = Unit.objects.filter(municipality__number="9903").order_by("pk")[0]
        start = start_of_unit(unit)
        ((_unit, row),) = days_between_leavers(Employment.objects.filter(unit=unit), today).rows
        works = list(Employment.objects.filter(unit=unit, programme=None).values_list("starts", "ends"))
    assert start is not None
    chart = row_chart(leavers_look(unit.name), row, start=start)
    assert chart.answer.grade == "C"
    assert len(chart.rows) >= 40
    left: dict[bool, list[bool]] = {True: [], False: []}
    for begun, ends in works:
        if begun < today - timedelta(days=365):
            left[begun >= start].append(ends is not None and (ends - begun).days < 365)
    share = {after: sum(each) / len(each) for after, each in left.items()}
    assert share[False] == pytest.approx(LEAVE_BEFORE, abs=0.15)
    assert share[True] == pytest.approx(LEAVE_AFTER, abs=0.15)


def test_municipality_that_drafts_its_final_report_has_answers_to_put_in(networks: list[Network]) -> None:
    with inside(EVERYONE):
        draft = Submission.objects.get(team__network=networks[2], assignment__kind="final_report", state="draft")
        answers = list(newest_answers(draft.team.municipality_id))
    assert answers[0].question == "retention"
    assert "fortsatt ansatt etter 12 måneder" in answers[0].words["nb"]["seen"][0]


def test_teams_of_the_closed_network_were_asked_again_and_one_has_not_answered(networks: list[Network]) -> None:
    with inside(EVERYONE):
        first, second = points_of(networks[3])
        rows = BeforeNow.objects.filter(network=networks[3]).order_by("municipality__number")
        told = {one.months: [row.later.filter(point=one).first() for row in rows] for one in (first, second)}
    days = [(one.edited_at.date() - due_of(first)).days for one in told[12] if one]
    assert days == [18, 110, 18]
    assert [one is not None for one in told[24]] == [True, True, False]
    assert first.reminded_at is not None
