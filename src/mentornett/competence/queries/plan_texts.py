"""What a new mentor network is offered to begin with (H06): why, topics for the first year, and a group contract.

Our own words. They are filled in where they can be changed, and nothing is sent or agreed to by itself.
"""

from __future__ import annotations

from django.utils.translation import gettext

from mentornett.competence.choices.circles import CircleKind


def purpose_of(kind: CircleKind) -> str:
    """Return a proposal for why a circle of this kind exists."""
    proposals = {
        CircleKind.NETWORK: gettext(
            "We meet to share what works and what is hard in being a mentor, and to learn from each other."
        ),
        CircleKind.POOL: gettext(
            "We are the mentors that new colleagues can get. We meet to reflect together and share experience, and "
            "we step in for each other."
        ),
        CircleKind.RESOURCE: gettext(
            "We have education or experience in guidance, and help workplaces that want to begin."
        ),
        CircleKind.PEER: gettext("We guide each other in turn, one case at a time, without giving ready answers."),
        CircleKind.LEADERS: gettext(
            "We lead mentor programmes in different municipalities, and meet to share experience on our own terms."
        ),
    }
    return proposals.get(kind, "")


def topics_of_first_year() -> list[str]:
    """Return topics for the first six meetings."""
    return [
        gettext("Who we are, and our group contract"),
        gettext("The first weeks: what a new colleague needs from us"),
        gettext("Listening and asking instead of answering"),
        gettext("When it is hard: doubt, mistakes and reality shock"),
        gettext("My own load: time, limits and support from my leader"),
        gettext("What we have learned, and what we want for next year"),
    ]


def contract_template() -> str:
    """Return a proposal for how a group wants to talk and work together (G05)."""
    return "\n".join(
        [
            gettext("What is said here stays here. We speak of no mentee or patient by name."),
            gettext("We begin and end on time. Whoever cannot come says so beforehand."),
            gettext("Everybody gets to speak, and nobody has to."),
            gettext("We listen to the end, ask before we advise, and are honest and kind."),
            gettext("On screen we have the camera on when we can, and are alone in the room."),
            gettext("If something does not work, we say it in the group."),
        ]
    )
