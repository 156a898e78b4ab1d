"""Log-in, password and two-step log-in: allauth's pages, without those that let anybody register."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

urlpatterns = [
    path("logg-inn/", account.login, name="account_login"),
    path("logg-ut/", account.logout, name="account_logout"),
    path("bekreft-deg/", account.reauthenticate, name="account_reauthenticate"),
    path("passord/", account.password_change, name="account_change_password"),
    path("passord/velg/", account.password_set, name="account_set_password"),
    path("passord/glemt/", login_not_required(account.password_reset), name="account_reset_password"),
    path("passord/glemt/sendt/", login_not_required(account.password_reset_done), name="account_reset_password_done"),
    re_path(  # the key has a hyphen of its own
        r"^passord/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        login_not_required(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "passord/ny/ferdig/",
        login_not_required(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("utestengt/", login_not_required(account.account_inactive), name="account_inactive"),
    path("totrinn/", mfa.index, name="mfa_index"),
    path("totrinn/logg-inn/", login_not_required(mfa.authenticate), name="mfa_authenticate"),
    path("totrinn/bekreft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totrinn/app/pa/", totp.activate_totp, name="mfa_activate_totp"),
    path("totrinn/app/av/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrinn/koder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrinn/koder/nye/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("totrinn/koder/last-ned/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
