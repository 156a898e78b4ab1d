"""What may be typed about the need of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from mentornett.mentoring.models import UnitNeed
from mentornett.tenants.models import Unit

MOST = 999


class NeedsForm(forms.Form):
    """Two numbers for each unit; `units` are those of a municipality with what tells them apart."""

    def __init__(self, *args: Any, units: Mapping[Unit, str], known: Iterable[UnitNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {unit.pk: name for unit, name in units.items()}
        said = {row.unit_id: row for row in known}
        for unit in self.names:
            row = said.get(unit)
            self._add(unit, "retiring", gettext("%(unit)s: retire"), row.retiring if row else None)
            self._add(unit, "holidays", gettext("%(unit)s: stand in for holidays"), row.holidays if row else None)

    def _add(self, unit: int, name: str, label: str, initial: int | None) -> None:
        self.fields[f"{name}_{unit}"] = forms.IntegerField(
            label=label % {"unit": self.names[unit]}, min_value=0, max_value=MOST, required=False,
            initial=initial or None, widget=forms.NumberInput(attrs={"class": "tiny", "inputmode": "numeric"}),
        )  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, BoundField, BoundField]]:
        """Each unit's name with its two fields."""
        return [(name, self[f"retiring_{unit}"], self[f"holidays_{unit}"]) for unit, name in self.names.items()]

    @property
    def needs(self) -> dict[int, tuple[int, int]]:
        """What was typed, by the key of the unit."""
        data = self.cleaned_data
        return {unit: (data.get(f"retiring_{unit}") or 0, data.get(f"holidays_{unit}") or 0) for unit in self.names}
