"""The file for a researcher: rows without names, and the codebook that says what they are and are not (J20, J21)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext

from mentornett.core import audit
from mentornett.core.scoping import Scope, inside
from mentornett.core.sealing import unseal
from mentornett.core.text import django_language
from mentornett.documents.archives import with_fixed_dates
from mentornett.documents.blocks import BulletList, Cell, Column, Document, Heading, KeyValues, Note, Quote, Table
from mentornett.documents.csv_file import as_csv
from mentornett.documents.pdf import as_pdf
from mentornett.documents.sheets import Sheet
from mentornett.measurement.actions.research import keep_file
from mentornett.measurement.choices import FileState
from mentornett.measurement.models import ResearchStudy
from mentornett.measurement.queries.research import ShownStudy, half_words, number_words, standing_of
from mentornett.measurement.queries.spells import works_in
from mentornett.measurement.rules.research import ALL_GROUPS, OTHER_UNITS, OTHERS, Extract, extract, last_half
from mentornett.measurement.rules.studies import Standing
from mentornett.reports.words import framed, language_now, long_date
from mentornett.tenants.models import Person

COLUMNS = (
    "pseudonym", "enhet", "yrkesgruppe", "ansatt", "vikariat", "enhet_startet", "sett_fra_maaned", "maaneder",
    "sluttet",
)  # fmt: skip
J21 = (
    "Turnover er lavere i tiltaksvirksomhetene etter implementering av mentorprogrammene, men det er usikkert om dette "
    "skyldes mentorordningen eller andre årsaker."
)


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: its name, what it means, and which values it has."""

    name: str
    meaning: str
    values: str


def make_research_file(*, study_id: int, scope: Scope, now: datetime, today: date) -> None:
    """Make the file of an approved study and send the link. One that is made, or taken back since, is left as it is."""
    from mentornett.measurement.queries.effect import starts_of_units  # noqa: PLC0415 (slow import)

    with inside(scope):
        study = ResearchStudy.objects.select_related("municipality", "asked_by", "answered_by").get(pk=study_id)
        waiting = study.file_state == FileState.WAITING and standing_of(study, today) == Standing.APPROVED
        if not waiting or study.sealed_key is None:
            return
        found = extract(
            works_in(study.municipality_id or 0), starts_of_units(study.municipality_id or 0),
            first=study.first_half, last=study.last_half, until=last_half(today),
            key=bytes.fromhex(unseal(bytes(study.sealed_key))),
        )  # fmt: skip
        counts = {
            "rows": len(found.rows), "coarser": found.coarser, "left_out": found.left_out, "unseen": found.unseen,
        }  # fmt: skip
        with translation.override(django_language(study.language)):
            content = research_zip(study, found, now=now, today=today) if found.rows else None
        subjects = Person.objects.filter(pk__in=found.persons)
        audit.reading(reader=study.asked_by, subjects=subjects, page="research", now=now)
        keep_file(study=study, content=content, counts=counts, now=now)


def research_zip(study: ResearchStudy, found: Extract, *, now: datetime, today: date) -> bytes:
    """Return the zip: the rows, and the codebook for machines and for readers."""
    rows = [
        (
            row.pseudonym, row.unit, row.profession, row.hired, row.temporary, row.started, row.entry, row.months,
            row.left,
        )
        for row in found.rows
    ]  # fmt: skip
    told = variables()
    titles = (gettext("Column"), gettext("What it is"), gettext("Values"))
    language = language_now()
    data = as_csv(Sheet("data", COLUMNS, rows), language=language)
    machine = as_csv(Sheet("kodebok", titles, [(one.name, one.meaning, one.values) for one in told]), language=language)
    readable = as_pdf(codebook(study, found, today=today), written_at=now.replace(microsecond=0))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in (("data.csv", data), ("kodebok.csv", machine), ("kodebok.pdf", readable)):
            archive.writestr(name, file.content)
    return with_fixed_dates(target.getvalue())


def variables() -> list[Variable]:
    """Return what each column holds."""
    texts = (
        (gettext("The person, in this study alone. Two rows of one person have the same."), "P-…"),
        (gettext("The unit in which the time of work began. «%(word)s»: several units told as one, because there were "
                 "too few in each") % {"word": OTHER_UNITS}, gettext("E-… or «%(word)s»") % {"word": OTHER_UNITS}),
        (gettext("The group of professions. «%(word)s»: the groups told as one, because there were too few in each")
         % {"word": ALL_GROUPS}, f"sykepleier, vernepleier, {OTHERS}, {ALL_GROUPS}"),
        (gettext("When the time of work began: a half-year, or a year where half-years were too few"), "2025-1, 2025"),
        (gettext("Whether the post was temporary; empty where it is not told"), gettext("1 yes, 0 no")),
        (gettext("Whether the unit had started with the mentor programme on the first day of work, with or without a "
                 "mentor; empty where it is not told"), gettext("1 yes, 0 no")),
        (gettext("From which month the person is seen; who left before it stands nowhere"), "0, 6, 12 …"),
        (gettext("Whole months in the municipality's employment, as far as everybody of the half-year is followed"),
         "0, 1, 2 …"),
        (gettext("Whether the person left the municipality then; otherwise no more is known (censored)"),
         gettext("1 left, 0 not followed further")),
    )  # fmt: skip
    return [Variable(name, meaning, values) for name, (meaning, values) in zip(COLUMNS, texts, strict=True)]


def codebook(study: ResearchStudy, found: Extract, *, today: date) -> Document:
    """Return the codebook for readers."""
    place = study.municipality.name if study.municipality else ""
    columns = (
        Column(gettext("Column")), Column(gettext("What it is"), width_weight=3.0),
        Column(gettext("Values"), width_weight=1.6),
    )  # fmt: skip
    cells = tuple(tuple(map(Cell, (one.name, one.meaning, one.values))) for one in variables())
    terms = gettext(
        "Use the rows for this study alone, do not pass them on, and do not try to find out who stands behind a row."
    )
    return framed(
        title=gettext("Codebook"), subtitle=f"{place}: {study.title}", today=today,
        blocks=(
            Note(terms, tone="warning"), _about(study, today),
            Heading(gettext("The columns")), Table(gettext("The columns of data.csv"), columns, cells),
            Heading(gettext("What was done so that nobody can be picked out")), BulletList(_protection(found)),
            Heading(gettext("What the rows cannot tell")), Quote(J21, "Oslo Economics"), BulletList(_limits()),
        ),
    )  # fmt: skip


def _about(study: ResearchStudy, today: date) -> KeyValues:
    names = {"asked": study.asked_by or "–", "approved": study.answered_by or "–"}
    return KeyValues((
        (gettext("The study"), study.title), (gettext("What it is for"), study.purpose),
        (gettext("On what ground"), study.basis), (gettext("Receiver"), f"{study.receiver}, {study.receiver_name}"),
        (gettext("Asked for and approved by"), gettext("%(asked)s and %(approved)s") % names),
        (gettext("Hired in"), ShownStudy(study, Standing.APPROVED, []).period),
        (gettext("Followed to the end of"), half_words(last_half(today))),
        (gettext("To be deleted by"), long_date(study.last_day)),
    ))  # fmt: skip


def _limits() -> tuple[str, ...]:
    return (
        gettext("That fewer leave after a mentor programme began does not say that it is the reason."),
        gettext("Never compare those who had a mentor with those who had not: whoever leaves early never got one. "
                "That is not in the file."),
        gettext("Compare those hired before and after their unit's start with units that had not started in the same "
                "half-year. Units that chose their own start may look helped even so."),
        gettext("Work in another municipality and work outside the sector look the same here: left."),
    )  # fmt: skip


def _protection(found: Extract) -> tuple[str, ...]:
    told = {"coarser": number_words(found.coarser), "left": number_words(found.left_out),
            "unseen": number_words(found.unseen)}  # fmt: skip
    texts = (
        gettext("Pseudonyms are made with a key of this study alone, which is destroyed on its last day. No name, "
                "number or date stands here."),
        gettext("Everybody hired in a half-year is followed equally long, so that the months do not tell a date."),
        gettext("Rows that share unit, group, half-year, kind of post and whether the unit had started are of at least "
                "five persons; of fewer than ten, not all have left and not all have stayed."),
        gettext("Rows of smaller groups are told more coarsely (%(coarser)s rows): units together, then professions, "
                "then without the kind of post, then by year, then without whether the unit had started."),
        gettext("Left out because they were too few even so: %(left)s rows. Left out because they came into the "
                "register too late to be followed: %(unseen)s."),
    )  # fmt: skip
    return tuple(text % told for text in texts)
