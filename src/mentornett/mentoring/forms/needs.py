"""What may be typed about the need of units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext

from mentornett.mentoring.models import UnitNeed
from mentornett.tenants.models import Unit

MOST = 999


class NeedsForm(forms.Form):
    """Two numbers for each unit."""

    def __init__(self, *args: Any, units: Iterable[Unit], known: Iterable[UnitNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = list(units)
        said = {row.unit_id: row for row in known}
        for unit in self.units:
            row = said.get(unit.pk)
            self._add(unit, "retiring", gettext("%(unit)s: retire"), row.retiring if row else None)
            self._add(unit, "holidays", gettext("%(unit)s: stand in for holidays"), row.holidays if row else None)

    def _add(self, unit: Unit, name: str, label: str, initial: int | None) -> None:
        self.fields[f"{name}_{unit.pk}"] = forms.IntegerField(
            label=label % {"unit": unit.name}, min_value=0, max_value=MOST, required=False, initial=initial or None,
            widget=forms.NumberInput(attrs={"class": "tiny", "inputmode": "numeric"}),
        )  # fmt: skip

    @property
    def needs(self) -> dict[int, tuple[int, int]]:
        """What was typed, by the key of the unit."""
        data = self.cleaned_data
        return {
            unit.pk: (data.get(f"retiring_{unit.pk}") or 0, data.get(f"holidays_{unit.pk}") or 0) for unit in self.units
        }
