"""Values of mentor networks and other groups that meet again and again."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CircleKind(TextChoices):
    """What a group of mentors or project leaders is to its members (H01–H04, N23, N43)."""

    NETWORK = "network", _("Mentor network")
    POOL = "pool", _("Mentor pool")
    RESOURCE = "resource", _("Resource group for guidance")
    PEER = "peer", _("Peer guidance group")
    LEADERS = "leaders", _("Network of project leaders")
    COURSE = "course", _("Groups of a course")


# what somebody can make; the groups of a course are made on the course's own page
MADE_KINDS = tuple(kind for kind in CircleKind if kind != CircleKind.COURSE)


class CircleForm(TextChoices):
    """How a group meets."""

    DIGITAL = "digital", _("Digital")
    PHYSICAL = "physical", _("In person")
    MIXED = "mixed", _("Some of each")


class MeetingState(TextChoices):
    """What became of a meeting."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Interval(TextChoices):
    """How often a group meets."""

    WEEKS_1 = "weeks_1", _("Every week")
    WEEKS_2 = "weeks_2", _("Every second week")
    MONTHS_1 = "months_1", _("Every month")
    MONTHS_2 = "months_2", _("Every second month")
    MONTHS_3 = "months_3", _("Every third month")
    MONTHS_6 = "months_6", _("Twice a year")
