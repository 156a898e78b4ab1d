"""Deletes an account when the person asks for it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mentornett.core import time
from mentornett.core.scoping import EVERYONE, inside
from mentornett.mentoring.actions.forgetting import StillInProgrammeError, forget_in_programmes
from mentornett.network.actions.forgetting import LastLeaderError, forget_person
from mentornett.tenants.models import Person

WORDS = {
    "role": "roles ended", "teammember": "team memberships ended", "guideassignment": "guided teams let go",
    "groupmember": "group memberships ended", "readinggrant": "leaves to read ended",
    "times": "offered times withdrawn", "letters": "letters deleted",
    "links": "links deleted", "notes": "notes of a pair deleted", "wishes": "wishes about pairs deleted",
    "offers": "offers to be a mentor deleted", "numbers": "employee numbers removed", "sessions": "log-ins ended",
}  # fmt: skip


class Command(BaseCommand):
    """`mentornett delete-account EMAIL [--dry-run]`: what others need stays, without the name."""

    help = "Delete a person's account at their request."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whose account it is."""
        parser.add_argument("email")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it or nothing."""
        person = Person.objects.filter(email=options["email"].strip().casefold()).first()
        if person is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        with inside(EVERYONE), transaction.atomic():
            counts = self.delete(person)
            transaction.set_rollback(options["dry_run"])
        for key, words in WORDS.items():
            self.stdout.write(f"{counts[key]:6} {words}")
        self.stdout.write("Nothing was changed." if options["dry_run"] else "Deleted. Restored backups hold it still.")

    def delete(self, person: Person) -> dict[str, int]:
        """Forget the person, and take away every way to log in."""
        try:
            counts = forget_in_programmes(person=person, now=time.now(), today=time.today())
            counts |= forget_person(person=person, now=time.now(), today=time.today())
        except LastLeaderError as error:
            raise CommandError(f"They alone lead {error}. Give somebody else that role first.") from None
        except StillInProgrammeError:
            raise CommandError("They are a mentor or have one. Register their last day first.") from None
        Authenticator.objects.filter(user=person).delete()
        EmailAddress.objects.filter(user=person).delete()
        own = [row.pk for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(person.pk)]
        Session.objects.filter(pk__in=own).delete()
        return counts | {"sessions": len(own)}
