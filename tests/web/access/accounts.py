"""Access to log-in, password and two-step log-in; nobody of the cast has switched two steps on: no codes to see."""

from tests.web.access.table import IN_NETWORKS, Row

ROWS = {
    "account_login": Row(ok="", others=302, visitors=200),
    "account_logout": Row(ok=IN_NETWORKS, visitors=302),
    "account_reauthenticate": Row(ok=IN_NETWORKS),
    "account_change_password": Row(ok=IN_NETWORKS),
    "account_set_password": Row(ok=IN_NETWORKS, status=302),
    "account_reset_password": Row(ok=IN_NETWORKS, visitors=200),
    "account_reset_password_done": Row(ok=IN_NETWORKS, visitors=200),
    "account_reset_password_from_key": Row(ok=IN_NETWORKS, visitors=200, args=lambda cast: ["abc", "feil-nokkel"]),
    "account_reset_password_from_key_done": Row(ok=IN_NETWORKS, visitors=200),
    "account_inactive": Row(ok=IN_NETWORKS, visitors=200),
    "mfa_index": Row(ok=IN_NETWORKS),
    "mfa_authenticate": Row(ok=IN_NETWORKS, status=302, visitors=302),
    "mfa_reauthenticate": Row(ok=IN_NETWORKS, status=302),
    "mfa_activate_totp": Row(ok=IN_NETWORKS, status=302),
    "mfa_deactivate_totp": Row(),
    "mfa_view_recovery_codes": Row(),
    "mfa_generate_recovery_codes": Row(ok=IN_NETWORKS, status=302),
    "mfa_download_recovery_codes": Row(),
}
