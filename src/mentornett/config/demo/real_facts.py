"""What is known of the real network beside its course and results: activity plan, competence, measurements, events."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.formats import date_format

from mentornett.core.time import date_words
from mentornett.network.choices import FactGroup
from mentornett.network.fixtures_real.facts import EventFact, RealNetwork
from mentornett.network.models import Fact, Network

REPORT, ABOUT_CITIES, COMPUTED = "Rapporten", "Omtalen av storbynettverket", "Regnet ut"


def load_facts(network: Network, facts: RealNetwork) -> None:
    """Write them all."""
    with translation.override("nb"):
        rows = [*_activities(facts), *_competence(facts), *_measurements(facts), *_events(facts), *_other(facts)]
    Fact.objects.bulk_create(Fact(network=network, **row) for row in rows)


Row = dict[str, object]


def _activities(facts: RealNetwork) -> Iterator[Row]:
    for row in facts.activity_plan:
        yield {"group": FactGroup.ACTIVITY, "when_text": row.when, "what": row.activity, "more": row.theme,
               "source": "Rapporten, aktivitetstabellen i prosjektplanen"}  # fmt: skip


def _competence(facts: RealNetwork) -> Iterator[Row]:
    for row in facts.mentor_competence:
        yield {"group": FactGroup.COMPETENCE, "when_text": row.when or "", "what": row.what,
               "more": "; ".join(row.details), "source": REPORT}  # fmt: skip


def _measurements(facts: RealNetwork) -> Iterator[Row]:
    for row in facts.local_measurements:
        yield {"group": FactGroup.MEASUREMENT, "when_text": row.when or "", "what": _capital(row.what),
               "more": "Én kommune. Hvilken er ikke oppgitt.", "source": REPORT}  # fmt: skip


def _events(facts: RealNetwork) -> Iterator[Row]:
    for row in facts.events:
        yield {"group": FactGroup.EVENT, "when_text": _day(row), "what": _capital(row.what), "more": row.place,
               "source": REPORT}  # fmt: skip


def _day(row: EventFact) -> str:
    if row.precision == "month":
        return date_format(row.on, "F Y")
    return date_words(row.on, row.on.replace(year=row.on.year - 1), weekday=False)


def _other(facts: RealNetwork) -> Iterator[Row]:
    won, people, (all_places, ours) = facts.network.motto_won, facts.team_rules.participants, facts.reach
    yield {"group": FactGroup.OTHER, "what": f"Mottoet «{facts.network.motto}» vant slagordkonkurransen",
           "assumed": won.assumed, "more": won.note}  # fmt: skip
    yield {"group": FactGroup.OTHER, "what": f"{people.value[0]} til {people.value[1]} personer i teamene",
           "source": COMPUTED, "more": people.note}  # fmt: skip
    yield {"group": FactGroup.OTHER, "source": ABOUT_CITIES,
           "what": f"{all_places} kommuner har fulgt Trondheims modell så langt, {ours} av dem i dette nettverket",
           "more": "Tallene teller kommuner, ikke team."}  # fmt: skip
    for other in facts.other_networks:
        places = ", ".join(name for _, name in other.municipalities)
        yield {"group": FactGroup.OTHER, "what": other.name["nb"], "source": ABOUT_CITIES,
               "more": f"{places}." if places else "Kommunene er ikke oppgitt."}  # fmt: skip


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
