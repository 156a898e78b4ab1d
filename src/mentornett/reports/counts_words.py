"""What became of a table whose small numbers were hidden, in words. Never which of the hidden ones were small."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentornett.measurement.rules.counts import CountTable, Suppressed
from mentornett.reports.row_words import grouped
from mentornett.statistics.disclosure.primary import LEAST

HIDDEN = ":"


def told_of_suppressed(table: CountTable, found: Suppressed) -> tuple[str, ...]:
    """Return how many numbers are hidden, why, and what the one who publishes the table must know."""
    if not found.hidden:
        first = _("All %(n)s numbers can be shown: none of them is from 1 to %(most)d.") % {
            "n": grouped(found.numbers), "most": LEAST - 1,
        }  # fmt: skip
        return (first, _("0 is shown. Where it is sensitive not to be among them, consider taking the number out."))
    first = ngettext(
        "%(hidden)s of %(n)s numbers is hidden, because it is from 1 to %(most)d or can be worked out from the others.",
        "%(hidden)s of %(n)s numbers are hidden, because they are from 1 to %(most)d or can be worked out from the "
        "others.",
        found.hidden,
    ) % {"hidden": found.hidden, "n": grouped(found.numbers), "most": LEAST - 1}
    alike = _("They look alike («%(mark)s») and are told of together: to tell which are small would help to work them "
              "out.") % {"mark": HIDDEN}  # fmt: skip
    return (first, alike, _beside(table))


def merging_words(units: Sequence[str]) -> str:
    """Return which units to put together so that more numbers can be shown."""
    return _("More numbers can be shown when these units are put together as one row: %(units)s.") % {
        "units": ", ".join(units),
    }  # fmt: skip


def unsafe_words() -> str:
    """Return that the table cannot be made safe."""
    return _("The table cannot be made safe by hiding numbers. Put small units together and try again.")


def mend_words() -> str:
    """Return why no table is made while a row is wrong."""
    return _("No table is made before these rows are mended: a row that was left out could be worked out.")


def _beside(table: CountTable) -> str:
    if table.total_row is None and table.total_column is None:
        return _("The table has no sums. If the sums stand somewhere else, put them in and make the table again: "
                 "otherwise the hidden numbers can be worked out.")  # fmt: skip
    return _("This holds for this table alone. Other tables of the same people, and last year's, can give hidden "
             "numbers away.")  # fmt: skip
