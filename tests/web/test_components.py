"""Each tag draws what a page needs, and says it to those who do not see it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from mentornett.web.templatetags import components


def draw(source: str, query: str = "", **context: Any) -> BeautifulSoup:
    """Draw a piece of template as a page would."""
    request = RequestFactory().get(f"/list/?{query}")
    return BeautifulSoup(Template(source).render(Context({"request": request, **context})), "html.parser")


def first(soup: BeautifulSoup, selector: str) -> Tag:
    """Return the one element that a selector finds."""
    found = soup.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} in {soup}"
    return found[0]


def test_icon_is_silent_and_takes_its_colour_from_the_text() -> None:
    svg = first(draw('{% icon "padlock-locked" %}'), "svg")
    assert svg["aria-hidden"] == "true"
    assert "currentColor" in str(svg)
    assert "xmlns" not in svg.attrs


def test_icon_that_is_not_vendored_fails_loudly() -> None:
    with pytest.raises(FileNotFoundError):
        draw('{% icon "unicorn" %}')


@pytest.mark.parametrize("tone", components.STATUS_ICONS)
def test_status_has_word_colour_and_icon(tone: str) -> None:
    status = first(draw("{% status_tag tone 'Sendt' %}", tone=tone), ".status")
    assert status.get_text() == "Sendt"
    assert status["data-color"] == tone
    assert status.svg


def test_status_of_unknown_tone_fails_loudly() -> None:
    with pytest.raises(KeyError):
        draw("{% status_tag 'purple' 'Sendt' %}")


def test_status_escapes_its_word() -> None:
    assert not draw("{% status_tag 'info' word %}", word="<b>x</b>").select("b")


def test_stepper_marks_the_current_step_and_says_what_is_complete() -> None:
    steps = [
        {"label": "Mål", "url": "#a", "done": True},
        {"label": "Tiltak", "url": "#b", "current": True},
        {"label": "Send"},
    ]
    soup = draw("{% stepper steps 'Deler' %}", steps=steps)
    assert first(soup, "nav")["aria-label"] == "Deler"
    assert first(soup, "[aria-current=step]").get_text(strip=True) == "Tiltak"
    assert [bool(item.select(".ds-sr-only")) for item in soup.select("li")] == [True, False, False]
    assert soup.select("li")[2].a is None


def _course() -> list[dict[str, Any]]:
    return [
        {"kind": "gathering", "title": "1. samling", "dates": "7. des.", "state": "past"},
        {"kind": "period", "title": "Periode 1", "state": "now", "today_tenths": 4, "url": "#1", "chosen": True},
        {"kind": "gathering", "title": "2. samling", "state": "coming"},
    ]


def test_timeline_puts_a_period_with_the_gathering_before_it() -> None:
    soup = draw("{% timeline items 'Forløp' %}", items=_course())
    steps = soup.select("ol > li")
    assert [len(step.select(".timeline-title")) for step in steps] == [2, 1]
    assert first(soup, "[aria-current]").get_text() == "Periode 1"


def test_timeline_marks_today_in_one_place() -> None:
    soup = draw("{% timeline items 'Forløp' %}", items=_course())
    assert first(soup, ".timeline-done")["data-tenths"] == "4"


def test_timeline_that_begins_with_a_period_keeps_it() -> None:
    soup = draw("{% timeline items 'Forløp' %}", items=[{"kind": "period", "title": "Søknad", "state": "past"}])
    assert first(soup, ".timeline-period").get_text(strip=True) == "Søknad"


def test_empty_state_says_how_to_begin() -> None:
    soup = draw("{% empty_state 'Ingen rapporter' 'De kommer her.' '/ny/' 'Begynn' %}")
    assert first(soup, "h2").get_text() == "Ingen rapporter"
    assert first(soup, "a")["href"] == "/ny/"


def test_empty_state_without_address_has_no_button() -> None:
    assert not draw("{% empty_state 'Ingen rapporter' %}").select("a")


def test_now_item_is_a_link_or_a_form_by_its_method() -> None:
    item = {"what": "Bekreft", "url": "/ja/", "action": "Ja", "method": "post"}
    posted = draw("{% now_item item %}", item=item, csrf_token="abc")
    assert first(posted, "form[method=post] button").get_text() == "Ja"
    assert first(posted, "input[name=csrfmiddlewaretoken]")["value"] == "abc"
    linked = draw("{% now_item item %}", item=item | {"method": "get"})
    assert first(linked, "a")["href"] == "/ja/"


def test_only_the_first_now_item_has_a_primary_button() -> None:
    item = {"what": "Les", "url": "/les/", "action": "Les"}
    assert "data-variant" not in first(draw("{% now_item item first=True %}", item=item), "a").attrs
    assert first(draw("{% now_item item %}", item=item), "a")["data-variant"] == "secondary"


def _matrix(**cell: Any) -> dict[str, Any]:
    row = {"title": "Nord", "subtitle": "Solbakken", "url": "/nord/"}
    cells = [{"column": "Rapport", "tone": "danger", "label": "Mangler", "note": "12. nov.", **cell}]
    columns = [{"label": "Rapport", "url": "?sort=r", "direction": "ascending"}]
    return {"label": "Team", "corner": "Team", "columns": columns, "rows": [row | {"cells": cells}]}


def test_matrix_keeps_its_roles_when_it_becomes_cards() -> None:
    soup = draw("{% matrix matrix %}", matrix=_matrix())
    assert first(soup, "[role=rowheader]").get_text(strip=True) == "NordSolbakken"
    assert first(soup, "[role=cell]")["data-label"] == "Rapport"
    assert first(soup, "th[aria-sort=ascending]").get_text(strip=True) == "Rapport"


def test_matrix_can_be_reached_and_scrolled_by_keyboard() -> None:
    frame = first(draw("{% matrix matrix %}", matrix=_matrix()), ".matrix-frame")
    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "region", "Team")


def test_matrix_cell_opens_the_thing_itself() -> None:
    soup = draw("{% matrix matrix %}", matrix=_matrix(url="/rapport/", worst=True))
    assert first(soup, "td.matrix-worst a")["href"] == "/rapport/"


def test_progress_is_told_in_words_too() -> None:
    with translation.override("nb"):
        soup = draw("{% progress 11 15 'Sendt' %}")
    bar = first(soup, "progress")
    assert (bar["value"], bar["max"]) == ("11", "15")
    assert first(soup, f"#{bar['aria-labelledby']}").get_text() == "Sendt"
    assert "11 av 15" in soup.get_text()


def test_audience_note_has_a_lock_and_the_sentence() -> None:
    note = first(draw("{% audience_note 'Bare teamet ser dette.' %}"), ".audience")
    assert note.svg
    assert note.get_text(strip=True) == "Bare teamet ser dette."


def test_folded_text_keeps_line_breaks_as_text() -> None:
    soup = draw("{% folded 'Forrige svar' text remember='q1' %}", text="En\n<b>to</b>")
    assert first(soup, "details")["data-remember"] == "q1"
    assert first(soup, "p").get_text() == "En\n<b>to</b>"


def test_source_mark_is_a_link_when_it_can_be_opened() -> None:
    assert first(draw("{% source_mark 'Statusrapport 4' '/r/4/' %}"), "a.source")["href"] == "/r/4/"
    assert not draw("{% source_mark 'Statusrapport 4' %}").select("a")


def test_comment_says_who_and_when() -> None:
    comment = {"author": "Kari", "role": "Veileder", "when": "i går", "text": "Bra", "ours": True}
    soup = draw("{% comment_box comment %}", comment=comment)
    assert [part.get_text() for part in first(soup, "header").find_all(["b", "span"])] == ["Kari", "Veileder", "i går"]
    assert "comment--ours" in first(soup, "article")["class"]


def test_breadcrumbs_end_with_this_page() -> None:
    soup = draw("{% breadcrumbs 'Nå' '/' 'Team' '/team/' 'Rapport' %}")
    assert [link["href"] for link in soup.select("a")] == ["/", "/team/"]
    assert first(soup, "[aria-current=page]").get_text() == "Rapport"


def test_pagination_keeps_the_other_choices() -> None:
    soup = draw("{% pagination page %}", "guide=3&page=2", page=Paginator(range(30), 10).get_page(2))
    assert first(soup, "a[rel=prev]")["href"] == "?guide=3&page=1"
    assert first(soup, "a[rel=next]")["href"] == "?guide=3&page=3"


def test_pagination_of_one_page_is_nothing() -> None:
    assert not draw("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).select("nav")


@pytest.mark.parametrize(
    ("query", "direction", "next_sort"),
    [("", None, "name"), ("sort=name", "ascending", "-name"), ("sort=-name", "descending", "name")],
)
def test_sortable_header_turns_at_each_click(query: str, direction: str | None, next_sort: str) -> None:
    heading = first(draw("<table><tr>{% sortable_header 'Navn' 'name' %}</tr></table>", query), "th")
    assert heading.get("aria-sort") == direction
    assert heading.a is not None
    assert heading.a["href"] == f"?sort={next_sort}"


def test_sortable_header_goes_back_to_the_first_page() -> None:
    soup = draw("<table><tr>{% sortable_header 'Navn' 'name' %}</tr></table>", "page=4&guide=3")
    assert first(soup, "a")["href"] == "?guide=3&sort=name"


class VisitForm(forms.Form):
    """One field of each kind that looks different."""

    name = forms.CharField(label="Navn", help_text="Fornavn og etternavn.")
    note = forms.CharField(label="Notat", required=False, widget=forms.Textarea(attrs={"class": "short"}))
    kind = forms.ChoiceField(label="Stilling", choices=[("n", "Sykepleier")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Avtalt")

    def clean(self) -> dict[str, Any]:
        """Refuse everything as a whole too."""
        raise forms.ValidationError("Noe passer ikke sammen.")


def test_field_ties_label_description_and_error_to_the_input() -> None:
    soup = draw("{% field form.name %}", form=VisitForm({}))
    control = first(soup, "input")
    assert first(soup, f"label[for={control['id']}]").get_text(strip=True) == "Navn"
    assert control["aria-invalid"] == "true"
    described = [first(soup, f"#{each}").get_text(strip=True) for each in str(control["aria-describedby"]).split()]
    assert described == ["Fornavn og etternavn.", str(VisitForm({}).errors["name"][0])]


def test_field_keeps_the_form_s_own_class_beside_the_design_system_s() -> None:
    assert first(draw("{% field form.note %}", form=VisitForm()), "textarea")["class"] == ["ds-input", "short"]


def test_field_that_may_be_left_empty_says_so() -> None:
    with translation.override("nb"):
        optional = draw("{% field form.note %}", form=VisitForm())
        required = draw("{% field form.name %}", form=VisitForm())
    assert "(valgfritt)" in optional.get_text()
    assert "(valgfritt)" not in required.get_text()


def test_choices_stand_in_a_fieldset_with_a_label_each() -> None:
    soup = draw("{% field form.kind %}", form=VisitForm())
    assert first(soup, "fieldset > legend").get_text(strip=True) == "Stilling"
    choice = first(soup, "fieldset .ds-field > input.ds-input[type=radio]")
    assert first(soup, f"label[for={choice['id']}]").get_text() == "Sykepleier"


def test_single_checkbox_stands_before_its_label() -> None:
    box = first(draw("{% field form.agreed %}", form=VisitForm()), "input[type=checkbox]")
    following = box.find_next_sibling()
    assert following is not None
    assert following.get_text() == "Avtalt"


class AskingForm(forms.Form):
    """A label that asks, and one that does not."""

    when = forms.CharField(label="When?")
    why = forms.CharField(label="Why")


def test_error_summary_links_to_every_wrong_field() -> None:
    soup = draw('{% include "components/error_summary.html" with form=form %}', form=VisitForm({}))
    whole = str(draw("{{ form }}", form=VisitForm({})))
    targets = [str(link["href"]) for link in soup.select("a")]
    assert targets == ["#id_name", "#id_kind", "#id_agreed"]
    assert all(f'id="{target[1:]}"' in whole for target in targets)
    assert "Noe passer ikke sammen." in soup.get_text()


def test_error_summary_tells_each_error_once_and_puts_no_colon_after_a_question() -> None:
    form = AskingForm({})
    source = '{% include "components/error_summary.html" with form=form forms=forms %}'
    with translation.override("en"):
        links = draw(source, form=form, forms=[form]).select("a")
    assert [link.get_text() for link in links] == ["When? Fill this in.", "Why: Fill this in."]


def test_error_summary_counts_over_several_forms() -> None:
    both = [VisitForm({}, prefix="a"), VisitForm({}, prefix="b")]
    with translation.override("nb"):
        soup = draw('{% include "components/error_summary.html" with forms=forms %}', forms=both)
    assert first(soup, "h2").get_text() == "Rett 8 feil før dette kan lagres"


@pytest.mark.parametrize("form", [None, VisitForm()], ids=["no form", "not sent"])
def test_error_summary_without_errors_is_nothing(form: forms.Form | None) -> None:
    assert draw('{% include "components/error_summary.html" with form=form %}', form=form).get_text(strip=True) == ""


def test_hidden_fields_of_a_drawn_form_are_kept() -> None:
    class Hidden(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    assert first(draw("{{ form }}", form=Hidden({"token": "x"})), "input[type=hidden]")["value"] == "x"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "onsdag 18. mars, om 6 dager, 18. mars"),
        ("nn", "onsdag 18. mars, om 6 dagar, 18. mars"),
        ("en-gb", "Wednesday 18 March, in 6 days, 18 March"),
    ],
)
def test_dates_are_written_in_words(language: str, words: str) -> None:
    source = "{{ day|date_words }}, {{ day|days_from_now }}, {{ day|date_words_short }}"
    with translation.override(language):
        assert str(draw(source, day=date(2026, 3, 18))) == words


def test_moments_are_written_in_norwegian_time() -> None:
    moment = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    with translation.override("nb"):
        assert str(draw("{{ moment|moment_words }}", moment=moment)) == "fredag 13. mars kl. 00.30"
        assert str(draw("{{ moment|time_words }}", moment=moment)) == "kl. 00.30"
        assert first(draw("{{ moment|date_tag }}", moment=moment), "time")["datetime"] == "2026-03-13"


@pytest.mark.parametrize("name", ["date_words", "days_from_now", "time_words", "moment_words", "date_tag"])
def test_no_date_is_no_text(name: str) -> None:
    assert str(draw("{{ day|" + name + " }}", day=None)) == ""


@pytest.mark.parametrize(("level", "tone"), [("error", "danger"), ("success", "success"), ("unheard of", "info")])
def test_messages_have_a_tone(level: str, tone: str) -> None:
    assert components.message_tone(level) == tone
