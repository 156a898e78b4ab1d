"""Learning networks: created, cloned, described, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.text import clean, django_language, in_language
from mentornett.network.actions.cloning import copy_network, dates_of_clone
from mentornett.network.actions.from_template import Copy, Days, copy_template, dates_of_template
from mentornett.network.actions.notices import coordinators_of, link, tell
from mentornett.network.actions.plans import add_plan_version
from mentornett.network.choices import NetworkState, SubmissionState
from mentornett.network.models import Gathering, Network, Submission, SubmissionEvent
from mentornett.network.queries.gatherings import active_teams
from mentornett.network.template.reader import read_template
from mentornett.network.template.shapes import NetworkTemplate
from mentornett.tenants.models import Organiser, Person


class DatesOutOfOrderError(ValueError):
    """A network or gathering would end before it starts."""


@transaction.atomic
def create_network(
    *,
    organiser: Organiser,
    name: str,
    starts: date,
    by: Person,
    now: datetime,
    template: NetworkTemplate | None = None,
    ends: date | None = None,
    days: Days | None = None,
    topic: str = "",
    language: str = "nb",
) -> Network:
    """Create a network with everything that the template has, and note its dates as plan version 1.

    `days` gives the first and last day of each gathering by number; without it they are laid on working days.
    `language` is that of the texts which organisers edit afterwards (titles, programmes).
    """
    template = template or read_template()
    days = {**{row.number: (row.starts, row.ends) for row in dates_of_template(template, starts)}, **(days or {})}
    network = Network.objects.create(
        organiser=organiser, name=clean(name).strip(), topic=clean(topic).strip() or template.description[language],
        target_groups=[in_language(group.label, language) for group in template.target_groups],
        starts=min(starts, *(first for first, _ in days.values())), ends=_last_day(ends, days), created_at=now,
    )  # fmt: skip
    copy_template(Copy(template, network, days, language, now))
    _note_first_plan(network, by, now)
    audit.record(verb="network.created", on=network, by=by, now=now, details={"template": template.key})
    return network


@transaction.atomic
def clone_network(
    *,
    network: Network,
    name: str,
    starts: date,
    by: Person,
    now: datetime,
    ends: date | None = None,
    days: Days | None = None,
) -> Network:
    """Make a network like another one, with its dates shifted. Teams, people and what happened stay behind."""
    days = {**{row.number: (row.starts, row.ends) for row in dates_of_clone(network, starts)}, **(days or {})}
    clone = Network.objects.create(
        organiser=network.organiser, name=clean(name).strip(), topic=network.topic,
        target_groups=network.target_groups, about=network.about, labels=network.labels, texts=network.texts,
        progress_plan_on=network.progress_plan_on, cloned_from=network, created_at=now, kind=network.kind,
        region=network.region, cohort=network.cohort + 1 if network.cohort else None,
        starts=min(starts, *(first for first, _ in days.values())), ends=_last_day(ends, days),
    )  # fmt: skip
    copy_network(network, clone, days)
    _note_first_plan(clone, by, now)
    audit.record(verb="network.cloned", on=clone, by=by, now=now, details={"from": network.pk})
    return clone


def _last_day(ends: date | None, days: Days) -> date:
    last = max(day for _, day in days.values())
    return max(ends, last) if ends else last


def _note_first_plan(network: Network, by: Person, now: datetime) -> None:
    gatherings = Gathering.objects.filter(network=network)
    with translation.override(django_language(by.language)):
        title = gettext("First plan")
    add_plan_version(network=network, title=title, by=by, now=now, dated=now.date(), gatherings=gatherings)


EDITABLE = frozenset(
    {
        "name",
        "topic",
        "motto",
        "about",
        "target_groups",
        "starts",
        "ends",
        "progress_plan_on",
        "motto_assumed",
        "kind",
        "region",
        "cohort",
    }
)


@transaction.atomic
def change_network(*, network: Network, by: Person, now: datetime, **fields: Any) -> None:
    """Change what is said about a network: any of EDITABLE. Raises DatesOutOfOrderError."""
    for name in fields.keys() & EDITABLE:
        value = fields[name]
        setattr(network, name, clean(value).strip() if isinstance(value, str) else value)
    if network.ends < network.starts:
        raise DatesOutOfOrderError
    network.save(update_fields=sorted(fields.keys() & EDITABLE))
    audit.record(verb="network.changed", on=network, by=by, now=now, details={"fields": sorted(fields)})


@transaction.atomic
def set_state(*, network: Network, state: NetworkState, by: Person, now: datetime) -> None:
    """Start a planned network, close a running one, or open a closed one again.

    What the guides have answered is closed with the network, and open to further questions again when the network is.
    Those who coordinate its teams get a letter when it ends.
    """
    ends = network.state == NetworkState.RUNNING and state == NetworkState.CLOSED
    network.state = state
    network.save(update_fields=["state"])
    now_closed = state == NetworkState.CLOSED
    before, after = (SubmissionState.ASSESSED, SubmissionState.CLOSED)[:: 1 if now_closed else -1]
    moved = list(Submission.objects.select_for_update().filter(assignment__network=network, state=before))
    Submission.objects.filter(pk__in=[row.pk for row in moved]).update(state=after)
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(
            submission=row,
            state=after,
            by=by,
            at=now,
            organiser_id=row.organiser_id,
            municipality_id=row.municipality_id,
        )
        for row in moved
    )
    if ends:
        _tell_of_end(network, now)
    audit.record(
        verb="network.state_set", on=network, by=by, now=now, details={"state": str(state), "work": len(moved)}
    )


def _tell_of_end(network: Network, now: datetime) -> None:
    """Tell the coordinators that nothing more is asked for, and where to find what they wrote."""

    def words(reader: Person) -> tuple[str, str]:
        text = gettext(
            "Hello %(name)s,\n\n«%(network)s» has ended. Thank you for taking part. Nothing more is asked of the team, "
            "and there are no more reminders. What you have written stays on the team's page, and can be downloaded "
            "there.\n\nSee your teams: %(link)s"
        )
        values = {"name": reader.name, "network": network.name, "link": link(reverse("municipality:teams"))}
        return gettext("%(network)s has ended") % values, text % values

    today = localdate(now)
    people = [person for team in active_teams(network) for person in coordinators_of(team, today)]
    tell(people, kind="network_ended", words=words, now=now)


@transaction.atomic
def publish_network(*, network: Network, by: Person, now: datetime) -> None:
    """Let anybody read the network's public page (A10). Published already: the day stays."""
    network.published_at = network.published_at or now
    network.save(update_fields=["published_at"])
    audit.record(verb="network.published", on=network, by=by, now=now)


@transaction.atomic
def unpublish_network(*, network: Network, by: Person, now: datetime) -> None:
    """Take the network's public page away."""
    network.published_at = None
    network.save(update_fields=["published_at"])
    audit.record(verb="network.unpublished", on=network, by=by, now=now)
