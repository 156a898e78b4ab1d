"""All settings. The environment is read here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from mentornett.config import environment

PACKAGE = Path(__file__).resolve().parents[1]
DATA_FOLDER = Path(environment.text("MENTORNETT_DATA", str(PACKAGE.parents[1] / "var")))

DEMO = environment.flag("MENTORNETT_DEMO", default=False)
DEBUG = environment.flag("MENTORNETT_DEBUG", default=False)
DEMO_SECRET_KEY = "only-for-demo-and-tests-never-in-production-0123456789"  # noqa: S105 (a system check refuses it)
SECRET_KEY = environment.text("MENTORNETT_SECRET_KEY", DEMO_SECRET_KEY)
# Of mentors' and mentees' notes: the newest key first, separated by commas; older ones only open what they sealed.
NOTES_KEYS = [key.strip() for key in environment.text("MENTORNETT_NOTES_KEYS", SECRET_KEY).split(",") if key.strip()]
AUDIT_KEY = environment.text("MENTORNETT_AUDIT_KEY", SECRET_KEY)  # of the audit log's chain; keep it when others change
ALLOWED_HOSTS = environment.words("MENTORNETT_HOSTS", "127.0.0.1,localhost,[::1],testserver")
BASE_URL = environment.text("MENTORNETT_URL", "http://127.0.0.1:8000")
SECURE = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if SECURE else []

DEFAULT_DATABASE = f"sqlite:///{DATA_FOLDER / 'mentornett.sqlite3'}"
DATABASES = {"default": environment.database(environment.text("DATABASE_URL", DEFAULT_DATABASE))}
# PostgreSQL: the address of a role that row-level security does not bind (BYPASSRLS), for `mentornett backup`
BACKUP_DATABASE = environment.database(
    environment.text("MENTORNETT_BACKUP_DATABASE_URL") or environment.text("DATABASE_URL", DEFAULT_DATABASE)
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "mentornett.core",
    "mentornett.tenants",
    "mentornett.questionnaires",
    "mentornett.network",
    "mentornett.competence",
    "mentornett.mentoring",
    "mentornett.measurement",
    "mentornett.reports",
    "mentornett.exchange",
    "mentornett.web",
    "mentornett.web.everyone",
    "mentornett.web.organiser",
    "mentornett.web.programme",
    "mentornett.web.pair",
    "mentornett.web.competence",
    "mentornett.web.municipality",
    "mentornett.web.public",
    "mentornett.web.demo",
    "mentornett.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "mentornett.web.middleware.page_headers",
    "mentornett.web.middleware.without_null_characters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mentornett.web.middleware.denied_is_noted",
    "mentornett.web.middleware.language_of_person",
    "mentornett.web.middleware.addresses_of_forms_say_so",
    "mentornett.web.sessions.LogInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mentornett.web.sessions.log_in_ends",
    "mentornett.web.middleware.reading_never_writes",
    "mentornett.web.middleware.inside_own_scope",
    "mentornett.web.sessions.staff_log_in_with_two_steps",
]

ROOT_URLCONF = "mentornett.config.urls"
WSGI_APPLICATION = "mentornett.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentornett.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "mentornett.web.templatetags.components",
                "mentornett.web.templatetags.labels",
            ],
        },
    }
]

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en-gb", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
FORMAT_MODULE_PATH = "mentornett.config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "mentornett.web.static_files.JoinedFiles"
        if environment.flag("MENTORNETT_HASHED_STATIC", default=False)
        else "mentornett.web.static_files.SeparateFiles"
    },
}
WHITENOISE_USE_FINDERS = not environment.flag("MENTORNETT_HASHED_STATIC", default=False)

AUTH_USER_MODEL = "tenants.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "mentornett.config.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mentornett.tenants.forms.UnlikeThePerson",
     "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "mentornett.tenants.forms.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "everyone:now"
LOGOUT_REDIRECT_URL = "public:start"

ACCOUNT_ADAPTER = "mentornett.web.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by e-mail, so the address is proven already
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# keyed on the account; generous per address, since a whole room sits behind one
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "mentornett.web.account_forms.LoginForm",
    "change_password": "mentornett.web.account_forms.ChangePasswordForm",
    "set_password": "mentornett.web.account_forms.SetPasswordForm",
    "reset_password": "mentornett.web.account_forms.ResetPasswordForm",
    "reset_password_from_key": "mentornett.web.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "mentornett.web.account_forms.ReauthenticateForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip", "login_failed": "300/m/ip,5/5m/key", "reset_password": "100/m/ip,5/m/key",
    "nomination": "30/m/ip,200/d/key",  # answers to a call for mentors: a ward may sit behind one address
}  # fmt: skip
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Mentornett"
MFA_ADAPTER = "mentornett.web.accounts.TwoStepAdapter"
MFA_FORMS = {
    "activate_totp": "mentornett.web.account_forms.ActivateCodeForm",
    "authenticate": "mentornett.web.account_forms.CodeForm",
    "reauthenticate": "mentornett.web.account_forms.CodeAgainForm",
}
# network leaders, operative groups and guides see many municipalities' data: they log in with two steps
REQUIRE_MFA = environment.flag("MENTORNETT_REQUIRE_MFA", default=not DEMO)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "config_cache"}}

IDLE_SECONDS = environment.number("MENTORNETT_IDLE_HOURS", 4) * 3600
LONGEST_LOG_IN_SECONDS = environment.number("MENTORNETT_LOG_IN_HOURS", 12) * 3600
SESSION_COOKIE_AGE = LONGEST_LOG_IN_SECONDS
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "mentornett.web.errors.csrf_failed"
SECURE_SSL_REDIRECT = SECURE  # the proxy in front says which requests came by https, see docs/operate.md
SECURE_REDIRECT_EXEMPT = [r"^isready$", r"^isalive$"]  # asked from inside, past the proxy
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = environment.flag("MENTORNETT_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # whose X-Forwarded-For tells the visitor's address
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
UPLOAD_LIMIT = 10 * 1024 * 1024  # bytes

EMAIL_HOST = environment.text("MENTORNETT_SMTP_HOST", "localhost")
EMAIL_PORT = environment.number("MENTORNETT_SMTP_PORT", 25)
EMAIL_HOST_USER = environment.text("MENTORNETT_SMTP_USER")
EMAIL_HOST_PASSWORD = environment.text("MENTORNETT_SMTP_PASSWORD")
EMAIL_USE_TLS = environment.flag("MENTORNETT_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MENTORNETT_FROM", "Mentornett <ikke-svar@mentornett.invalid>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

INVITATION_DAYS = environment.number("MENTORNETT_INVITATION_DAYS", 14)
ACCESS_LOG_DAYS = environment.number("MENTORNETT_ACCESS_LOG_DAYS", 730)  # so long is kept who read about whom
DIGEST_DAYS = environment.number("MENTORNETT_DIGEST_DAYS", 60)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mentornett.config.logs.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": environment.text("MENTORNETT_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["stdout"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["stdout"], "level": "ERROR", "propagate": False},  # see denied_is_noted
        "mentornett": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
    },
}

ACCESSIBILITY_STATEMENT_URL = environment.text("MENTORNETT_UUSTATUS_URL")
CONTACT = environment.text("MENTORNETT_CONTACT")  # an e-mail address, shown to visitors
