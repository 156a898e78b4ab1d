"""The yearly report of an organiser: figures, each with what it counts (O01)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from mentornett.documents.blocks import Block, BulletList, Column, Document, Heading, Note, Table, row
from mentornett.documents.sheets import Sheet
from mentornett.measurement.queries.network_releases import newest_effects
from mentornett.network.queries.yearly import Figure, Year
from mentornett.reports.answer_blocks import answer_blocks
from mentornett.reports.released import AnswerShown, shown
from mentornett.reports.words import framed


def yearly_report(
    organiser: Any, year: Year, figures: Sequence[Figure], effects: Sequence[NetworkEffect] = (), *, today: date
) -> Document:
    """Return the year's figures as a document; a year that is not over says so."""
    networks = tuple(network.name for network in year.networks)
    columns = (
        Column(gettext("Figure"), width_weight=2),
        Column(gettext("Number"), "right", 0.8),
        Column(gettext("What is counted"), width_weight=4),
    )
    rows = tuple(row(figure.name, figure.words, figure.counts) for figure in figures)
    blocks: list[Block] = [
        *([Note(_so_far(), "info")] if today <= year.last else []),
        Table(caption=gettext("The year in figures"), columns=columns, rows=rows),
    ]
    if networks:
        blocks += [Heading(gettext("Networks in the figures"), 1), BulletList(networks)]
    blocks += _effects(effects)
    return framed(
        title=title_of(organiser, year), subtitle=organiser.name, blocks=tuple(blocks), today=today,
        author=organiser.name,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NetworkEffect:
    """Whether the scheme did it, as was last released for a network."""

    network: Any
    answer: AnswerShown


def effects_in(networks: Iterable[Any], year: Year) -> list[NetworkEffect]:
    """Return the last answer that each network got in a year: it often comes when the network itself is over."""
    every = list(networks)
    found = newest_effects(every, year.first, year.last)
    return [NetworkEffect(network, shown(found[network.pk])) for network in every if network.pk in found]


def _effects(effects: Sequence[NetworkEffect]) -> list[Block]:
    if not effects:
        return []
    own = [replace(each.answer, title=each.network.name) for each in effects]
    return [Heading(effects_title(), 1), *answer_blocks(own)]


def effects_title() -> str:
    """Return the heading over what the networks' answers say."""
    return gettext("Did the scheme make people stay?")


def title_of(organiser: Any, year: Year) -> str:
    """Return the report's title."""
    return gettext("Yearly report %(year)s") % {"year": year.number}


def _so_far() -> str:
    return gettext("The year is not over. The figures are as they stand on the date of this document.")


def yearly_sheet(year: Year, figures: Sequence[Figure]) -> Sheet:
    """Return the year's figures as a sheet."""
    titles = (gettext("Figure"), gettext("Number"), gettext("What is counted"))
    return Sheet(str(year.number), titles, [[figure.name, figure.value, figure.counts] for figure in figures])
