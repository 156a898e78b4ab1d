"""How allauth behaves here: nobody registers by themselves, and its e-mails go the way of all letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from mentornett.core import time
from mentornett.tenants import actions, queries


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up and writes letters instead of sending at once."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: people are invited."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's letter in the outbox, in the person's own language."""
        person = queries.person_with_email(email)
        language = person.language if person else (translation.get_language() or "nb")[:2]
        with translation.override("en-gb" if language == "en" else language):
            message = self.render_mail(template_prefix, email, context)
        actions.post_letter(
            to_email=email,
            to_person=person,
            kind=template_prefix.rsplit("/", 1)[-1],
            language=language,
            subject=str(message.subject),
            text=str(message.body),
            now=time.now(),
        )
