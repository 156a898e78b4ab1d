"""Forms with texts in several languages, the reader's own first; an empty one shows the nearest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentornett.core.form_fields import Words
from mentornett.core.text import LANGUAGES
from mentornett.network.queries.texts import Editable, Wording
from mentornett.network.rules.standing_texts import unknown_placeholders
from mentornett.questionnaires.forms import language

NAMES = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English")}


class TextInLanguages(forms.Form):
    """A form with texts that may be written in several languages; an empty one shows the nearest."""

    def text_fields(self, name: str, label: Any, now: Any, *, most: int, rows: int = 2, required: bool = False) -> None:
        """Add one field for each language, the reader's own first."""
        texts = now or {}
        for code in self.codes():
            self.fields[f"{name}_{code}"] = Words(
                label=f"{label} – {NAMES[code]}", max_length=most, initial=texts.get(code, ""),
                required=required and self.wants(code, texts),
                widget=forms.Textarea(attrs={"rows": rows, "lang": code}),
            )  # fmt: skip

    @staticmethod
    def codes() -> list[str]:
        """Return the languages, the reader's own first."""
        return sorted(LANGUAGES, key=lambda code: code != language())

    @staticmethod
    def wants(code: str, texts: Mapping[str, str]) -> bool:
        """Tell whether a text must be written in a language: the reader's, unless it stands in another one already."""
        return code == language() and (bool(texts.get(code)) or not any(texts.values()))

    def text(self, name: str) -> dict[str, str]:
        """Return what was written, by language."""
        written = {code: self.cleaned_data.get(f"{name}_{code}", "") for code in LANGUAGES}
        return {code: " ".join(text.split()) for code, text in written.items() if text.strip()}

    def _is_other(self, name: str) -> bool:
        stem, _line, code = name.rpartition("_")
        return bool(stem) and code in LANGUAGES and code != language()

    def first_fields(self) -> list[forms.BoundField]:
        """Return the fields in the reader's language, and those without one."""
        return [self[name] for name in self.fields if not self._is_other(name)]

    def other_fields(self) -> list[forms.BoundField]:
        """Return the fields in other languages."""
        return [self[name] for name in self.fields if self._is_other(name)]

    def shows_others(self) -> bool:
        """Tell whether something stands in another language, or is wrong there."""
        return any(field.value() or field.errors for field in self.other_fields())

    def need(self, name: str) -> None:
        """Ask for a text in one language at least."""
        if not self.text(name) and not any(f"{name}_{code}" in self.errors for code in LANGUAGES):
            self.add_error(f"{name}_{language()}", gettext("Write it in one language at least."))


class WordingForm(TextInLanguages):
    """A network's own wording of a standing text. Where it is as usual, nothing of its own is kept."""

    def __init__(self, *args: Any, text: Editable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = text
        for name, label, most, rows in (("title", gettext("Title"), 160, 1), ("body", gettext("Text"), 4000, 10)):
            now = {code: getattr(text.now(code), name) for code in LANGUAGES}
            self.text_fields(name, label, now, most=most, rows=rows, required=True)
        codes = self.codes()
        self.order_fields([f"{name}_{code}" for code in codes for name in ("title", "body")])

    def clean(self) -> dict[str, Any]:
        """Check the placeholders, and that a title has its text."""
        for code in LANGUAGES:
            for name, other in (("title", "body"), ("body", "title")):
                written = self.cleaned_data.get(f"{name}_{code}", "")
                if unknown := unknown_placeholders(written, self.about.placeholders):
                    self.add_error(f"{name}_{code}", self._unknown(unknown))
                elif not written and self.cleaned_data.get(f"{other}_{code}"):
                    self.add_error(f"{name}_{code}", gettext("Write this too."))
        return self.cleaned_data

    def _unknown(self, names: list[str]) -> str:
        values = {
            "wrong": ", ".join(f"{{{name}}}" for name in names),
            "allowed": ", ".join(f"{{{name}}}" for name in self.about.placeholders),
        }
        return gettext("%(wrong)s is not known here. You can use: %(allowed)s") % values

    def wordings(self) -> dict[str, tuple[str, str]]:
        """Return title and text by language, where they are not as usual."""
        own = {code: self.wording(code) for code in LANGUAGES}
        usual = self.about.usual
        return {code: (each.title, each.body) for code, each in own.items() if each.body and each != usual[code]}

    def wording(self, code: str) -> Wording:
        """Return what was typed in a language."""
        title, body = (self.cleaned_data.get(f"{name}_{code}", "") for name in ("title", "body"))
        return Wording(" ".join(title.split()), body.strip())

    def others_open(self) -> bool:
        """Tell whether the network has its own wording in another language, or something is wrong there."""
        return any(code != language() for code in self.about.own) or any(each.errors for each in self.other_fields())
