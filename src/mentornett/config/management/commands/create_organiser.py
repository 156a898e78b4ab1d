"""Begins a new installation: an organiser, and the person who invites everybody else."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from mentornett.core import audit, time
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants import actions
from mentornett.tenants.choices import RoleKind
from mentornett.tenants.models import Organiser


class Command(BaseCommand):
    """`mentornett create-organiser NAME --leader EMAIL --name NAME`: the leader gets an invitation by e-mail."""

    help = "Create an organiser and invite its first network leader."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the organiser's name and who leads it."""
        parser.add_argument("organiser")
        parser.add_argument("--short", default="", help="a short name, for the top of the pages")
        parser.add_argument("--leader", required=True, metavar="EMAIL")
        parser.add_argument("--name", required=True, help="the leader's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it or nothing."""
        try:
            validate_email(options["leader"])
        except ValidationError:
            raise CommandError(f"{options['leader']} is not an e-mail address.") from None
        if Organiser.objects.filter(name=options["organiser"]).exists():
            raise CommandError(f"There is an organiser called {options['organiser']} already.")
        with inside(EVERYONE), transaction.atomic():
            self.create(**options)
        self.stdout.write(f"Created. An invitation is on its way to {options['leader']}.")

    def create(self, *, organiser: str, short: str, leader: str, name: str, **options: Any) -> None:
        """Write organiser, person, role and invitation."""
        now = time.now()
        row = Organiser.objects.create(name=organiser, short_name=short or organiser[:40])
        audit.record(verb="organiser.created", on=row, by=None, now=now)
        person = actions.find_or_invite(email=leader, name=name, by=None, now=now, language="nb", organiser=row)
        actions.give_role(
            person=person, kind=RoleKind.NETWORK_LEADER, by=None, starts=time.today(), now=now, organiser=row
        )
