"""What is wrong with a password, in the reader's language: Django's own words are not all translated."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.utils.translation import gettext


class LongEnough(MinimumLengthValidator):
    """Asks for a number of characters."""

    def get_error_message(self) -> str:
        """Return how long it must be."""
        return gettext("The password is too short. It must have at least %(number)s characters.") % {
            "number": self.min_length
        }


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Refuses what others know about the person."""

    def get_error_message(self) -> str:
        """Return what it is too much like."""
        return gettext("The password is too much like your e-mail address or your name.")
