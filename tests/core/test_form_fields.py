"""Fields show what is stored as people write it, and keep what they cannot read."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.utils import translation

from mentornett.core.form_fields import Number, RoughDay, day_field, time_field


class Form(forms.Form):
    """One of each."""

    day = day_field("Dag")
    clock = time_field("Klokka", required=True)
    number = Number(label="Tall", max_digits=6, decimal_places=2)


@pytest.mark.parametrize(
    ("number", "shown"), [("4.00", "4"), ("2.50", "2,5"), ("100", "100"), ("0.00", "0"), ("0.25", "0,25")]
)
def test_number_is_shown_without_noughts_at_its_end(number: str, shown: str) -> None:
    with translation.override("nb"):
        assert f'value="{shown}"' in str(Form(initial={"number": Decimal(number)})["number"])


def test_stored_values_stand_in_the_fields_as_people_write_them() -> None:
    form = Form(initial={"day": date(2026, 3, 1), "clock": time(9, 5)})
    assert ('value="01.03.2026"' in str(form["day"]), 'value="09.05"' in str(form["clock"])) == (True, True)


def test_what_cannot_be_read_stands_in_the_field_again() -> None:
    form = Form({"day": "31.02.2026", "clock": "25.99", "number": "mye"})
    assert set(form.errors) == {"day", "clock", "number"}
    assert all(f'value="{typed}"' in str(form[name]) for name, typed in form.data.items())


@pytest.mark.parametrize("typed", [{"day": "24. desember 2026"}, {"clock": "1330"}, {"number": "2,5"}])
def test_what_is_written_in_another_way_is_read(typed: dict[str, Any]) -> None:
    with translation.override("nb"):
        form = Form({"day": "24.12.2026", "clock": "13.30", "number": "2.50"} | typed)
        assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 12, 24), "clock": time(13, 30), "number": Decimal("2.5")}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2015", date(2015, 1, 1)), (" 2015 ", date(2015, 1, 1)), ("3.2015", date(2015, 3, 1)),
        ("03.2015", date(2015, 3, 1)), ("24.12.2015", date(2015, 12, 24)),
    ],
)  # fmt: skip
def test_year_alone_will_do_where_about_when_is_enough(typed: str, day: date) -> None:
    assert RoughDay().clean(typed) == day


@pytest.mark.parametrize("typed", ["0205", "13.2015", "15", "i fjor"])
def test_what_is_no_year_is_refused_also_where_about_when_is_enough(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        RoughDay().clean(typed)
