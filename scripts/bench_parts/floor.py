"""The floor: the simplest page of the site that reads from the database, with the addresses of the whole site.

It needs log-in, goes through all middleware, reads 50 rows with what they point at in one query and draws them with
the frame of all pages. It exists in the bench only.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from mentornett.config.urls import handler400, handler403, handler404, handler500
from mentornett.core import time
from mentornett.network.models import Submission

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROWS = 50
TEMPLATE = """{% extends "base.html" %}
{% block title %}Gulv{% endblock %}
{% block heading %}<h1>Gulv</h1>{% endblock %}
{% block content %}
<table class="ds-table">
<caption>Rapporter</caption>
<thead><tr><th scope="col">Team</th><th scope="col">Kommune</th><th scope="col">Samling</th><th scope="col">Status</th>
<th scope="col">Sendt</th></tr></thead>
<tbody>
{% for row in rows %}
<tr>
<th scope="row"><a class="ds-link" href="/gulv/{{ row.pk }}/">{{ row.team }}</a></th>
<td>{{ row.municipality }}</td>
<td>{{ row.gathering }}</td>
<td>{{ row.state }}</td>
<td>{{ row.sent }}</td>
</tr>
{% endfor %}
</tbody>
</table>
{% endblock %}"""


@cache
def _template() -> Any:
    return engines["django"].from_string(TEMPLATE)


def floor(request: HttpRequest) -> HttpResponse:
    """Show 50 reports."""
    found = Submission.objects.filter(sent_at__isnull=False).order_by("pk")
    found = found.select_related("team", "municipality", "assignment__gathering")[:ROWS]
    today = time.today()
    rows = [
        {
            "pk": str(row.pk), "team": row.team.name, "municipality": row.municipality.name if row.municipality else "",
            "gathering": row.assignment.gathering.title, "state": row.get_state_display(),
            "sent": time.date_words(row.sent_at.date(), today) if row.sent_at else "",
        }
        for row in found
    ]  # fmt: skip
    return HttpResponse(_template().render({"rows": rows}, request))


urlpatterns = [
    path("gulv/", floor, name="bench_floor"),
    path("", include("mentornett.config.urls")),
]
