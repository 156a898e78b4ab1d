"""allauth's forms in our own words, with real labels instead of texts inside the fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD, NEW = _("E-mail"), _("Password"), _("New password")
AGAIN = _("The same password once more")
CODE = _("Code from the app")


def _rules() -> str:
    return " ".join(map(str, password_validators_help_texts()))


RULES = lazy(_rules, str)()


def _write(form: forms.Form, name: str, label: Any, help_text: Any = "") -> None:
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    """Asks for e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "login", EMAIL)
        _write(self, "password", PASSWORD)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(account.ChangePasswordForm):
    """Asks for the present password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "oldpassword", _("The password you have now"))
        _write(self, "password1", NEW, RULES)
        _write(self, "password2", AGAIN)


class SetPasswordForm(account.SetPasswordForm):
    """Asks somebody without a password for one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "password1", NEW, RULES)
        _write(self, "password2", AGAIN)


class ResetPasswordForm(account.ResetPasswordForm):
    """Asks where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "email", EMAIL)


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """Asks for a new password, twice, from somebody who followed the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "password1", NEW, RULES)
        _write(self, "password2", AGAIN)


class ReauthenticateForm(account.ReauthenticateForm):
    """Asks for the password once more before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write(self, "password", PASSWORD)


def _write_code(form: forms.Form, help_text: Any) -> None:
    _write(form, "code", CODE, help_text)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "short", "autocomplete": "one-time-code"}


class ActivateCodeForm(totp.ActivateTOTPForm):
    """Asks for the first code from the app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write_code(self, _("Six digits. The app shows a new code every 30 seconds."))


class CodeForm(mfa.AuthenticateForm):
    """Asks for a code at log-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write_code(self, _("Or one of your recovery codes."))
        self.fields["code"].widget.attrs.pop("inputmode")  # recovery codes may hold letters


class CodeAgainForm(mfa.ReauthenticateForm):
    """Asks for a code once more before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _write_code(self, gettext("Or one of your recovery codes."))
        self.fields["code"].widget.attrs.pop("inputmode")
