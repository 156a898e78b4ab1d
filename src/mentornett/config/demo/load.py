"""Fills an empty database for the demo."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from mentornett.config.demo.circles import load_circles, load_course_groups, load_pulses
from mentornett.config.demo.competence import load_courses
from mentornett.config.demo.consents import load_consents
from mentornett.config.demo.fact_cards import load_cards
from mentornett.config.demo.facts import load_facts
from mentornett.config.demo.history import let_answers_out, load_history
from mentornett.config.demo.known_network import load_known_network
from mentornett.config.demo.mentoring import load_mentor_programme
from mentornett.config.demo.passages import mark_passages
from mentornett.config.demo.people import staff_of
from mentornett.config.demo.profiles import load_profiles
from mentornett.config.demo.real import load_real_network
from mentornett.config.demo.report_figures import load_report_figures
from mentornett.config.demo.research import ask, ask_afterwards, share_board
from mentornett.config.demo.rollouts import load_planned_rollout
from mentornett.config.demo.running import Setting, load_invented_network, read_story
from mentornett.config.demo.shared_series import load_shared_series
from mentornett.config.demo.tour import DEMO_PASSWORD
from mentornett.config.demo.towns import load_programme_of_reporter, load_towns
from mentornett.config.demo.work import grant_expert, tell_top_leader
from mentornett.core.scoping import EVERYONE, inside
from mentornett.measurement.rules.half_years import newest_due
from mentornett.network.models import Submission
from mentornett.tenants.models import Municipality, Organiser

DRAFTS_ITS_REPORT = "Øvre Eiker"
PLANS_IN = "9903"  # Storvik, the large one, which has units that do not use the programme yet
PROGRAMME_IN = "3420"  # Elverum; the people and what they do are invented


def _load_elverum(*, password: str, now: datetime) -> Municipality:
    """Write the mentor programme of a real municipality; the people and what they do are invented."""
    elverum = Municipality.objects.get(number=PROGRAMME_IN, valid_to__isnull=True)
    load_mentor_programme(municipality=elverum, password=password, now=now)
    load_facts(municipality=elverum, now=now, a_year=12)
    load_history(municipality=elverum, now=now, a_half_year=11)
    ask(municipality=elverum, now=now)
    return elverum


@transaction.atomic
def load_demo_if_empty(*, now: datetime) -> bool:
    """Write the demo networks into a database without organisers. Tells whether it did."""
    if Organiser.objects.exists():
        return False
    with inside(EVERYONE):
        organiser = Organiser.objects.create(name="Jobbvinner (KS)", short_name="Jobbvinner")
        password = make_password(DEMO_PASSWORD)
        starts = timezone.localtime(now).date() - timedelta(days=1200)
        staff = staff_of(organiser, read_story()["staff"], starts=starts, password=password, now=now)
        load_profiles()
        load_real_network(organiser=organiser, now=now)
        setting = Setting(organiser, staff, password, now)
        running = load_invented_network(
            setting=setting, name="Demonettverk: mentor for nye kolleger (oppdiktet)", teams="running",
            next_gathering=4, days_until=8, months_so_far=12, cohort=2,
        )  # fmt: skip
        closing = load_invented_network(
            setting=setting, name="Demonettverk som snart avsluttes (oppdiktet)", teams="closing",
            next_gathering=7, days_until=15, months_so_far=27, cohort=1,
        )  # fmt: skip
        read = Submission.objects.filter(team__network=running, assignment__key="status_g3", state="assessed").first()
        if read:
            grant_expert(expert=staff["eirik"], submission=read, today=setting.today)
        mark_passages(running, assignment="status_g4", by=setting.leader, now=now)
        tell_top_leader(running, now=now, today=setting.today)
        elverum = _load_elverum(password=password, now=now)
        load_cards(organiser=organiser, by=staff["astrid"], now=now)
        ask_afterwards(network=closing, by=staff["astrid"], now=now)
        share_board(municipality=elverum, network=running, now=now)
        load_consents(network=running, setting=setting)
        load_shared_series(municipality=elverum, network=running, now=now)
        load_circles(municipality=elverum, now=now)
        load_pulses(municipality=elverum, now=now)
        load_report_figures(closing, municipality=DRAFTS_ITS_REPORT, now=now)
        load_programme_of_reporter(password=password, now=now)
        load_towns(password=password, now=now)
        load_courses(organiser=organiser, staff=staff, password=password, now=now)
        load_course_groups(by=staff["astrid"], now=now)
        _load_rollouts(setting)
    return True


def _load_rollouts(setting: Setting) -> None:
    """Write a plan that is not drawn, one whose truth is known, and what each municipality is told and would give."""
    from mentornett.measurement.actions.counts_ahead import count_those_due  # noqa: PLC0415 (slow import)

    load_planned_rollout(municipality=Municipality.objects.get(number=PLANS_IN), now=setting.now)
    load_known_network(setting=setting)
    let_answers_out(now=setting.now)
    count_those_due(newest_due(setting.today), setting.now)
