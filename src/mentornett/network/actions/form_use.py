"""Which version of a form the teams answer: taken into use from an assignment on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentornett.core import audit
from mentornett.network.actions.obligations import ensure_submissions
from mentornett.network.models import Assignment, Network
from mentornett.network.queries.form_versions import sheets_not_begun
from mentornett.questionnaires.actions import publish_version
from mentornett.questionnaires.choices import VersionState
from mentornett.questionnaires.models import Version
from mentornett.tenants.models import Person


@transaction.atomic
def take_into_use(
    *, network: Network, version: Version, assignments: Sequence[Assignment], by: Person, now: datetime
) -> None:
    """Let assignments ask with this version, published first when it is a draft. Work that is begun keeps its form."""
    if version.state == VersionState.DRAFT:
        publish_version(version=version, by=by, now=now)
    for row in assignments:
        row.questionnaire_version = version
        row.save(update_fields=["questionnaire_version"])
    sheets_not_begun(assignments).update(version=version)
    ensure_submissions(network=network, by=by, now=now)
    details = {
        "key": version.questionnaire.key,
        "version": version.number,
        "assignments": [row.pk for row in assignments],
    }
    audit.record(verb="questionnaire.activated", on=network, by=by, now=now, details=details)
