"""Why a list is not taken in."""

from __future__ import annotations

from django.utils.translation import gettext


def identity_refusal(found: dict[str, list[int]]) -> str:
    """Tell in which column and rows of a list national identity numbers seem to stand."""
    title, rows = next(iter(found.items()))
    text = gettext(
        "National identity numbers seem to stand in the column «%(title)s» (row %(rows)s). Take the column out of the "
        "list and try again. Nothing of the list is kept."
    )
    return text % {"title": title, "rows": ", ".join(map(str, rows))}
