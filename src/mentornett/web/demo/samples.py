"""What the component page shows: invented teams, dates and texts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

LONG = (
    "Vi har prøvd fast treffpunkt hver torsdag i seks uker. De nyansatte sier at det hjelper å vite når "
    "neste samtale er. To av lederne har ikke fått satt av tid, og det må vi finne en løsning på før sommeren."
)

TONES = [
    ("success", "Sendt"),
    ("warning", "Mangler leder"),
    ("danger", "Ikke sendt"),
    ("info", "Under arbeid"),
    ("neutral", "Ikke begynt"),
    ("accent", "Neste"),
]

MESSAGES = [
    Message(constants.INFO, "Samlingen er flyttet til 3. desember."),
    Message(constants.SUCCESS, "Rapporten er sendt til Kari Nordmann."),
    Message(constants.WARNING, "Tre svar mangler. Du kan sende likevel."),
    Message(constants.ERROR, "Filen kunne ikke leses. Ingenting er endret."),
]

STEPS = [
    {"label": "Hva har dere gjort?", "url": "#stepper", "done": True},
    {"label": "Mål og tiltak", "url": "#stepper", "done": True, "note": "4 av 4 besvart"},
    {"label": "Hva hindrer, og hva hjelper?", "url": "#stepper", "current": True, "note": "1 av 3 besvart"},
    {"label": "Vurder eget arbeid", "url": "#stepper"},
    {"label": "Send", "note": "Når alt er besvart"},
]

TABS = [
    {"label": "Status", "url": "#tabs", "current": True},
    {"label": "Forløp", "url": "#tabs"},
    {"label": "Samlinger", "url": "#tabs"},
    {"label": "Oppgaver", "url": "#tabs"},
]

NOW_ITEMS = [
    {
        "what": "Send statusrapport 4",
        "reason": "3 av 11 spørsmål gjenstår.",
        "when": "torsdag 26. november, om 5 dager",
        "who": "Team Solbakken",
        "role": "Du er koordinator",
        "url": "#now",
        "action": "Skriv videre",
    },
    {
        "what": "Bekreft at teamet har fått ny leder",
        "when": "Fristen var 12. november",
        "who": "Team Nordre bydel og hjemmetjenesten i Øvre Årdal",
        "role": "Du er leder",
        "url": "#now",
        "action": "Bekreft",
        "method": "post",
    },
    {"what": "Les referatet fra 5. samling", "who": "Nettverk Innlandet", "url": "#now", "action": "Les"},
]

COMMENTS = [
    {"author": "Kari Nordmann", "role": "Veileder", "when": "torsdag 12. november kl. 10.42", "text": LONG},
    {
        "author": "Åse Ødegård",
        "role": "Koordinator",
        "when": "fredag 13. november kl. 08.05",
        "text": "Takk. Vi tar det opp på neste møte.",
        "ours": True,
    },
]


def disabled(form: forms.Form) -> forms.Form:
    """Turn off every field of a form."""
    for field in form.fields.values():
        field.disabled = True
    return form


def timeline() -> list[dict[str, Any]]:
    """Return a two-year course with today in the third period."""
    gatherings = ["12.–13. sep.", "7. des.", "14. mars", "6. juni", "19. sep.", "5. des.", "13. mars"]
    items: list[dict[str, Any]] = []
    for number, dates in enumerate(gatherings, start=1):
        state = "past" if number <= 3 else "coming"
        items.append(
            {"kind": "gathering", "title": f"{number}. samling", "dates": dates, "state": state, "url": "#timeline"}
        )
        if number < len(gatherings):
            items.append(_period(number))
    return items


def _period(number: int) -> dict[str, Any]:
    state = "past" if number < 3 else "now" if number == 3 else "coming"
    period = {"kind": "period", "title": f"Periode {number}", "state": state, "url": "#timeline"}
    return period | ({"chosen": True, "today_tenths": 6} if number == 3 else {})


_CELLS: dict[str, dict[str, Any]] = {
    "sent": {"tone": "success", "label": "Sendt", "note": "10. nov.", "quiet": True},
    "late": {"tone": "danger", "label": "Ikke sendt", "note": "Fristen var 12. nov.", "worst": True},
    "draft": {"tone": "info", "label": "Kladd", "note": "Sist endret 9. nov."},
    "missing": {"tone": "warning", "label": "Mangler", "note": "Siden 1. okt."},
    "ok": {"tone": "success", "label": "På plass", "quiet": True},
    "none": {"tone": "neutral", "label": "Ikke begynt", "quiet": True},
}
_COLUMNS = ["Statusrapport", "Framdriftsplan", "Egenvurdering", "Leder", "Nullpunkt"]
_TEAMS = [
    ("Lillehammer", "Hjemmetjenesten nord", ["late", "draft", "none", "missing", "ok"]),
    ("Øvre Eiker", "Solbakken sykehjem", ["draft", "sent", "none", "ok", "ok"]),
    ("Guovdageaidnu – Kautokeino", "Omsorgstunet", ["sent", "sent", "sent", "ok", "missing"]),
    ("Ås", "Bolig og aktivitet", ["sent", "sent", "sent", "ok", "ok"]),
]


def matrix() -> dict[str, Any]:
    """Return four teams by five columns, the most urgent first."""
    columns = [{"label": label, "url": "#matrix"} for label in _COLUMNS]
    columns[0]["direction"] = "descending"
    rows = []
    for title, subtitle, kinds in _TEAMS:
        cells = [
            {"column": column, "url": "#matrix", **_CELLS[kind]} for column, kind in zip(_COLUMNS, kinds, strict=True)
        ]
        rows.append({"title": title, "subtitle": subtitle, "url": "#matrix", "cells": cells})
    return {"label": "Team i periode 3", "corner": "Team", "corner_url": "#matrix", "columns": columns, "rows": rows}
