"""The network report: begun with what is known, then written section by section, also by several at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mentornett.core import audit
from mentornett.core.text import clean
from mentornett.network.models import Network, NetworkReport
from mentornett.network.rules.quoting import with_mark
from mentornett.tenants.models import Person

LONGEST_SECTION = 40_000


class SectionTooLongError(ValueError):
    """A section holds more text than there is room for."""


@dataclass(frozen=True)
class SectionOutcome:
    """The section as it is stored now. `conflict`: somebody else changed it first, and nothing was stored."""

    section: dict[str, Any]
    conflict: bool = False


@transaction.atomic
def begin_report(
    *, network: Network, sections: Iterable[Mapping[str, str]], language: str, by: Person, now: datetime
) -> NetworkReport:
    """Make the report with drafted sections (key, title, text) in a language; one that is there is left alone."""
    kept = NetworkReport.objects.filter(network=network).first()
    if kept:
        return kept
    report = NetworkReport(
        network=network, sections=[{**section, "revision": 1} for section in sections], edited_by=by, edited_at=now,
        organiser_id=network.organiser_id, language=language,
    )  # fmt: skip
    report.save()
    audit.record(verb="network_report.begun", on=report, by=by, now=now)
    return report


@transaction.atomic
def save_section(
    *, report: NetworkReport, key: str, text: str, base_revision: int, by: Person, now: datetime
) -> SectionOutcome:
    """Store one section on top of the revision its writer saw. Raises KeyError, SectionTooLongError."""
    held = NetworkReport.objects.select_for_update().get(pk=report.pk)
    section = _section(held, key)
    written = clean(text).strip()
    if len(written) > LONGEST_SECTION:
        raise SectionTooLongError
    if section["text"] == written:
        return SectionOutcome(section)
    if section["revision"] != base_revision:
        return SectionOutcome(section, conflict=True)
    _write(held, section, written, by, now)
    return SectionOutcome(section)


@transaction.atomic
def insert_mark(*, report: NetworkReport, key: str, mark: str, by: Person, now: datetime) -> None:
    """Put a quote or a table last in a section. Raises KeyError for a section that is not there."""
    held = NetworkReport.objects.select_for_update().get(pk=report.pk)
    section = _section(held, key)
    _write(held, section, with_mark(section["text"], mark), by, now)


def _section(report: NetworkReport, key: str) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {section["key"]: section for section in report.sections}
    return found[key]


def _write(report: NetworkReport, section: dict[str, Any], text: str, by: Person, now: datetime) -> None:
    section["text"], section["revision"] = text, section["revision"] + 1
    report.revision, report.edited_by, report.edited_at = report.revision + 1, by, now
    report.save(update_fields=["sections", "revision", "edited_by", "edited_at"])
    details = {"section": section["key"], "revision": section["revision"]}
    audit.record(verb="network_report.changed", on=report, by=by, now=now, details=details)
