"""Who gets what in the demo area: nobody anything, unless it is a demonstration."""

from __future__ import annotations

from tests.web.access.table import Row

ROWS = {"demo:components": Row(visitors=404)}
