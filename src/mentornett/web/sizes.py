"""How large municipalities are and how they spread, in words, for organisers and for teams (A13)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from mentornett.tenants.rules import LARGE_FROM, SMALL_BELOW, Size, spread_of

FEWEST = 2  # one alone is no spread


def size_words() -> dict[str, str]:
    """Return the sizes to choose from, with their limits."""
    small, large = number_format(SMALL_BELOW, force_grouping=True), number_format(LARGE_FROM, force_grouping=True)
    return {
        Size.SMALL.value: gettext("Small, below %(number)s") % {"number": small},
        Size.MIDDLE.value: gettext("Middle, %(small)s to %(large)s") % {"small": small, "large": large},
        Size.LARGE.value: gettext("Large, from %(number)s") % {"number": large},
    }


def spread_words(inhabitants: Iterable[int | None]) -> str:
    """Write how municipalities spread in size; «» where fewer than two say how large they are."""
    spread = spread_of(inhabitants)
    if spread is None or sum(spread.sizes.values()) < FEWEST:
        return ""
    least, most = (number_format(number, force_grouping=True) for number in (spread.least, spread.most))
    told = gettext("From %(least)s to %(most)s inhabitants.") % {"least": least, "most": most}
    small, middle, large = (spread.sizes[size] for size in Size)
    counts = gettext("Small: %(small)s, middle-sized: %(middle)s, large: %(large)s.") % {
        "small": small, "middle": middle, "large": large,
    }  # fmt: skip
    if not spread.unknown:
        return f"{told} {counts}"
    silent = ngettext(
        "%(n)s municipality does not say how large it is.", "%(n)s municipalities do not say how large they are.",
        spread.unknown,
    )  # fmt: skip
    return f"{told} {counts} {silent % {'n': spread.unknown}}"
