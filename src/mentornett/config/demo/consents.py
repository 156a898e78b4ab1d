"""Who said yes to being counted in a network's answers: most did, one said no, and one has not answered."""

from __future__ import annotations

from datetime import timedelta

from mentornett.config.demo.people import invented_person
from mentornett.config.demo.running import Setting
from mentornett.measurement.actions.consents import accept_counting, decline_counting
from mentornett.mentoring.actions.programmes import create_programme
from mentornett.mentoring.rules.templates import read_template
from mentornett.network.models import Network
from mentornett.tenants.models import Municipality, Role

SAID = {
    "3405": ("lillehammer", "Ingvild Eksempel", True),
    "4621": ("voss", "Sigrun Eksempel", True),
    "5006": ("steinkjer", "Oddvar Eksempel", True),
    "1833": ("rana", "Gunn Eksempel", False),
}  # municipality -> key and name of its project leader, and the answer; Elverum is silent
BEGAN = 40  # days ago: these programmes are so new that nobody is counted yet


def load_consents(*, network: Network, setting: Setting) -> None:
    """Give some municipalities of the network a programme of their own, and let their project leaders answer."""
    for days, (number, (key, name, is_yes)) in enumerate(SAID.items()):
        municipality = Municipality.objects.get(number=number)
        at = setting.now - timedelta(days=BEGAN - 5 * days)
        leader = invented_person(
            f"prosjektleder.{key}", name, "prosjektleder for mentorprogrammet", password=setting.password, now=at,
            language="nn" if number == "4621" else "nb",
        )  # fmt: skip
        Role.objects.create(person=leader, kind="programme_leader", municipality=municipality, starts=at.date())
        create_programme(
            municipality=municipality, template=read_template("trondheim"), name="Mentor for nyansatte (oppdiktet)",
            starts=at.date(), professions=[], includes_temporary=True, language="nb", owner=leader,
            review_on=setting.today + timedelta(days=200), by=leader, now=at,
        )  # fmt: skip
        say = accept_counting if is_yes else decline_counting
        say(network=network, municipality=municipality, by=leader, now=at + timedelta(days=10))
