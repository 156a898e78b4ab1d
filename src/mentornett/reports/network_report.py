"""The organiser's report on a whole network: drafted from what is known, with quotes, tables and appendices (K11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext, ngettext

from mentornett.core.text import in_language
from mentornett.core.time import date_range_words
from mentornett.documents.blocks import (
    Block,
    BulletList,
    Column,
    Document,
    Heading,
    PageBreak,
    Quote,
    Table,
    paragraphs,
    row,
)
from mentornett.measurement.queries import before_now as measurement
from mentornett.measurement.queries.network_releases import answers_of_network
from mentornett.network.choices import NetworkState
from mentornett.network.models import (
    Excerpt,
    Goal,
    GroupMember,
    Network,
    Participation,
    PlannedGathering,
    PlanVersion,
    Risk,
    Team,
)
from mentornett.network.queries.gatherings import full_name
from mentornett.network.queries.plans import PlannedCell
from mentornett.network.queries.synthesis import assignments_to_read, held_in, polls_of, questions_to_read, quotes_in
from mentornett.network.rules.quoting import ANSWERS_MARK, BEFORE_NOW_MARK, POLLS_MARK, parts_of
from mentornett.reports.answer_blocks import answer_blocks
from mentornett.reports.before_now import before_now_blocks
from mentornett.reports.polls import poll_blocks
from mentornett.reports.released import AnswerShown
from mentornett.reports.released import shown as released_shown
from mentornett.reports.teams_panels import all_teams_blocks
from mentornett.reports.words import framed, long_date


def drafted_sections(network: Network) -> list[dict[str, str]]:
    """Return the report's sections with what is known already; the organiser writes on from there."""
    drafts = (
        ("about", gettext("About the network"), _about(network)),
        ("course", gettext("How it went: gatherings and work periods"), _course(network)),
        ("participants", gettext("Those who took part"), _participants(network)),
        ("results", gettext("Results, before and now"), BEFORE_NOW_MARK),
        ("effect", gettext("Did the scheme make people stay?"), ANSWERS_MARK if answers_of_network(network) else ""),
        ("findings", gettext("What the final reports tell"), _findings(network)),
        ("polls", gettext("What the participants answered"), POLLS_MARK if polls_of(network).exists() else ""),
        ("success_factors", gettext("What helped"), ""),
        ("risks", gettext("What could have stopped us, and what was done"), _risks(network)),
        ("way_forward", gettext("The way forward"), ""),
    )
    return [{"key": key, "title": title, "text": text} for key, title, text in drafts]


def _about(network: Network) -> str:
    told = gettext("«%(name)s» ran from %(start)s to %(end)s.")
    if network.state != NetworkState.CLOSED:
        told = gettext("«%(name)s» runs from %(start)s to %(end)s.")
    period = told % {
        "name": network.name,
        "start": long_date(network.starts),
        "end": long_date(network.ends),
    }
    groups = gettext("It was for %(groups)s.") % {"groups": _listed(network.target_groups)}
    parts = (period, groups if network.target_groups else "", network.about, _goals(network))
    return "\n\n".join(part for part in parts if part)


def _listed(names: Sequence[str]) -> str:
    *first, last = names or ("",)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _goals(network: Network) -> str:
    goals = Goal.objects.filter(network=network).order_by("position")
    return "\n".join(f"{goal.get_level_display()}: {in_language(goal.text)}" for goal in goals)


def _course(network: Network) -> str:
    lines = []
    for gathering in held_in(network):
        day, form = _day(gathering.starts, gathering.ends), gathering.get_form_display().lower()
        themes = ", ".join(map(str, gathering.themes)) or gathering.planned_theme
        lines.append(f"{full_name(gathering)}, {day} ({form})" + (f": {themes}" if themes else ""))
    promised = [
        gettext("%(plan)s: %(number)s gatherings") % {"plan": plan.title, "number": plan.stated_gatherings}
        for plan in _plans(network)
        if plan.stated_gatherings
    ]
    planned = gettext("Planned: %(plans)s. Held: %(held)s.") % {"plans": "; ".join(promised), "held": len(lines)}
    return "\n\n".join(part for part in ("\n".join(lines), planned if promised else "") if part)


def _plans(network: Network) -> list[PlanVersion]:
    return list(PlanVersion.objects.filter(network=network).order_by("number"))


def _participants(network: Network) -> str:
    places = Participation.objects.filter(network=network).select_related("municipality")
    names = sorted({row.municipality.name for row in places if row.municipality})
    teams = Team.objects.filter(network=network).count()
    told = ngettext(
        "%(municipalities)s municipality took part, with %(teams)s.",
        "%(municipalities)s municipalities took part, with %(teams)s.",
        len(names),
    )
    with_teams = ngettext("%(n)s team", "%(n)s teams", teams) % {"n": teams}
    return "\n\n".join([told % {"municipalities": len(names), "teams": with_teams}, ", ".join(names)])


def _findings(network: Network) -> str:
    return "\n".join(f"– {in_language(finding)}" for finding in network.findings)


def _risks(network: Network) -> str:
    lines = []
    for risk in Risk.objects.filter(network=network).order_by("number"):
        actions = "; ".join(in_language(each["text"]).rstrip(".") for each in risk.mitigations)
        lines.append(f"{risk.number}. {in_language(risk.text)}" + (f"\n   {actions}" if actions else ""))
    return "\n".join(lines)


@dataclass(frozen=True)
class ReportFacts:
    """What the marks in the sections stand for, read once: only what the teams share with the network."""

    network: Network
    quotes: Mapping[int, Excerpt]
    rows: Sequence[measurement.ShownRow]
    polls: Sequence[Any]
    answers: Sequence[AnswerShown]


def facts_of(network: Network) -> ReportFacts:
    """Read the quotes, rows and polls that may stand in the report now."""
    shared = measurement.in_norwegian_order(measurement.shown(measurement.shared_rows_in(network)))
    answers = [released_shown(row) for row in answers_of_network(network)]
    return ReportFacts(network, quotes_in(network), shared, list(polls_of(network)), answers)


def network_report(report: Any, facts: ReportFacts, *, today: date) -> Document:
    """Return the report as a document. A quote that its team no longer shares is not in it."""
    blocks: list[Block] = []
    for section in report.sections:
        if told := list(_section(section, facts)):
            blocks += [Heading(section["title"], 1), *told]
    blocks += _appendices(facts.network)
    return framed(
        title=gettext("Report from the learning network"), subtitle=facts.network.name, blocks=tuple(blocks),
        today=today, author=facts.network.organiser.name, contents=True,
    )  # fmt: skip


def _section(section: Mapping[str, Any], facts: ReportFacts) -> Iterator[Block]:
    for part in parts_of(section["text"]):
        if part.kind == "text":
            yield from paragraphs(part.value)
        elif part.kind == "before_now":
            yield from before_now_blocks(facts.rows, facts.network, whose=True)
        elif part.kind == "teams":
            yield from all_teams_blocks(facts.rows, facts.network)
        elif part.kind == "polls":
            yield from poll_blocks(facts.polls)
        elif part.kind == "answers":
            yield from answer_blocks(facts.answers)
        elif excerpt := facts.quotes.get(int(part.value)):
            yield Quote(excerpt.text, quote_source(excerpt))


def quote_source(excerpt: Excerpt) -> str:
    """Return who said it and where: «Flesberg, Statusrapport før samling 2»."""
    team = excerpt.submission.team
    place = team.municipality.name if team.municipality else team.name
    return f"{place}, {in_language(excerpt.submission.assignment.title)}"


def _appendices(network: Network) -> Iterator[Block]:
    parts = [
        (gettext("The course as it was planned, version by version"), list(_plan_tables(network))),
        (gettext("Partners and groups"), list(_partners(network))),
        (gettext("The template for the final report"), list(_template(network))),
    ]
    for number, (title, told) in enumerate((part for part in parts if part[1]), start=1):
        yield PageBreak()
        heading = gettext("Appendix %(number)s: %(title)s") % {"number": number, "title": title}
        yield Heading(heading, 1)
        yield from told


def _plan_tables(network: Network) -> Iterator[Block]:
    for plan in PlanVersion.objects.filter(network=network).prefetch_related("gatherings").order_by("number"):
        columns = (
            Column(gettext("No.")),
            Column(gettext("When"), width_weight=3),
            Column(gettext("Theme"), width_weight=5),
        )
        rows = tuple(
            row(str(each.number), _promised(each), each.theme)
            for each in sorted(plan.gatherings.all(), key=lambda planned: planned.number)
        )
        caption = f"{plan.title} ({plan.stated_duration})" if plan.stated_duration else plan.title
        yield Table(caption=caption, columns=columns, rows=rows, note=plan.note)


def _promised(planned: PlannedGathering) -> str:
    """Write the date as the plan gives it, and the one reckoned with where the plan must be wrong (X03)."""
    if not (planned.assumed and PlannedCell(planned, "").is_corrected and planned.starts):
        return planned.as_written or _day(planned.starts, planned.ends)
    probable = formats.date_format(planned.starts, "F Y" if planned.precision == "month" else "j. F Y")
    return gettext("%(written)s (probably %(date)s)") % {"written": planned.as_written, "date": probable}


def _day(starts: date | None, ends: date | None) -> str:
    """Write a day or a span with its year, whatever year the report is read in."""
    return date_range_words(starts, ends or starts, date(starts.year - 1, 1, 1)) if starts else ""


def _partners(network: Network) -> Iterator[Block]:
    rows = tuple(
        row(partner.name, partner.get_type_display(), partner.resource) for partner in network.partners.order_by("pk")
    )
    if rows:
        titles = (gettext("Partner"), gettext("What it was"), gettext("What it gave"))
        yield Table(caption=gettext("Partners"), columns=tuple(Column(title) for title in titles), rows=rows)
    yield from _groups(network)


def _groups(network: Network) -> Iterator[Block]:
    """Yield who was in which group and when; the real network has roles, no names (X10)."""
    members = GroupMember.objects.filter(network=network).select_related("person").order_by("group", "pk")
    rows = tuple(
        row(member.get_group_display(), ", ".join(filter(None, (str(member.person or ""), member.role_text))),
            date_range_words(member.starts, member.ends, member.starts) if member.starts and member.ends
            else gettext("from %(day)s") % {"day": long_date(member.starts)} if member.starts else "")
        for member in members
    )  # fmt: skip
    if rows:
        titles = [gettext("Group"), gettext("Who"), gettext("When")][: 3 if any(each[2].text for each in rows) else 2]
        shown = tuple(each[: len(titles)] for each in rows)
        yield Table(caption=gettext("Groups"), columns=tuple(Column(title) for title in titles), rows=shown)


def _template(network: Network) -> Iterator[Block]:
    final = next((each for each in assignments_to_read(network) if each.kind == "final_report"), None)
    if final is None or final.questionnaire_version is None:
        return
    asked = list(questions_to_read(final))
    for section in final.questionnaire_version.sections:
        labels = tuple(in_language(each.label) for each in asked if each.section == section["key"])
        if labels:
            yield Heading(in_language(section["title"]), 2)
            yield BulletList(labels)
