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
