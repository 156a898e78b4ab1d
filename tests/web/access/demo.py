"""Who gets what in the demo area: nobody anything, unless it is a demonstration."""

from __future__ import annotations

from tests.web.access.table import Row

ROWS = {
    "demo:components": Row(visitors=404),
    "demo:log_in": Row(visitors=404, method="post", args=lambda cast: [cast.coordinator.pk], audited=False),
    "demo:outbox": Row(visitors=404),
    "demo:letter": Row(visitors=404, args=lambda cast: [1]),
    "demo:letter_html": Row(visitors=404, args=lambda cast: [1]),
}
