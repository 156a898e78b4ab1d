"""Why a file holds no table that can be read, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mentornett.documents.tables_in import RowProblem, UnreadableError

WORDS = {
    "empty": gettext_noop("The file is empty."),
    "too_large": gettext_noop("The file is larger than %(limit)s MB."),
    "packs_too_much": gettext_noop("Unpacked, the file is larger than %(limit)s MB. Save it as csv and try again."),
    "too_many_rows": gettext_noop("The file has more than %(limit)s rows."),
    "too_many_columns": gettext_noop("The file has more than %(limit)s columns."),
    "old_excel": gettext_noop("This is the old Excel format. Save it as xlsx and try again."),
    "broken": gettext_noop("The file cannot be read. Save it as xlsx or csv and try again."),
}


def unreadable(error: UnreadableError) -> str:
    """Return in words why a file holds no table that can be read."""
    return _(WORDS[error.reason]) % {"limit": formats.number_format(error.limit, use_l10n=True, force_grouping=True)}


def no_file_words(path: str) -> str:
    """Return that there is no such file."""
    return _("%(path)s: There is no such file.") % {"path": path}


def left_out(problems: Iterable[RowProblem], file: str) -> list[str]:
    """Return in words which rows of a file were left out, and why."""
    told = _("%(file)s, row %(row)d: %(why)s The row is left out.")
    return [told % {"file": file, "row": problem.row, "why": problem.why} for problem in problems]


def rows_told(problems: Iterable[RowProblem], file: str) -> list[str]:
    """Return in words what is wrong with which rows of a file."""
    told = _("%(file)s, row %(row)d: %(why)s")
    return [told % {"file": file, "row": problem.row, "why": problem.why} for problem in problems]
