"""Lets somebody in again who has lost both the phone and the recovery codes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mentornett.core import time
from mentornett.core.scoping import EVERYONE, inside
from mentornett.tenants.actions.two_steps import tell_of_lost_steps
from mentornett.tenants.models import Person


class Command(BaseCommand):
    """`mentornett turn-off-two-steps EMAIL`: the person then logs in with the password, and is told by e-mail."""

    help = "Turn off two-step log-in for somebody who has lost the phone and the recovery codes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose it is."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take every second step away, in one go with its note and its letter."""
        person = Person.objects.filter(email=options["email"].strip().casefold()).first()
        if person is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        with inside(EVERYONE), transaction.atomic():
            gone, _rows = Authenticator.objects.filter(user=person).delete()
            if not gone:
                raise CommandError(f"{person.email} does not use two-step log-in.")
            tell_of_lost_steps(person=person, now=time.now())
        self.stdout.write(f"{person.email} now logs in with the password, and can turn it on anew.")
