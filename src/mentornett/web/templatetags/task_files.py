"""The tag that lists what was attached to a task without a form."""

from __future__ import annotations

from typing import Any

from django import template

from mentornett.network.queries.work import files_of

register = template.Library()


@register.simple_tag
def task_files(submission: Any) -> list[Any]:
    """Return the files that are attached now: `{% task_files submission as files %}`."""
    return list(files_of(submission))
