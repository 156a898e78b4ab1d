"""What a form has a hundred of, drawn without templates: that is five times as fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

_LABELLED = '<div class="ds-field{short}"><label class="ds-label" for="{{name}}">{{label}}</label>{field}</div>'
_INPUT = '<input class="ds-input" type="text" id="{name}" name="{name}" value="{text}" autocomplete="off"{fault}'
_TEXT_AREA = '<textarea class="ds-input row-text" id="{name}" name="{name}" rows="1"{fault}>\n{text}</textarea>'
_SELECT = '<select class="ds-input" id="{name}" name="{name}"{fault}><option value=""></option>{options}</select>'
_CELLS = {
    "text": _LABELLED.format(short="", field=_TEXT_AREA),
    "choice": _LABELLED.format(short=" row-short", field=_SELECT),
    "date": _LABELLED.format(short=" row-short", field=_INPUT + ' inputmode="numeric" placeholder="{pattern}">'),
    "number": _LABELLED.format(short=" row-short", field=_INPUT + ' inputmode="decimal">'),
}
_CHOICE = (
    '<div class="ds-field"><input class="ds-input" type="{0}" id="{1}-{2}" name="{1}" value="{2}"{3}>'
    '<label for="{1}-{2}">{4}</label></div>'
)
_PERCENT = (
    '<div class="ds-field row-short"><label class="ds-label" for="{row}-percent">{label}</label><input class="ds-input '
    'tiny" type="text" inputmode="numeric" id="{row}-percent" name="{row}-percent" value="{percent}" autocomplete="off"'
    "{percent_about}></div>"
)
_STATE = (
    '<div class="ds-field row-short"><label class="ds-label" for="{row}-state">{label}</label><select class="ds-input" '
    'id="{row}-state" name="{row}-state"{state_about}>{options}</select></div>'
)
_COMMENT = (
    '<div class="ds-field"><label class="ds-label" for="{row}-comment">{comment_label} <span class="optional">'
    '({optional})</span></label><input class="ds-input" type="text" id="{row}-comment" name="{row}-comment" '
    'value="{comment}" maxlength="400" autocomplete="off"{comment_about}></div>'
)
_READERS = '<p class="question-readers">{}</p>'
_TOLD = "<summary><span>{} · {}: <span data-chosen>{}</span></span></summary>"
_SHARED = (
    '<details class="question-readers">{told}<label for="sharing-{key}">{label}</label><select class="ds-input" '
    'data-size="sm" id="sharing-{key}" name="sharing-{key}" data-setting>{options}</select></details>'
)
_READ_TABLE = (
    '<div class="table-frame" tabindex="0" role="region" aria-label="{label}"><table class="ds-table table-cards" '
    'data-border><caption class="ds-sr-only">{label}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody>'
    "</table></div>"
)
_WORDS = '<p class="word-count" data-word-count="{}" data-text="{}" data-over="{}">{}</p>'


class Choosable(Protocol):
    """One thing that can be chosen."""

    @property
    def value(self) -> str:
        """What is sent."""

    @property
    def label(self) -> str:
        """What is read."""

    @property
    def chosen(self) -> bool:
        """Whether it is chosen."""


def options(choices: Iterable[Choosable]) -> SafeString:
    """Draw what a list lets one choose."""
    rows = ((each.value, SafeString(" selected") if each.chosen else "", each.label) for each in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def choices(kind: str, name: str, options: Iterable[Choosable]) -> SafeString:
    """Draw answers as buttons to choose between (kind "radio") or to tick (kind "checkbox")."""
    rows = ((kind, name, each.value, SafeString(" checked") if each.chosen else "", each.label) for each in options)
    return format_html_join("", _CHOICE, rows)


def fault(*ids: str) -> SafeString:
    """Draw what tells a screen reader that a field is wrong, and the ids of what it says with the field."""
    return format_html(' aria-invalid="true" aria-describedby="{}"', " ".join(ids))


def cell(kind: str, *, name: str, label: str, text: str, choices: Iterable[Choosable], problem: str) -> SafeString:
    """Draw one field of a row of a table with its label; `problem` is the id of what is wrong with it."""
    return format_html(
        _CELLS[kind], name=name, label=label, text=text, options=options(choices),
        pattern=gettext("dd.mm.yyyy") if kind == "date" else "", fault=fault(problem) if problem else "",
    )  # fmt: skip


def goal_fields(
    row: str, *, percent: str | None, states: Iterable[Choosable], comment: str, place: str, problem: str
) -> SafeString:
    """Draw how far a goal (with a percentage) or an action (with a state) has come, and the comment.

    `problem` is the id of what is wrong with the field with the name `place`.
    """
    label = f"{row}-text-label"
    about: dict[str, Any] = {
        f"{part}_about": fault(label, problem) if place == f"{row}-{part}" else _about(label)
        for part in ("percent", "state", "comment")
    }
    about |= {"row": row, "comment": comment, "comment_label": gettext("Comment"), "optional": gettext("optional")}
    if percent is not None:
        return format_html(_PERCENT + _COMMENT, **about, label=gettext("Reached, per cent"), percent=percent)
    return format_html(_STATE + _COMMENT, **about, label=gettext("Status"), options=options(states))


def _about(label: str) -> SafeString:
    return format_html(' aria-describedby="{}"', label)


def read_text(text: str) -> SafeString:
    """Draw an answer in words, to read."""
    return format_html('<p class="user-text">{}</p>', text)


def read_table(label: str, columns: Iterable[str], rows: Iterable[Sequence[tuple[str, str]]]) -> SafeString:
    """Draw an answer in rows, to read; each cell comes with its heading, which it has beside it on a phone."""
    return format_html(
        _READ_TABLE, label=label, columns=format_html_join("", '<th scope="col">{}</th>', zip(columns, strict=True)),
        rows=format_html_join("", "<tr>{}</tr>", ((_read_row(row),) for row in rows)),
    )  # fmt: skip


def _read_row(row: Sequence[tuple[str, str]]) -> SafeString:
    name = format_html_join("", '<th scope="row">{1}</th>', row[:1])
    return name + format_html_join("", '<td data-label="{}">{}</td>', row[1:])


def readers(told: str) -> SafeString:
    """Say who reads an answer that goes no further."""
    return format_html(_READERS, told)


def sharing(told: str, label: str, chosen: str) -> SafeString:
    """Say who reads an answer and with whom it is shared beyond them."""
    return format_html(_TOLD, told, label, chosen)


def shared(key: str, told: SafeString, label: SafeString, choices: SafeString) -> SafeString:
    """Draw that (`sharing`), and folded under it the choice."""
    return format_html(_SHARED, key=key, told=told, label=label, options=choices)


def word_count(limit: int, count: int) -> SafeString:
    """Say how many words there are of how many, and how the page says it while somebody writes."""
    fits = gettext("%(count)s of %(limit)s words")
    over = gettext("%(count)s of %(limit)s words: shorten it before you send")
    return format_html(_WORDS, limit, fits, over, fits % {"count": count, "limit": limit})
