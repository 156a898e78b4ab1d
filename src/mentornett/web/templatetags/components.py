"""Tags that draw Mentornett's parts. Loaded in every template; the component page shows them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from mentornett.core import time
from mentornett.web.meanwhile import SEEN, mark_of

register = template.Library()

ICONS = Path(__file__).resolve().parents[1] / "static/vendor/aksel/8.16.2"

# tone: the icon that stands with the word
STATUS_ICONS = {
    "success": "checkmark-circle-fill",
    "warning": "exclamationmark-triangle-fill",
    "danger": "xmark-octagon-fill",
    "info": "information-square-fill",
    "neutral": "circle",
    "accent": "arrow-right",
}
# Django's message level: the tone it is shown in
MESSAGE_TONES = {"debug": "neutral", "info": "info", "success": "success", "warning": "warning", "error": "danger"}
FIGURE, FIGURE_NOTE = '<span class="figure-value">{}</span>', '<span class="figure-note">{}</span>'


@cache
def _svg(name: str) -> SafeString:
    source = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    body = source[source.index(">") + 1 : source.rindex("</svg>")].replace("\n", "")
    opening = '<svg class="icon" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">'
    return mark_safe(f"{opening}{body}</svg>")  # noqa: S308 - a vendored file, checked by its sha256


@register.simple_tag
def shared_styles() -> SafeString:
    """Link the styles that all pages share."""
    return _each('<link rel="stylesheet" href="{}">', ".css")


@register.simple_tag
def shared_scripts() -> SafeString:
    """Link the scripts that all pages share."""
    return _each('<script defer src="{}"></script>', ".js")


def _each(tag: str, kind: str) -> SafeString:
    storage: Any = staticfiles_storage
    return format_html_join("\n", tag, ((storage.url(name),) for name in storage.shared(kind)))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon that says nothing by itself; FileNotFoundError when it is not vendored."""
    return _svg(name)


@register.simple_tag
def status_tag(tone: str, label: str, icon: str | None = None, quiet: bool = False) -> SafeString:
    """Show a status as a word with a colour and an icon; KeyError on an unknown tone.

    Quiet drops the ground colour: for «all is well» in tables where much is. Tables have hundreds of these, so it has
    no template of its own.
    """
    classes, mark = "status status--quiet" if quiet else "status", _svg(icon or STATUS_ICONS[tone])
    return format_html('<span class="{}" data-color="{}">{}{}</span>', classes, tone, mark, label)


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Sequence[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """List sections with ticks. Step: label, url, done, current, note (all but label may be left out)."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Sequence[Mapping[str, Any]], label: str) -> dict[str, Any]:
    """Draw the course of a network.

    Item: kind ("gathering" or "period"), title, dates, state ("past", "now" or "coming"), and when wanted url,
    note, chosen, and today_tenths (0-10: how far into the item today is). Gatherings and periods take turns.
    """
    steps: list[dict[str, Any]] = []
    for item in items:
        if item["kind"] == "gathering" or not steps:
            steps.append({"parts": []})
        steps[-1]["parts"].append(item)
    for step in steps:
        step["state"] = step["parts"][-1]["state"]
        step["tenths"] = next((item["today_tenths"] for item in step["parts"] if "today_tenths" in item), None)
    return {"steps": steps, "label": label}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox") -> dict[str, Any]:
    """Say what a page will show and how to begin."""
    return {"title": title, "text": text, "url": url, "action": action, "mark": icon}


@register.inclusion_tag("components/now_item.html", takes_context=True)
def now_item(context: RequestContext, item: Any, first: bool = False) -> dict[str, Any]:
    """Show one thing to do. Item: what, reason, when, who, role, url, action (label), method ("post" or "get")."""
    return {"item": item, "first": first, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/matrix.html")
def matrix(matrix: Mapping[str, Any]) -> dict[str, Any]:
    """Draw teams by columns; a list of cards on a phone.

    Matrix: label, corner, corner_url, columns [label, url, direction] and rows [title, url, subtitle, cells
    [column, tone, label, note, url, icon, quiet, worst]].
    """
    return {"matrix": matrix}


PLACE = "PLACE"  # stands for a part's name in what is drawn once for many
WORST, FINE = mark_safe(' class="matrix-worst"'), mark_safe(' class="matrix-fine"')


@register.simple_tag
def matrix_cell(cell: Mapping[str, Any]) -> SafeString:
    """Draw one cell of a matrix: column, label and, when wanted, tone, icon, note, url, quiet, worst."""
    tone, label, quiet = cell.get("tone"), cell["label"], cell.get("quiet", False)
    mark = status_tag(tone, label, cell.get("icon"), quiet) if tone else format_html("<span>{}</span>", label)
    note = format_html("<small>{}</small>", cell["note"]) if cell.get("note") else ""
    if cell.get("url"):
        drawn = format_html('<a class="matrix-cell" href="{}">{}{}</a>', cell["url"], mark, note)
    else:
        drawn = format_html('<span class="matrix-cell">{}{}</span>', mark, note)
    classes = WORST if cell.get("worst") else FINE if quiet and tone == "success" else ""
    return format_html('<td role="cell" data-label="{}"{}>{}</td>', cell["column"], classes, drawn)


@register.inclusion_tag("components/progress.html")
def progress(value: int, maximum: int, label: str, id: str = "progress-label") -> dict[str, Any]:
    """Draw how many of how many; id must be unique on the page."""
    return {"value": value, "maximum": maximum, "label": label, "id": id}


@register.inclusion_tag("components/audience_note.html")
def audience_note(text: str, icon: str = "padlock-locked") -> dict[str, Any]:
    """Say who can read what is written here."""
    return {"text": text, "mark": icon}


@register.inclusion_tag("components/folded.html")
def folded(summary: str, text: str, remember: str = "") -> dict[str, Any]:
    """Fold a text away, such as last period's answer; remember is a key that keeps it open on this device."""
    return {"summary": summary, "text": text, "remember": remember}


@register.inclusion_tag("components/source_mark.html")
def source_mark(label: str, url: str = "") -> dict[str, Any]:
    """Say where a paragraph comes from."""
    return {"label": label, "url": url}


@register.inclusion_tag("components/comment.html")
def comment_box(comment: Any) -> dict[str, Any]:
    """Show one comment: author, role, when, text, ours."""
    return {"comment": comment}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, Any]:
    """Show the way here: label, url, label, url, ..., and last the label of this page."""
    pairs = [parts[index : index + 2] for index in range(0, len(parts), 2)]
    return {"trail": [{"label": pair[0], "url": pair[1] if len(pair) == 2 else ""} for pair in pairs]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Link to the neighbouring pages and keep the other choices in the address."""
    request: HttpRequest = context["request"]
    earlier = page.has_previous() and _with_query(request, page=str(page.previous_page_number()))
    later = page.has_next() and _with_query(request, page=str(page.next_page_number()))
    return {"page_obj": page, "previous_url": earlier, "next_url": later}


@register.inclusion_tag("components/sortable_header.html", takes_context=True)
def sortable_header(context: RequestContext, label: str, key: str, class_name: str = "") -> dict[str, Any]:
    """Draw a table heading that sorts by key: ?sort=key, and ?sort=-key the second time."""
    request: HttpRequest = context["request"]
    chosen = request.GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(chosen, "")
    url = _with_query(request, sort=f"-{key}" if chosen == key else key, page="")
    return {"label": label, "url": url, "direction": direction, "class_name": class_name}


def _with_query(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw a form field with label, description and errors (templates/django/forms/field.html)."""
    return bound.as_field_group()


@register.simple_tag(takes_context=True)
def opened(context: RequestContext, *forms: BaseForm | BaseFormSet[Any] | Sequence[BaseForm]) -> SafeString:
    """Let forms that edit something carry what it said when they were opened (`web.meanwhile`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', SEEN, mark_of(context.get("request"), forms))


@register.simple_tag
def drawn_for(drawn: SafeString, name: str) -> SafeString:
    """Draw a field once more for another part of the page: PLACE in its ids becomes the part's name."""
    return mark_safe(drawn.replace(PLACE, escape(name)))  # noqa: S308 - drawn by a form


@register.simple_tag
def styled_widget(bound: BoundField) -> SafeString:
    """Draw the bare widget with Designsystemet's class beside those that the form gave it."""
    own = str(bound.field.widget.attrs.get("class", ""))
    return bound.as_widget(attrs={"class": f"ds-input {own}".strip()})


@register.simple_tag
def error_rows(form: BaseForm | str | None, forms: Iterable[BaseForm] | str | None) -> list[dict[str, str]]:
    """List a form's (or several forms') errors as label, text and the id to go to."""
    every = list(forms) if forms and not isinstance(forms, str) else []
    if form and not isinstance(form, str) and form not in every:
        every.append(form)
    return [row for each in every if each.is_bound for row in _errors_of(each)]


def _errors_of(form: BaseForm) -> list[dict[str, str]]:
    rows = [{"label": "", "text": str(text), "target": ""} for text in form.non_field_errors()]
    for bound in form:
        target = str((bound.auto_id if bound.use_fieldset else bound.id_for_label) or "")
        label = str(bound.label) if str(bound.label).endswith("?") else f"{bound.label}:"
        rows += [{"label": label, "text": str(text), "target": target} for text in bound.errors]
    return rows


@register.filter
def message_tone(level: str) -> str:
    """Return the tone of one of Django's messages."""
    return MESSAGE_TONES.get(level, "info")


@register.filter
def date_words(day: date | datetime | None) -> str:
    """Write a date as «torsdag 26. november»; nothing for no date."""
    return time.date_words(_day(day), time.today()) if day else ""


@register.filter
def date_words_short(day: date | datetime | None) -> str:
    """Write a date without its weekday: «26. november»."""
    return _short(_day(day), time.today(), get_language()) if day else ""


@register.filter
def days_from_now(day: date | datetime | None) -> str:
    """Write how far away a day is: «om 5 dager»."""
    return time.relative_days(_day(day), time.today()) if day else ""


@register.filter
def time_words(moment: datetime | None) -> str:
    """Write a time of day: «kl. 10.42»."""
    return time.time_words(moment) if moment else ""


@register.filter
def moment_words(moment: datetime | None) -> str:
    """Write a date and a time: «torsdag 26. november kl. 10.42»."""
    return time.moment_words(moment, time.today()) if moment else ""


@register.filter
def date_tag(day: date | datetime | None) -> str:
    """Write a date in words inside a <time> element."""
    return format_html('<time datetime="{}">{}</time>', _day(day).isoformat(), date_words(day)) if day else ""


@register.filter
def figure(value: Any) -> SafeString:
    """Draw one side of a before/now row: the figure, and under it its n, its date and where it comes from."""
    notes = [value.figure.note] if value.figure.note else []
    if not value.figure.is_known:
        return format_html(FIGURE_NOTE * (1 + len(notes)), value.figure.main, *notes)
    day = date_words_short(value.on) or gettext("date not stated")
    notes.append(f"{day} · {value.source}" if value.source else day)
    return format_html(FIGURE + FIGURE_NOTE * len(notes), value.figure.main, *notes)


@lru_cache(maxsize=4096)  # a table may have two dates in each of a hundred rows
def _short(day: date, today: date, language: str | None) -> str:
    return time.date_words(day, today, weekday=False)


def _day(day: date | datetime) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day
