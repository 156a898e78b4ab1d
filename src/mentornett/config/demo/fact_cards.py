"""Reference figures as published, with their year and source."""

from __future__ import annotations

from datetime import date, datetime

from mentornett.measurement.actions.fact_cards import save_card
from mentornett.tenants.models import Municipality, Organiser, Person

MONITOR = "KS arbeidsgivermonitor 2016"
PILOT = "Rapporten fra piloten i Hedmark 2017–2020 (SSB)"
# topic, what, figure, year, source, expires
NATIONAL = (
    ("recruiting", "Kommuner som finner det meget eller ganske utfordrende å rekruttere sykepleiere", "59 %", 2016,
     MONITOR, date(2018, 12, 31)),
    ("recruiting", "Kommuner som finner det meget eller ganske utfordrende å rekruttere spesialsykepleiere", "55 %",
     2016, MONITOR, date(2018, 12, 31)),
    ("shortage", "Helsefagarbeidere som kan mangle", "opp mot 57 000", 2035, "SSB", date(2035, 12, 31)),
    ("shortage", "Nye helsefagarbeidere som må utdannes hvert år", "4 500", 2035, "SSB", date(2035, 12, 31)),
    ("competence", "Ansatte uten formell relevant utdanning i helsesektoren", "ca. 27 %", 2016, "Helsedirektoratet",
     date(2020, 12, 31)),
)  # fmt: skip
TRYSIL = (
    ("population", "Innbyggere, 1. kvartal", "6 567", 2018, PILOT, date(2019, 12, 31)),
    ("population", "Innbyggere, framskrevet", "6 219", 2040, PILOT, None),
)


def load_cards(*, organiser: Organiser, by: Person, now: datetime) -> None:
    """Write the national figures, and those of a municipality of the pilot."""
    trysil = Municipality.objects.get(number="3421", valid_to__isnull=True)
    for keeper, rows in ({"organiser": organiser}, NATIONAL), ({"municipality": trysil}, TRYSIL):
        for topic, what, figure, year, source, expires in rows:
            save_card(
                by=by, now=now, topic=topic, what=what, figure=figure, year=year, source=source, link="",
                expires=expires, **keeper,
            )  # fmt: skip
