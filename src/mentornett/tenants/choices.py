"""Values of the tenants room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """Languages of pages and letters."""

    BOKMAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


class ColourScheme(TextChoices):
    """How a person wants pages to look."""

    AUTO = "auto", _("As on my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class RoleKind(TextChoices):
    """What a person is to an organiser or to a municipality."""

    NETWORK_LEADER = "network_leader", _("Network leader")
    OPERATIVE = "operative", _("Operative group")
    GUIDE = "guide", _("Guide")
    REFERENCE = "reference", _("Reference group")
    EXPERT = "expert", _("External expert")
    MEMBER = "member", _("Municipality, takes part in teams")
    SPONSOR = "sponsor", _("Top leader")
    PROGRAMME_LEADER = "programme_leader", _("Project leader for the mentor programme")
    HR = "hr", _("Human resources")
    UNIT_LEADER = "unit_leader", _("Unit leader")
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Newly hired")
    UNION = "union", _("Union representative")
    MEASURE_LEAD = "measure_lead", _("Measurement lead")


ORGANISER_ROLES = frozenset(
    {RoleKind.NETWORK_LEADER, RoleKind.OPERATIVE, RoleKind.GUIDE, RoleKind.REFERENCE, RoleKind.EXPERT}
)
MUNICIPALITY_ROLES = frozenset({RoleKind.MEMBER, RoleKind.SPONSOR})
PROGRAMME_ROLES = frozenset(
    {
        RoleKind.PROGRAMME_LEADER, RoleKind.HR, RoleKind.UNIT_LEADER, RoleKind.MENTOR, RoleKind.MENTEE, RoleKind.UNION,
        RoleKind.MEASURE_LEAD,
    }
)  # fmt: skip
GIVEN_BY_PROJECT_LEADER = (  # those that stand by no unit or pair
    RoleKind.PROGRAMME_LEADER, RoleKind.MEASURE_LEAD, RoleKind.HR, RoleKind.UNION,
)  # fmt: skip
STAFF_ROLES = frozenset({RoleKind.NETWORK_LEADER, RoleKind.OPERATIVE, RoleKind.GUIDE})
LEADING_ROLES = frozenset({RoleKind.NETWORK_LEADER, RoleKind.OPERATIVE})
READING_ROLES = frozenset({RoleKind.REFERENCE, RoleKind.EXPERT})


class Sharing(TextChoices):
    """How far a team shares an item (A15). Neighbours compete, so the team decides."""

    TEAM = "team", _("The team, its guide and the organiser")
    MUNICIPALITY = "municipality", _("Our municipality")
    NETWORK = "network", _("All teams in the network")
    PUBLIC = "public", _("Everyone")


class LetterState(TextChoices):
    """Where an e-mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
