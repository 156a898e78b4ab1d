"""Values of measuring."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ValueKind(TextChoices):
    """How a before/now value is given (J10–J14)."""

    TEXT = "text", _("In words")
    YES_NO = "yes_no", _("Yes or no")
    COUNT = "count", _("A number")
    SHARE = "share", _("So many of so many")
    RATIO = "ratio", _("So many per something")


class VacancyState(TextChoices):
    """What became of an advertisement."""

    OPEN = "open", _("Open")
    FILLED = "filled", _("Somebody was hired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    READVERTISED = "again", _("Advertised again")


class FactKind(TextChoices):
    """What an imported list is about."""

    VACANCIES = "vacancies", _("Advertised posts")
    BASELINE = "baseline", _("Starting point")


class FactSource(TextChoices):
    """How a fact came in."""

    FORM = "form", _("Registered on the page")
    FILE = "file", _("Imported from a file")


class SpellEnd(TextChoices):
    """How a time of work in a unit or a municipality ended, as far as it is known."""

    HERE = "here", _("Still here")
    PLANNED = "planned", _("A temporary post ended as planned")
    MOVED = "moved", _("Left the unit, not the municipality")
    LEFT = "left", _("Left the municipality")


class StillHere(TextChoices):
    """Whether somebody was still employed after twelve months (J15)."""

    YES = "yes", _("Still here")
    NO = "no", _("Had left")
    UNKNOWN = "unknown", _("Not known")
