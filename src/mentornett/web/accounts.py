"""How allauth behaves here: nobody registers by themselves, and its e-mails go the way of all letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from mentornett.core import time
from mentornett.core.text import django_language
from mentornett.tenants import actions, queries


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up and writes letters instead of sending at once."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask those who run your network."),
        "email_password_mismatch": _(
            "The e-mail address and the password do not belong together. Check both, or choose a new password."
        ),
        "enter_current_password": _("This is not the password you have now."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("The link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("There have been too many attempts. Wait five minutes, or choose a new password."),
        "rate_limited": _("There have been too many attempts. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: people are invited."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's letter in the outbox, in the person's own language."""
        person = queries.person_with_email(email)
        language = person.language if person else (translation.get_language() or "nb")[:2]
        with translation.override(django_language(language)):
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


class TwoStepAdapter(DefaultMFAAdapter):
    """Says in our own words what is wrong with a code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Check that the clock of your phone is, and use the newest code."),
        "cannot_delete_authenticator": _("You cannot turn off two-step log-in."),
        "cannot_generate_recovery_codes": _("Turn on two-step log-in first."),
    }
