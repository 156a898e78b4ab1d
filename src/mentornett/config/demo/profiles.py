"""What municipalities tell of themselves in the demo: facts where a public source has them, else plainly invented."""

from __future__ import annotations

from django.db.models import QuerySet

from mentornett.network.fixtures_real.reader import read_real_network
from mentornett.tenants.models import Municipality

INVENTED = "oppdiktet tall i demoen"
# of the invented networks only, in round numbers; those of the real network say what the sources say, or nothing
INHABITANTS = {
    "3420": 20_000, "3405": 30_000, "4621": 15_000, "5006": 25_000, "5603": 10_000, "1870": 4_000, "4203": 45_000,
    "4005": 12_000, "4627": 30_000, "3314": 20_000, "1506": 30_000,
}  # fmt: skip
ORGANISED = {
    "3420": "Oppdiktet: to etater, hjemmetjenesten i tre soner og to sykehjem.",
    "3421": "Oppdiktet: én etat, ett sykehjem og én hjemmetjeneste.",
}


def load_profiles() -> None:
    """Write the profiles."""
    for number, inhabitants in INHABITANTS.items():
        _of(number).update(inhabitants=inhabitants, inhabitants_source=INVENTED)
    for number, organisation in ORGANISED.items():
        _of(number).update(organisation=organisation)
    for fact in read_real_network().profiles:
        row = _of(fact.number)
        if fact.inhabitants:
            row.update(inhabitants=fact.inhabitants, inhabitants_source=fact.inhabitants_source)
        if fact.organisation:
            row.update(organisation=fact.organisation)


def _of(number: str) -> QuerySet[Municipality]:
    return Municipality.objects.filter(number=number, valid_to__isnull=True)
