"""Matching for people without the platform: two lists in, a proposal out. Nothing is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from mentornett.core.text import django_language
from mentornett.documents.blocks import Language
from mentornett.documents.csv_file import as_csv
from mentornett.documents.excel import as_excel
from mentornett.documents.files import File
from mentornett.documents.sheets import Sheet
from mentornett.documents.tables_in import TableIn, UnreadableError, read_table
from mentornett.exchange.file_words import left_out, unreadable
from mentornett.exchange.match_words import pairs_sheet, summary
from mentornett.exchange.people_files import PeopleFile, read_mentees, read_mentors
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.proposing import Proposal, match
from mentornett.matching.rules import Rules, RulesError
from mentornett.matching.rules_file import rules_from
from mentornett.matching.weighing import TooLargeError


class Command(BaseCommand):
    """`mentornett match --mentors mentors.csv --mentees mentees.xlsx --rules rules.toml --out pairs.xlsx --explain`."""

    help = "Propose a mentor for each mentee from two lists (csv or xlsx). Nothing is stored."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for two files, and optionally for rules, an output file, a language and an explanation."""
        parser.add_argument("--mentors", required=True, type=Path)
        parser.add_argument("--mentees", required=True, type=Path)
        parser.add_argument("--rules", type=Path)
        parser.add_argument("--out", type=Path, help="A csv or xlsx file; without it the pairs are printed.")
        parser.add_argument("--explain", action="store_true", help="Print why each pair, and why not.")
        parser.add_argument("--language", choices=["nb", "nn", "en"], default="nb")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, propose, write, explain."""
        with override(django_language(options["language"])):
            if options["out"] and options["out"].suffix.lower() not in {".csv", ".xlsx"}:
                raise CommandError(
                    _("%(file)s: write to a file that ends in .csv or .xlsx.") % {"file": options["out"]}
                )
            mentees = read_mentees(_table(options["mentees"]), file=options["mentees"].name)
            mentors = read_mentors(_table(options["mentors"]), file=options["mentors"].name)
            self._tell_problems(mentees, mentors)
            _check_that_there_is_somebody(mentees, mentors)
            proposal = _propose(mentees, mentors, _rules(options["rules"]))
            names = {**mentors.names, **mentees.names}
            self._write(proposal, names, options)

    def _tell_problems(self, *files: PeopleFile[Mentee] | PeopleFile[Mentor]) -> None:
        for file in files:
            for told in left_out(file.problems, file.file):
                self.stderr.write(told)
            if file.ignored_columns:
                self.stderr.write(_("Columns not used: %(names)s") % {"names": ", ".join(file.ignored_columns)})

    def _write(self, proposal: Proposal, names: dict[str, str], options: dict[str, Any]) -> None:
        def naming(person: Mentee | Mentor) -> str:
            return names[person.key]

        sheet = pairs_sheet(proposal, naming)
        if options["out"]:
            _save(_file(sheet, options["out"], options["language"]), options["out"])
        elif not options["explain"]:  # which tells the pairs too
            for pair in proposal.pairs:
                self.stdout.write(f"{naming(pair.mentee)} – {naming(pair.mentor)}")
        if options["explain"]:
            self.stdout.write("\n".join(_explained(sheet, len(proposal.pairs))))
        self.stdout.write("\n".join(summary(proposal, naming)))


def _table(path: Path) -> TableIn:
    try:
        return read_table(path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnreadableError as error:
        raise CommandError(f"{path}: {unreadable(error)}") from error


def _save(file: File, path: Path) -> None:
    try:
        path.write_bytes(file.content)
    except OSError as error:  # no such folder, or Excel has the file open
        raise CommandError(f"{path}: {error.strerror}") from error


def _check_that_there_is_somebody(*files: PeopleFile[Mentee] | PeopleFile[Mentor]) -> None:
    for file in files:
        if not file.people:
            words = _(
                "%(file)s: no row can be used. One of the columns must be called «Name» or «Id», in the first row."
            )
            raise CommandError(words % {"file": file.file})


def _rules(path: Path | None) -> Rules:
    try:
        return rules_from(path.read_text()) if path else Rules()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    except RulesError as error:
        raise CommandError(f"{path}, {error.where}: {error.why}") from error


def _propose(mentees: PeopleFile[Mentee], mentors: PeopleFile[Mentor], rules: Rules) -> Proposal:
    try:
        return match(mentees.people, mentors.people, rules, locked=mentees.locked, former=mentees.former)
    except (RulesError, TooLargeError) as error:
        raise CommandError(str(error)) from error


def _file(sheet: Sheet, path: Path, language: Language) -> File:
    if path.suffix.lower() == ".xlsx":
        return as_excel([sheet], title=sheet.name, language=language)
    return as_csv(sheet, language=language)


def _explained(sheet: Sheet, pairs: int) -> list[str]:
    """Return each row of the sheet as a few lines to read."""
    _mentee, _mentor, _points, _of, speaks_for, against, second, price, _locked = sheet.columns
    lines = []
    for number, row in enumerate(sheet.rows):
        lines.append(f"{row[0]} – {row[1]} ({row[2]}/{row[3]})" if number < pairs else f"{row[0]} –")
        told = ((speaks_for, row[4]), (against, row[5]), (second, row[6]), (price, row[7]))
        lines += [f"    {title}: {value}" for title, value in told if value]
    return lines
