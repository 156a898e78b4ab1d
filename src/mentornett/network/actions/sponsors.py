"""The top leader behind a team: chosen, informed once per period, asking and getting answers (B09, L03)."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean, django_language
from mentornett.core.time import date_words
from mentornett.network import queries
from mentornett.network.actions import notices
from mentornett.network.models import Gathering, SponsorDigest, SponsorQuestion, Team
from mentornett.tenants.actions import end_role, find_or_create, give_role, token_hash
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Person, Role

QUESTIONS_PER_PAGE = 5  # so that a link that strays cannot fill the team's list


class TooManyQuestionsError(ValueError):
    """As many questions as one page may carry have been asked already."""


class AlreadyAnsweredError(RuntimeError):
    """Somebody else in the team answered the top leader meanwhile."""


@transaction.atomic
def set_sponsor(*, team: Team, email: str, name: str, by: Person, now: datetime, today: date) -> Person:
    """Name the municipality's top leader for a team and tell them. No account is needed; the earlier one steps back."""
    with notices.across(team):
        language = str(team.municipality.language) if team.municipality else "nb"
        person = find_or_create(email=email, name=name, by=by, now=now, language=language)
        earlier = team.sponsor
        give_role(person=person, kind=RoleKind.SPONSOR, by=by, starts=today, now=now, municipality=team.municipality)
        team.sponsor, team.sponsor_informed_at, team.sponsor_confirmed_at = person, now, None
        team.save(update_fields=["sponsor", "sponsor_informed_at", "sponsor_confirmed_at"])
        audit.record(verb="team.sponsor_named", on=team, by=by, now=now, details={"person": person.pk})
        if earlier and earlier != person:
            _step_back(earlier, team, by, now, today)
        notices.tell([person], kind="sponsor", words=_introduction(team), now=now, key=f"sponsor:{team.pk}:{today}")
    return person


def _step_back(person: Person, team: Team, by: Person, now: datetime, today: date) -> None:
    if Team.objects.filter(sponsor=person, municipality=team.municipality).exists():
        return
    roles = Role.objects.filter(person=person, kind=RoleKind.SPONSOR, municipality=team.municipality)
    for role in roles.filter(ends__isnull=True):
        end_role(role=role, by=by, ends=today - timedelta(days=1), now=now)


def _introduction(team: Team) -> notices.Words:
    def _words(reader: Person) -> tuple[str, str]:
        values = {"name": reader.name, "team": team.name, "network": team.network.name}
        text = gettext(
            "Hello %(name)s,\n\n%(team)s takes part in «%(network)s» and has named you as the top leader behind the "
            "work.\n\nAfter each gathering you get one page by e-mail: where the team stands and what it needs from "
            "you. You read it without logging in, and you can ask the team what you wonder about."
        )
        return gettext("You are the top leader behind %(team)s") % values, text % values

    return _words


@transaction.atomic
def send_digest(*, team: Team, gathering: Gathering, now: datetime, today: date) -> SponsorDigest | None:
    """Freeze the page about the period that a gathering ended and send its link; None when that is done already."""
    person = team.sponsor
    if person is None or SponsorDigest.objects.filter(team=team, gathering=gathering, person=person).exists():
        return None
    token = secrets.token_urlsafe(32)
    with translation.override(django_language(person.language)):
        content = queries.digest_content(team, gathering, today)
    digest = SponsorDigest(
        team=team, organiser_id=team.organiser_id, municipality_id=team.municipality_id, gathering=gathering,
        person=person, token_hash=token_hash(token), content=content, sent_at=now,
        expires_at=now + timedelta(days=settings.DIGEST_DAYS),
    )  # fmt: skip
    digest.save()
    _write_digest_letter(digest, token, now, today)
    team.sponsor_informed_at = now
    team.save(update_fields=["sponsor_informed_at"])
    audit.record(verb="digest.sent", on=digest, by=None, now=now, details={"team": team.pk})
    return digest


@transaction.atomic
def send_digest_again(*, digest: SponsorDigest, now: datetime, today: date) -> None:
    """Send the top leader a new link to the page; the old one stops working, since only its hash is kept."""
    token = secrets.token_urlsafe(32)
    digest.token_hash, digest.expires_at = token_hash(token), now + timedelta(days=settings.DIGEST_DAYS)
    digest.save(update_fields=["token_hash", "expires_at"])
    _write_digest_letter(digest, token, now, today)
    audit.record(verb="digest.sent", on=digest, by=digest.person, now=now, details={"team": digest.team_id})


def _write_digest_letter(digest: SponsorDigest, token: str, now: datetime, today: date) -> None:
    key = f"digest:{digest.pk}:{digest.token_hash[:12]}"
    notices.tell([digest.person], kind="digest", words=_digest_letter(digest, token, today), now=now, key=key)


def _digest_letter(digest: SponsorDigest, token: str, today: date) -> notices.Words:
    def _words(reader: Person) -> tuple[str, str]:
        place = {"name": reader.name, "team": digest.team.name, "municipality": str(digest.team.municipality)}
        page = queries.standing_text(digest.team.network, "digest.page", **place)
        values: dict[str, Any] = {
            "greeting": "\n\n".join(page.paragraphs),
            "read": page.button,
            "link": notices.link(reverse("public:digest", args=[token])),
            "expires": date_words(timezone.localtime(digest.expires_at).date(), today),
        }
        text = gettext("%(greeting)s\n\n%(read)s: %(link)s\n\nThe link is yours alone and works until %(expires)s.")
        return page.title, text % values

    return _words


@transaction.atomic
def note_digest_read(*, digest: SponsorDigest, now: datetime) -> None:
    """Note that the top leader says they have read the page; the first time counts."""
    if digest.opened_at is None:
        digest.opened_at = now
        digest.save(update_fields=["opened_at"])
        audit.record(verb="digest.read", on=digest, by=digest.person, now=now)


@transaction.atomic
def confirm_backing(*, digest: SponsorDigest, now: datetime) -> None:
    """Note that the top leader says they stand behind the work, anew after a change of leader (L09)."""
    note_digest_read(digest=digest, now=now)
    team = digest.team
    if team.sponsor_id != digest.person_id or team.sponsor_confirmed_at is not None:
        return
    team.sponsor_confirmed_at = now
    team.save(update_fields=["sponsor_confirmed_at"])
    audit.record(verb="sponsor.confirmed", on=team, by=digest.person, now=now)


@transaction.atomic
def ask_team(*, digest: SponsorDigest, text: str, now: datetime, today: date) -> SponsorQuestion:
    """Put the top leader's question to the team; its coordinator gets a letter. Raises TooManyQuestionsError."""
    if digest.questions.count() >= QUESTIONS_PER_PAGE:
        raise TooManyQuestionsError
    team = digest.team
    note_digest_read(digest=digest, now=now)
    question = SponsorQuestion(
        team=team, organiser_id=team.organiser_id, municipality_id=team.municipality_id, digest=digest,
        text=clean(text).strip(), asked_by=digest.person, asked_at=now,
    )  # fmt: skip
    question.save()
    audit.record(verb="sponsor.asked", on=question, by=digest.person, now=now, details={"team": team.pk})

    def _words(reader: Person) -> tuple[str, str]:
        values = {
            "name": reader.name, "sponsor": digest.person.name, "question": question.text, "team": team.name,
            "link": notices.link(reverse("municipality:answer_sponsor", args=[question.pk])),
        }  # fmt: skip
        body = gettext("Hello %(name)s,\n\n%(sponsor)s wonders:\n\n%(question)s\n\nAnswer here: %(link)s")
        return gettext("%(sponsor)s wonders about something in %(team)s") % values, body % values

    readers = notices.coordinators_of(team, today)
    notices.tell(readers, kind="sponsor_question", words=_words, now=now, key=f"sponsor_question:{question.pk}")
    return question


@transaction.atomic
def answer_sponsor(*, question: SponsorQuestion, text: str, by: Person, now: datetime) -> None:
    """Answer the top leader; the answer goes back by e-mail. Raises AlreadyAnsweredError."""
    answer = {"answer": clean(text).strip(), "answered_by": by, "answered_at": now}
    if not SponsorQuestion.objects.filter(pk=question.pk, answered_at=None).update(**answer):
        raise AlreadyAnsweredError
    question.refresh_from_db(fields=list(answer))
    audit.record(verb="sponsor.answered", on=question, by=by, now=now)

    def _words(reader: Person) -> tuple[str, str]:
        values = {
            "name": reader.name, "by": by.name, "team": question.team.name, "question": question.text,
            "answer": question.answer,
        }  # fmt: skip
        body = gettext("Hello %(name)s,\n\nYou wondered:\n\n%(question)s\n\n%(by)s in %(team)s answers:\n\n%(answer)s")
        return gettext("An answer from %(team)s") % values, body % values

    if question.asked_by:
        with notices.across(question.team):
            notices.tell([question.asked_by], kind="sponsor_answer", words=_words, now=now)
