"""Begins a mentor programme's municipality: the project leader, who sets it up and gives the other roles."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from mentornett.core import time
from mentornett.core.scoping import EVERYONE, inside
from mentornett.core.text import sort_key
from mentornett.mentoring.actions.project_leaders import invite_project_leader
from mentornett.tenants.actions.register import load_register_if_empty
from mentornett.tenants.choices import Language
from mentornett.tenants.models import Municipality
from mentornett.tenants.queries import municipalities_on


class Command(BaseCommand):
    """`mentornett invite-project-leader MUNICIPALITY EMAIL --name NAME`: with or without a network behind it."""

    help = "Invite the project leader of a municipality's mentor programme."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take which municipality it is, and who leads."""
        parser.add_argument("municipality", help="its name or its number of four digits")
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="the project leader's name")
        parser.add_argument(
            "--language", choices=[Language.BOKMAL.value, Language.NYNORSK.value],
            help="what the municipality writes; left as it is when not given",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it or nothing."""
        try:
            validate_email(options["email"])
        except ValidationError:
            raise CommandError(f"{options['email']} is not an e-mail address.") from None
        load_register_if_empty()
        place = _municipality(options["municipality"])
        with inside(EVERYONE), transaction.atomic():
            person = invite_project_leader(
                municipality=place, email=options["email"], name=options["name"],
                language=options["language"] or place.language, now=time.now(),
            )  # fmt: skip
        told = "has an account already, and the role" if person.activated_at else "gets an invitation by e-mail"
        self.stdout.write(f"{person.name} leads the mentor programme of {place.name}: {person.email} {told}.")


def _municipality(words: str) -> Municipality:
    known = municipalities_on(time.today())
    found = list(known.filter(number=words)) or list(known.filter(name_sort=sort_key(words)))
    if not found:
        raise CommandError(f"No municipality today is called {words} or has that number.")
    if len(found) > 1:
        which = ", ".join(f"{row.number} in {row.county}" for row in found)
        raise CommandError(f"More than one municipality is called {words}. Give the number instead: {which}.")
    return found[0]
